package io.vitrine.formats.onnx;

import static io.vitrine.formats.onnx.OnnxFields.*;

import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Weights;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An ONNX file before it is written. Source: ONNX IR specification.
 *
 * @param size bytes of the model file
 * @param model its content in pieces
 * @param beside the content of the data file beside it, empty where there is none
 */
public record OnnxDraft(long size, List<ByteBuffer> model, List<ByteBuffer> beside) {
  public OnnxDraft {
    model = List.copyOf(model);
    beside = List.copyOf(beside);
  }

  /** A draft of one file that holds everything. */
  public static OnnxDraft of(Network network, Weights weights) {
    return of(network, new OnnxTensorWriter(weights, null));
  }

  /** A draft whose larger tensors go into a data file of the name given. */
  public static OnnxDraft of(Network network, Weights weights, String dataFile) {
    return of(network, new OnnxTensorWriter(weights, dataFile));
  }

  private static OnnxDraft of(Network network, OnnxTensorWriter tensors) {
    OnnxMessage model = model(network, new OnnxGraphWriter(tensors));
    return new OnnxDraft(model.size(), model.pieces(), tensors.outside());
  }

  private static OnnxMessage model(Network network, OnnxGraphWriter graphs) {
    OnnxMessage out =
        new OnnxMessage()
            .number(MODEL_IR_VERSION, irVersion(network))
            .text(MODEL_PRODUCER_NAME, OnnxReader.PRODUCER);
    opsets(out, MODEL_OPSET_IMPORT, network.opsets());
    OnnxEntries.write(out, MODEL_METADATA, new TreeMap<>(network.metadata()));
    new TreeMap<>(network.functions())
        .forEach((key, body) -> out.message(MODEL_FUNCTIONS, function(key, body, network, graphs)));
    return out.message(MODEL_GRAPH, graphs.main(network));
  }

  private static void opsets(OnnxMessage out, int field, Map<String, Long> opsets) {
    new TreeMap<>(opsets)
        .forEach(
            (domain, version) ->
                out.message(
                    field,
                    new OnnxMessage().text(OPSET_DOMAIN, domain).number(OPSET_VERSION, version)));
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

  private static OnnxMessage function(
      String key, Graph body, Network network, OnnxGraphWriter graphs) {
    int colon = key.indexOf(':');
    String qualified = colon < 0 ? key : key.substring(0, colon);
    int dot = qualified.lastIndexOf('.');
    OnnxMessage out = new OnnxMessage().text(FUNCTION_NAME, qualified.substring(dot + 1));
    graphs.function(out, body);
    opsets(out, FUNCTION_OPSET_IMPORT, body.opsets().isEmpty() ? network.opsets() : body.opsets());
    out.text(FUNCTION_DOMAIN, dot < 0 ? "" : qualified.substring(0, dot));
    return colon < 0 ? out : out.text(FUNCTION_OVERLOAD, key.substring(colon + 1));
  }
}
