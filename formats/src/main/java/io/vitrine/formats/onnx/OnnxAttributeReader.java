package io.vitrine.formats.onnx;

import static io.vitrine.formats.onnx.OnnxFields.*;

import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Tensor;
import io.vitrine.model.ValueType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of a node while it is read. What the model has no type for (text that is not UTF-8,
 * tensors of strings, sparse tensors, kinds newer than this reader) is kept as bytes. Source:
 * ONNX's AttributeProto.
 */
final class OnnxAttributeReader {
  private final OnnxGraphReader graphs;
  private final ProtoReader message;
  private final List<Long> ints = new ArrayList<>();
  private final List<Float> floats = new ArrayList<>();
  private final List<ByteBuffer> strings = new ArrayList<>();
  private final List<OnnxTensor> tensors = new ArrayList<>();
  private final List<Graph> nested = new ArrayList<>();
  private String name = "";
  private String reference = "";
  private int kind;
  private int seen;
  private long number;
  private float real;
  private @Nullable ByteBuffer string;
  private @Nullable OnnxTensor tensor;
  private @Nullable Graph graph;
  private ValueType type = ValueType.unknown();

  private OnnxAttributeReader(ProtoReader message, OnnxGraphReader graphs) {
    this.graphs = graphs;
    this.message = message.again();
  }

  static OnnxAttributeReader read(ProtoReader in, OnnxGraphReader graphs) throws IOException {
    OnnxAttributeReader reader = new OnnxAttributeReader(in, graphs);
    while (in.next()) {
      reader.field(in);
    }
    if (reader.kind == 0) {
      reader.kind = reader.seen;
    }
    return reader;
  }

  private void field(ProtoReader in) throws IOException {
    switch (in.field()) {
      case ATTRIBUTE_NAME -> name = in.text();
      case ATTRIBUTE_KIND -> kind = in.int32();
      case ATTRIBUTE_REFERENCE -> reference = in.text();
      case ATTRIBUTE_FLOAT -> {
        real = in.float32();
        seen = KIND_FLOAT;
      }
      case ATTRIBUTE_INT -> {
        number = in.varint();
        seen = KIND_INT;
      }
      case ATTRIBUTE_STRING -> {
        string = in.block();
        seen = KIND_STRING;
      }
      case ATTRIBUTE_TENSOR -> {
        tensor = OnnxTensor.read(in.message("tensor of attribute " + name), graphs.files());
        seen = KIND_TENSOR;
      }
      case ATTRIBUTE_GRAPH -> {
        graph = graphs.nested(in.message("graph of attribute " + name));
        seen = KIND_GRAPH;
      }
      case ATTRIBUTE_TYPE_PROTO -> {
        type = OnnxTypes.type(in.message("type of attribute " + name));
        seen = KIND_TYPE_PROTO;
      }
      default -> repeated(in);
    }
  }

  private void repeated(ProtoReader in) throws IOException {
    switch (in.field()) {
      case ATTRIBUTE_FLOATS -> {
        in.fixed(4, bits -> floats.add(Float.intBitsToFloat((int) bits)));
        seen = KIND_FLOATS;
      }
      case ATTRIBUTE_INTS -> {
        in.varints(ints::add);
        seen = KIND_INTS;
      }
      case ATTRIBUTE_STRINGS -> {
        strings.add(in.block());
        seen = KIND_STRINGS;
      }
      case ATTRIBUTE_TENSORS -> {
        tensors.add(OnnxTensor.read(in.message("tensors of attribute " + name), graphs.files()));
        seen = KIND_TENSORS;
      }
      case ATTRIBUTE_GRAPHS -> {
        nested.add(graphs.nested(in.message("graphs of attribute " + name)));
        seen = KIND_GRAPHS;
      }
      default -> in.skip();
    }
  }

  String name() {
    return name;
  }

  /** The attribute; in a function, one that refers to the caller's has the default given. */
  Attribute attribute(Optional<Attribute> otherwise) throws IOException {
    if (!reference.isEmpty()) {
      return new Attribute.Reference(reference, kind, otherwise);
    }
    return understood()
        .orElseGet(() -> new Attribute.Unknown(kind, description(), message.content()));
  }

  /** The function's attribute that this one refers to, empty where it refers to none. */
  String reference() {
    return reference;
  }

  private Optional<Attribute> understood() throws IOException {
    return switch (kind) {
      case KIND_FLOAT -> Optional.of(new Attribute.OfFloat(real));
      case KIND_INT -> Optional.of(new Attribute.OfInt(number));
      case KIND_STRING -> text(string).map(Attribute.OfString::new);
      case KIND_TENSOR -> tensor(tensor);
      case KIND_GRAPH -> Optional.of(new Attribute.OfGraph(requireGraph()));
      case KIND_FLOATS -> Optional.of(new Attribute.OfFloats(floats));
      case KIND_INTS -> Optional.of(new Attribute.OfInts(ints));
      case KIND_STRINGS -> texts();
      case KIND_TENSORS -> allNumbers();
      case KIND_GRAPHS -> Optional.of(new Attribute.OfGraphs(nested));
      case KIND_TYPE_PROTO ->
          OnnxTypes.isWhole(type) ? Optional.of(new Attribute.OfType(type)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Graph requireGraph() throws ModelFormatException {
    if (graph == null) {
      throw message.fault("expected a graph in the attribute " + name);
    }
    return graph;
  }

  private static Optional<String> text(@Nullable ByteBuffer bytes) {
    try {
      return Optional.of(
          bytes == null
              ? ""
              : StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private Optional<Attribute> texts() {
    List<String> texts = new ArrayList<>();
    strings.forEach(bytes -> text(bytes).ifPresent(texts::add));
    return texts.size() == strings.size()
        ? Optional.of(new Attribute.OfStrings(texts))
        : Optional.empty();
  }

  private static Optional<Attribute> tensor(@Nullable OnnxTensor stored) throws IOException {
    return stored != null && stored.elements().equals(ElementType.STRING) && stored.isHere()
        ? Optional.of(new Attribute.OfTexts(stored.strings(), stored.shape()))
        : numbers(stored).map(Attribute.OfTensor::new);
  }

  private static Optional<Tensor> numbers(@Nullable OnnxTensor stored) throws IOException {
    return stored == null || !stored.isHere() ? Optional.empty() : stored.tensor();
  }

  private Optional<Attribute> allNumbers() throws IOException {
    List<Tensor> all = new ArrayList<>();
    for (OnnxTensor stored : tensors) {
      numbers(stored).ifPresent(all::add);
    }
    return all.size() == tensors.size()
        ? Optional.of(new Attribute.OfTensors(all))
        : Optional.empty();
  }

  private String description() {
    String kindName =
        switch (kind) {
          case KIND_STRING, KIND_STRINGS -> "bytes";
          case KIND_TENSOR -> tensor == null ? "no tensor" : "tensor " + tensor;
          case KIND_TENSORS -> "tensors " + tensors;
          default -> "kind " + kind;
        };
    return kindName + " (" + message.size() + " bytes)";
  }
}
