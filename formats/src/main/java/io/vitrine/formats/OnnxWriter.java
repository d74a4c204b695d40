package io.vitrine.formats;

import static io.vitrine.formats.OnnxFields.*;

import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes ONNX files.
 *
 * <p>Node and initialiser names are the network's own dotted paths; every parameter is written as
 * raw data, constants and batch-norm statistics included; shapes keep their symbols. The same
 * network and weights give the same bytes: maps are written sorted by key. The graph comes last, so
 * that a file that is cut off anywhere can be told from a whole one. Source: ONNX IR specification.
 */
public final class OnnxWriter {
  /** Where the numbers go. */
  public enum Placement {
    /** Into the model file, which can hold 2 GiB. */
    INSIDE,
    /** Those of 1 KiB and more into a second file beside it, {@code <name>.data}. */
    BESIDE
  }

  private OnnxWriter() {}

  /**
   * Writes one file with everything in it. See {@link #write(Path, Network, Weights, Placement)}.
   */
  public static void write(Path path, Network network, Weights weights) throws IOException {
    write(path, network, weights, Placement.INSIDE);
  }

  /**
   * Writes a network and its weights; the file appears whole or not at all.
   *
   * @throws IOException where weights cannot be read or a file cannot be written
   * @throws IllegalArgumentException where weights are missing, have another type or shape than
   *     their parameter, or take more than 2 GiB in one file
   */
  public static void write(Path path, Network network, Weights weights, Placement placement)
      throws IOException {
    OnnxTensorWriter tensors = OnnxTensorWriter.of(path, weights, placement);
    ProtoWriter model;
    try {
      model = model(network, new OnnxGraphWriter(tensors));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (model.size() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          network.name()
              + " takes "
              + model.size()
              + " bytes as ONNX, which holds at most 2 GiB in one file; write it with"
              + " Placement.BESIDE");
    }
    tensors.writeOutside();
    AtomicFile.write(path, model.pieces());
  }

  /** The file's bytes with everything in it, in pieces. */
  static List<ByteBuffer> pieces(Network network, Weights weights) {
    OnnxTensorWriter tensors =
        OnnxTensorWriter.of(Path.of(network.name()), weights, Placement.INSIDE);
    return model(network, new OnnxGraphWriter(tensors)).pieces();
  }

  private static ProtoWriter model(Network network, OnnxGraphWriter graphs) {
    ProtoWriter out =
        new ProtoWriter()
            .number(MODEL_IR_VERSION, irVersion(network))
            .text(MODEL_PRODUCER_NAME, OnnxReader.PRODUCER);
    opsets(out, MODEL_OPSET_IMPORT, network.opsets());
    OnnxEntries.write(out, MODEL_METADATA, new TreeMap<>(network.metadata()));
    new TreeMap<>(network.functions())
        .forEach((key, body) -> out.message(MODEL_FUNCTIONS, function(key, body, network, graphs)));
    return out.message(MODEL_GRAPH, graphs.main(network));
  }

  private static void opsets(ProtoWriter out, int field, Map<String, Long> opsets) {
    new TreeMap<>(opsets)
        .forEach(
            (domain, version) ->
                out.message(
                    field,
                    new ProtoWriter().text(OPSET_DOMAIN, domain).number(OPSET_VERSION, version)));
  }

  /**
   * The IR version that came with the standard operator set: 8 for 17 and before, then as ONNX's.
   */
  private static long irVersion(Network network) {
    long opset = network.opsets().getOrDefault("", Network.OPSET);
    if (opset <= 18) {
      return network.functions().keySet().stream().anyMatch(key -> key.contains(":")) ? 10 : 8;
    }
    return opset <= 20 ? 9 : opset <= 22 ? 10 : opset <= 23 ? 11 : 12;
  }

  private static ProtoWriter function(
      String key, Graph body, Network network, OnnxGraphWriter graphs) {
    int colon = key.indexOf(':');
    String qualified = colon < 0 ? key : key.substring(0, colon);
    int dot = qualified.lastIndexOf('.');
    ProtoWriter out = new ProtoWriter().text(FUNCTION_NAME, qualified.substring(dot + 1));
    graphs.function(out, body);
    opsets(out, FUNCTION_OPSET_IMPORT, network.opsets());
    out.text(FUNCTION_DOMAIN, dot < 0 ? "" : qualified.substring(0, dot));
    return colon < 0 ? out : out.text(FUNCTION_OVERLOAD, key.substring(colon + 1));
  }
}
