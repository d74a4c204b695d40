package io.vitrine.formats.onnx;

import static io.vitrine.formats.onnx.OnnxFields.*;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.file.StoredModel;
import io.vitrine.formats.file.StoredTensor;
import io.vitrine.formats.file.StoredWeights;
import io.vitrine.model.Graph;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Network;
import io.vitrine.model.Parameter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads ONNX files of any IR version and operator set.
 *
 * <p>The structure is always complete: operators, domains, element types and attribute kinds that
 * are not known are kept. Nodes come in running order under unique names, dotted paths where
 * PyTorch wrote the modules they come from. An initialiser that is listed as an input too is a
 * parameter, not an input. Source: ONNX IR specification.
 */
public final class OnnxReader {
  /** Who wrote a file, in what this project writes. */
  static final String PRODUCER = "Vitrine";

  private static final int FIRST_WITH_OPSETS = 3;

  private final FileBytes file;
  private final Map<String, Long> opsets = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, String> properties = new LinkedHashMap<>();
  private final List<ProtoReader> functions = new ArrayList<>();
  private long irVersion;
  private String producer = "";
  private String producerVersion = "";
  private @Nullable ProtoReader graph;

  private OnnxReader(FileBytes file) {
    this.file = file;
  }

  /**
   * Reads an ONNX file.
   *
   * @throws ModelFormatException where it is cut, damaged, cyclic or no ONNX model; the message
   *     names the byte or the nodes
   */
  public static StoredModel read(FileBytes file) throws IOException {
    return new OnnxReader(file).model();
  }

  private StoredModel model() throws IOException {
    ProtoReader in = ProtoReader.of(file, "model");
    while (in.next()) {
      field(in);
    }
    if (graph == null) {
      throw in.fault("expected a graph, found none: this is no ONNX model");
    }
    if (opsets.isEmpty()) {
      if (irVersion >= FIRST_WITH_OPSETS) {
        throw in.fault("expected an operator set, found none; the file may be cut off");
      }
      opsets.put("", 1L);
    }
    boolean ours = producer.equals(PRODUCER);
    if (!ours && !producer.isEmpty()) {
      metadata.put("producer", (producer + " " + producerVersion).strip());
    }
    metadata.putAll(properties);
    OnnxGraphReader graphs =
        new OnnxGraphReader(
            new ExternalData(file),
            ours ? StructuralConstants.MARKED : StructuralConstants.GUESSED);
    OnnxGraphReader.Named main = graphs.main(graph);
    Map<String, Graph> bodies = new LinkedHashMap<>();
    for (ProtoReader function : functions) {
      Map.Entry<String, Graph> body = graphs.function(function);
      if (bodies.put(body.getKey(), body.getValue()) != null) {
        throw function.fault("expected one function of a name, found two of " + body.getKey());
      }
    }
    Optional<List<String>> circle = FunctionCalls.circle(bodies);
    if (circle.isPresent()) {
      throw functions
          .get(List.copyOf(bodies.keySet()).indexOf(circle.get().get(0)))
          .fault(
              "functions must not call themselves, found "
                  + FunctionCalls.said(circle.get())
                  + "; export the model anew");
    }
    String name = main.name().isBlank() ? file.stem() : main.name();
    return new StoredModel(
        new Network(name, main.graph(), opsets, bodies, metadata), weights(main));
  }

  private void field(ProtoReader in) throws ModelFormatException {
    switch (in.field()) {
      case MODEL_IR_VERSION -> irVersion = in.varint();
      case MODEL_PRODUCER_NAME -> producer = in.text();
      case MODEL_PRODUCER_VERSION -> producerVersion = in.text();
      case MODEL_DOMAIN -> note("domain", in.text());
      case MODEL_DOC_STRING -> note("description", in.text());
      case MODEL_VERSION -> {
        long version = in.varint();
        note("version", version == 0 ? "" : Long.toString(version));
      }
      case MODEL_METADATA -> OnnxEntries.read(in.message("metadata"), properties);
      case MODEL_OPSET_IMPORT -> opset(in.message("operator set"), opsets::put);
      case MODEL_FUNCTIONS -> functions.add(in.message("function"));
      case MODEL_GRAPH -> {
        if (graph != null) {
          throw in.fault("expected one graph, found a second one");
        }
        graph = in.message("graph");
      }
      default -> in.skip();
    }
  }

  private void note(String key, String value) {
    if (!value.isEmpty()) {
      metadata.put(key, value);
    }
  }

  static void opset(ProtoReader in, BiConsumer<String, Long> sink) throws ModelFormatException {
    String domain = "";
    long version = 1;
    while (in.next()) {
      switch (in.field()) {
        case OPSET_DOMAIN -> domain = OnnxNode.standard(in.text());
        case OPSET_VERSION -> version = in.varint();
        default -> in.skip();
      }
    }
    sink.accept(domain, version);
  }

  /** The numbers of the parameters that the network itself does not carry. */
  private static StoredWeights weights(OnnxGraphReader.Named main) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>(main.tensors());
    for (Parameter parameter : main.graph().parameters()) {
      if (parameter.constant().isPresent()) {
        tensors.remove(parameter.name());
      }
    }
    return new StoredWeights(tensors);
  }
}
