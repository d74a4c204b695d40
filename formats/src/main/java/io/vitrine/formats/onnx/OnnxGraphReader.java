package io.vitrine.formats.onnx;

import static io.vitrine.formats.onnx.OnnxFields.*;

import io.vitrine.formats.file.Copies;
import io.vitrine.formats.file.StoredTensor;
import io.vitrine.formats.names.NamedNode;
import io.vitrine.formats.names.NodeNames;
import io.vitrine.model.Attribute;
import io.vitrine.model.Graph;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads graphs and functions of one file. Source: ONNX's GraphProto and FunctionProto. */
final class OnnxGraphReader {
  /** More words than this are not kept once for all. */
  private static final int MOST_WORDS = 4096;

  private final Map<String, String> words = new HashMap<>();
  private final ExternalData files;
  private final StructuralConstants constants;

  OnnxGraphReader(ExternalData files, StructuralConstants constants) {
    this.files = files;
    this.constants = constants;
  }

  /** A word that many nodes have, kept once. */
  String shared(String word) {
    String known = words.get(word);
    if (known == null && words.size() < MOST_WORDS) {
      words.put(word, word);
    }
    return known == null ? word : known;
  }

  ExternalData files() {
    return files;
  }

  /** A graph with its name and the tensors that its parameters are read from. */
  record Named(String name, Graph graph, Map<String, StoredTensor> tensors) {}

  /** The main graph. */
  Named main(ProtoReader in) throws IOException {
    Parts parts = parts(in);
    return new Named(parts.name, parts.graph(in), parts.stored);
  }

  /** A graph in an attribute; its parameters carry their numbers with them. */
  Graph nested(ProtoReader in) throws IOException {
    Parts parts = parts(in);
    for (StoredTensor tensor : parts.stored.values()) {
      if (tensor.isHere()) {
        tensor.tensor().ifPresent(numbers -> parts.numbers.put(tensor.name(), numbers));
      }
    }
    return parts.graph(in);
  }

  private Parts parts(ProtoReader in) throws IOException {
    Parts parts = new Parts();
    while (in.next()) {
      switch (in.field()) {
        case GRAPH_NAME -> parts.name = in.text();
        case GRAPH_NODE -> parts.nodes.add(OnnxNode.read(in.message("node"), this, Map.of()));
        case GRAPH_INITIALIZER -> parts.add(OnnxTensor.read(in.message("initializer"), files), in);
        case GRAPH_SPARSE_INITIALIZER ->
            parts.add(SparseTensor.read(in.message("sparse initializer"), files), in);
        case GRAPH_INPUT -> parts.inputs.add(value(in, "input"));
        case GRAPH_OUTPUT -> parts.outputs.add(value(in, "output"));
        case GRAPH_VALUE_INFO ->
            OnnxTypes.value(in.message("value")).ifPresent(parts.declared::add);
        default -> in.skip();
      }
    }
    return parts;
  }

  private static Value value(ProtoReader in, String what) throws ModelFormatException {
    Optional<Value> value = OnnxTypes.value(in.message(what));
    return value.orElseThrow(() -> in.fault("expected a name for the " + what + ", found none"));
  }

  /** A function under its qualified operator name. */
  Map.Entry<String, Graph> function(ProtoReader in) throws IOException {
    Parts parts = new Parts();
    Map<String, Attribute> defaults = new HashMap<>();
    List<ProtoReader> nodes = new ArrayList<>();
    String domain = "";
    String overload = "";
    while (in.next()) {
      switch (in.field()) {
        case FUNCTION_NAME -> parts.name = in.text();
        case FUNCTION_DOMAIN -> domain = OnnxNode.standard(in.text());
        case FUNCTION_OVERLOAD -> overload = in.text();
        case FUNCTION_INPUT -> parts.inputs.add(untyped(in));
        case FUNCTION_OUTPUT -> parts.outputs.add(untyped(in));
        case FUNCTION_NODE -> nodes.add(in.message("node of function " + parts.name));
        case FUNCTION_OPSET_IMPORT ->
            OnnxReader.opset(in.message("operator set"), parts.opsets::put);
        case FUNCTION_VALUE_INFO ->
            OnnxTypes.value(in.message("value")).ifPresent(parts.declared::add);
        case FUNCTION_ATTRIBUTE_DEFAULT -> {
          OnnxAttributeReader reader =
              OnnxAttributeReader.read(in.message("attribute of function " + parts.name), this);
          defaults.put(reader.name(), reader.attribute(Optional.empty()));
        }
        default -> in.skip();
      }
    }
    for (ProtoReader node : nodes) {
      parts.nodes.add(OnnxNode.read(node, this, defaults));
    }
    String key = domain.isEmpty() ? parts.name : domain + "." + parts.name;
    return Map.entry(overload.isEmpty() ? key : key + ":" + overload, parts.graph(in));
  }

  private static Value untyped(ProtoReader in) throws ModelFormatException {
    String name = in.text();
    if (name.isEmpty()) {
      throw in.fault("expected a name for each input and output of a function");
    }
    return new Value(name, ValueType.unknown());
  }

  /** What has been read of a graph. */
  private final class Parts {
    String name = "";
    final List<OnnxNode> nodes = new ArrayList<>();
    final List<Value> inputs = new ArrayList<>();
    final List<Value> outputs = new ArrayList<>();
    final List<Value> declared = new ArrayList<>();
    final Map<String, Long> opsets = new HashMap<>();
    final Map<String, StoredTensor> stored = new LinkedHashMap<>();
    final Map<String, io.vitrine.model.Tensor> numbers = new HashMap<>();

    void add(StoredTensor tensor, ProtoReader in) throws ModelFormatException {
      if (tensor.name().isEmpty()) {
        throw in.fault("expected a name for the initializer " + tensor + ", found none");
      }
      if (stored.put(tensor.name(), tensor) != null) {
        throw in.fault("two initializers have the name '" + tensor.name() + "'");
      }
    }

    Graph graph(ProtoReader in) throws IOException {
      List<NamedNode> names = NodeNames.of(nodes.stream().map(OnnxNode::written).toList());
      List<Node> named = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        named.add(nodes.get(i).named(names.get(i)));
      }
      numbers.putAll(constants.among(stored, named));
      Map<String, Parameter.Copy> copies =
          Copies.among(
              stored.values().stream().filter(t -> !numbers.containsKey(t.name())).toList());
      List<Parameter> parameters = new ArrayList<>();
      for (StoredTensor tensor : stored.values()) {
        parameters.add(
            new Parameter(
                tensor.name(),
                tensor.elements(),
                tensor.shape(),
                Optional.ofNullable(numbers.get(tensor.name())),
                Optional.ofNullable(copies.get(tensor.name()))));
      }
      List<Value> free = inputs.stream().filter(v -> !stored.containsKey(v.name())).toList();
      return new Graph(free, outputs, GraphOrder.of(named, in), parameters, declared, opsets);
    }
  }
}
