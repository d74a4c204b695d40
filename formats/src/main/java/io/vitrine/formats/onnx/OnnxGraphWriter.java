package io.vitrine.formats.onnx;

import static io.vitrine.formats.onnx.OnnxFields.*;

import io.vitrine.model.Attribute;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Value;
import java.util.Map;
import java.util.TreeMap;

/** Writes graphs, functions, nodes and attributes. */
final class OnnxGraphWriter {
  private final OnnxTensorWriter tensors;

  OnnxGraphWriter(OnnxTensorWriter tensors) {
    this.tensors = tensors;
  }

  OnnxMessage main(Network network) {
    return graph(network.name(), network.graph());
  }

  private OnnxMessage graph(String name, Graph graph) {
    OnnxMessage out = new OnnxMessage();
    graph.nodes().forEach(node -> out.message(GRAPH_NODE, node(node)));
    out.text(GRAPH_NAME, name);
    for (Parameter parameter : graph.parameters()) {
      out.message(GRAPH_INITIALIZER, tensors.parameter(parameter));
    }
    values(out, GRAPH_INPUT, graph.inputs());
    values(out, GRAPH_OUTPUT, graph.outputs());
    values(out, GRAPH_VALUE_INFO, graph.declared());
    return out;
  }

  private static void values(OnnxMessage out, int field, Iterable<Value> values) {
    values.forEach(value -> out.message(field, OnnxTypeWriter.value(value)));
  }

  /** The parts of a function that come from its graph. */
  void function(OnnxMessage out, Graph body) {
    Map<String, Attribute.Reference> references = new TreeMap<>();
    body.nodes().forEach(node -> references(node, references));
    body.inputs().forEach(input -> out.text(FUNCTION_INPUT, input.name()));
    body.outputs().forEach(output -> out.text(FUNCTION_OUTPUT, output.name()));
    references.forEach(
        (name, reference) -> {
          if (reference.otherwise().isPresent()) {
            out.message(FUNCTION_ATTRIBUTE_DEFAULT, attribute(name, reference.otherwise().get()));
          } else {
            out.text(FUNCTION_ATTRIBUTE, name);
          }
        });
    body.nodes().forEach(node -> out.message(FUNCTION_NODE, node(node)));
    values(out, FUNCTION_VALUE_INFO, body.declared());
  }

  private static void references(Node node, Map<String, Attribute.Reference> into) {
    for (Attribute attribute : node.attributes().values()) {
      if (attribute instanceof Attribute.Reference reference) {
        into.put(reference.name(), reference);
      } else if (attribute instanceof Attribute.OfGraph one) {
        one.value().nodes().forEach(inner -> references(inner, into));
      } else if (attribute instanceof Attribute.OfGraphs many) {
        many.values().forEach(graph -> graph.nodes().forEach(inner -> references(inner, into)));
      }
    }
  }

  private OnnxMessage node(Node node) {
    OnnxMessage out = new OnnxMessage();
    node.inputs().forEach(input -> out.text(NODE_INPUT, input));
    node.outputs().forEach(output -> out.text(NODE_OUTPUT, output));
    int colon = node.operator().indexOf(':');
    String operator = colon < 0 ? node.operator() : node.operator().substring(0, colon);
    out.textIfAny(NODE_NAME, node.name()).text(NODE_OPERATOR, operator);
    new TreeMap<>(node.attributes())
        .forEach((name, value) -> out.message(NODE_ATTRIBUTE, attribute(name, value)));
    out.textIfAny(NODE_DOMAIN, node.domain());
    return colon < 0 ? out : out.text(NODE_OVERLOAD, node.operator().substring(colon + 1));
  }

  private OnnxMessage attribute(String name, Attribute attribute) {
    if (attribute instanceof Attribute.Unknown unknown) {
      return new OnnxMessage().append(unknown.bytes());
    }
    OnnxMessage out = new OnnxMessage().text(ATTRIBUTE_NAME, name);
    if (attribute instanceof Attribute.OfFloat a) {
      return out.float32(ATTRIBUTE_FLOAT, a.value()).number(ATTRIBUTE_KIND, KIND_FLOAT);
    } else if (attribute instanceof Attribute.OfInt a) {
      return out.number(ATTRIBUTE_INT, a.value()).number(ATTRIBUTE_KIND, KIND_INT);
    } else if (attribute instanceof Attribute.OfString a) {
      return out.text(ATTRIBUTE_STRING, a.value()).number(ATTRIBUTE_KIND, KIND_STRING);
    } else if (attribute instanceof Attribute.OfTensor a) {
      return out.message(ATTRIBUTE_TENSOR, tensors.tensor("", a.value()))
          .number(ATTRIBUTE_KIND, KIND_TENSOR);
    } else if (attribute instanceof Attribute.OfTexts a) {
      return out.message(ATTRIBUTE_TENSOR, OnnxTensorWriter.texts(a))
          .number(ATTRIBUTE_KIND, KIND_TENSOR);
    } else if (attribute instanceof Attribute.OfGraph a) {
      return out.message(ATTRIBUTE_GRAPH, graph(name, a.value()))
          .number(ATTRIBUTE_KIND, KIND_GRAPH);
    } else if (attribute instanceof Attribute.OfType a) {
      return out.message(ATTRIBUTE_TYPE_PROTO, OnnxTypeWriter.type(a.value()))
          .number(ATTRIBUTE_KIND, KIND_TYPE_PROTO);
    } else if (attribute instanceof Attribute.Reference a) {
      return out.text(ATTRIBUTE_REFERENCE, a.name()).number(ATTRIBUTE_KIND, a.kind());
    }
    return list(out, name, attribute);
  }

  private OnnxMessage list(OnnxMessage out, String name, Attribute attribute) {
    if (attribute instanceof Attribute.OfFloats a) {
      a.values().forEach(value -> out.float32(ATTRIBUTE_FLOATS, value));
      return out.number(ATTRIBUTE_KIND, KIND_FLOATS);
    } else if (attribute instanceof Attribute.OfInts a) {
      a.values().forEach(value -> out.number(ATTRIBUTE_INTS, value));
      return out.number(ATTRIBUTE_KIND, KIND_INTS);
    } else if (attribute instanceof Attribute.OfStrings a) {
      a.values().forEach(value -> out.text(ATTRIBUTE_STRINGS, value));
      return out.number(ATTRIBUTE_KIND, KIND_STRINGS);
    } else if (attribute instanceof Attribute.OfTensors a) {
      a.values().forEach(value -> out.message(ATTRIBUTE_TENSORS, tensors.tensor("", value)));
      return out.number(ATTRIBUTE_KIND, KIND_TENSORS);
    } else if (attribute instanceof Attribute.OfGraphs a) {
      a.values().forEach(value -> out.message(ATTRIBUTE_GRAPHS, graph(name, value)));
      return out.number(ATTRIBUTE_KIND, KIND_GRAPHS);
    }
    throw new IllegalArgumentException(
        "the attribute " + name + " of the kind " + attribute.getClass() + " cannot be written");
  }
}
