package io.vitrine.formats.onnx;

import static io.vitrine.formats.onnx.OnnxFields.*;

import io.vitrine.formats.names.NamedNode;
import io.vitrine.formats.names.WrittenNode;
import io.vitrine.model.Attribute;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node as an ONNX file writes it, before it is given a name that is unique in its graph. Source:
 * ONNX's NodeProto.
 */
final class OnnxNode {
  /** Where PyTorch's newer exporter keeps the path of modules that a node comes from. */
  private static final String SCOPES = "pkg.torch.onnx.name_scopes";

  /** The same for the modules' classes. */
  private static final String CLASSES = "pkg.torch.onnx.class_hierarchy";

  private List<String> inputs = new ArrayList<>(3);
  private List<String> outputs = new ArrayList<>(1);
  private Map<String, Attribute> attributes = Map.of();
  private String scopes = "";
  private String classes = "";
  private String name = "";
  private String domain = "";
  private String operator = "";
  private String overload = "";

  private OnnxNode() {}

  /**
   * Reads a node.
   *
   * @param defaults in a function, the values of its attributes where the caller gives none
   */
  static OnnxNode read(ProtoReader in, OnnxGraphReader graphs, Map<String, Attribute> defaults)
      throws IOException {
    OnnxNode node = new OnnxNode();
    while (in.next()) {
      switch (in.field()) {
        case NODE_INPUT -> node.inputs.add(in.text());
        case NODE_OUTPUT -> node.outputs.add(in.text());
        case NODE_NAME -> node.name = in.text();
        case NODE_OPERATOR -> node.operator = graphs.shared(in.text());
        case NODE_DOMAIN -> node.domain = standard(in.text());
        case NODE_OVERLOAD -> node.overload = in.text();
        case NODE_METADATA -> node.metadata(in.message("metadata"));
        case NODE_ATTRIBUTE -> node.attribute(in.message("attribute"), graphs, defaults);
        default -> in.skip();
      }
    }
    if (node.operator.isEmpty()) {
      throw in.fault("expected an operator in the node '" + node.name + "', found none");
    }
    node.inputs = List.copyOf(node.inputs);
    node.outputs = List.copyOf(node.outputs);
    return node;
  }

  private void attribute(ProtoReader in, OnnxGraphReader graphs, Map<String, Attribute> defaults)
      throws IOException {
    if (attributes.isEmpty()) {
      attributes = new LinkedHashMap<>();
    }
    OnnxAttributeReader reader = OnnxAttributeReader.read(in, graphs);
    attributes.put(
        reader.name(), reader.attribute(Optional.ofNullable(defaults.get(reader.reference()))));
  }

  private void metadata(ProtoReader in) throws ModelFormatException {
    Map<String, String> entry = new HashMap<>();
    OnnxEntries.read(in, entry);
    scopes = entry.getOrDefault(SCOPES, scopes);
    classes = entry.getOrDefault(CLASSES, classes);
  }

  /** A domain's name; ONNX's own has two. */
  static String standard(String domain) {
    return domain.equals("ai.onnx") ? "" : domain;
  }

  /** What the file says of its name. */
  WrittenNode written() {
    return new WrittenNode(name, operator, inputs, scopes, classes);
  }

  Node named(NamedNode named) {
    return new Node(
        named.path(),
        domain,
        overload.isEmpty() ? operator : operator + ":" + overload,
        inputs,
        outputs,
        attributes,
        named.origin());
  }
}
