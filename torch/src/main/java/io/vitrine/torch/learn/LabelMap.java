package io.vitrine.torch.learn;

import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.OperatorRun;
import io.vitrine.torch.call.Rounding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Replaces labels, numbers or texts, by others (ONNX, LabelEncoder). */
final class LabelMap {
  private final Map<Object, Object> labels = new HashMap<>();
  private final ElementType target;
  private final Object otherwise;

  private LabelMap(NodeContext context) {
    Node node = context.node();
    List<Object> keys = list(node, "keys_");
    List<Object> values = list(node, "values_");
    if (keys.isEmpty() || keys.size() != values.size()) {
      throw context.error(
          "expected as many keys as values, found " + keys.size() + " and " + values.size());
    }
    for (int i = 0; i < keys.size(); i++) {
      labels.put(keys.get(i), values.get(i));
    }
    this.target = target(node);
    this.otherwise = otherwise(node);
  }

  static OperatorRun prepare(NodeContext context) {
    LabelMap map = new LabelMap(context);
    return OperatorRun.ofValue(map::encode);
  }

  private static List<Object> list(Node node, String prefix) {
    List<Object> all = new ArrayList<>();
    node.attributes()
        .forEach(
            (name, attribute) -> {
              if (name.startsWith(prefix)) {
                all.addAll(elements(attribute));
              }
            });
    return all;
  }

  private static List<Object> elements(Attribute attribute) {
    if (attribute instanceof Attribute.OfStrings strings) {
      return List.copyOf(strings.values());
    } else if (attribute instanceof Attribute.OfInts ints) {
      return ints.values().stream().<Object>map(Long::doubleValue).toList();
    } else if (attribute instanceof Attribute.OfFloats floats) {
      return floats.values().stream().<Object>map(Float::doubleValue).toList();
    } else if (attribute instanceof Attribute.OfTensor tensor) {
      List<Object> numbers = new ArrayList<>();
      for (int i = 0; i < tensor.value().count(); i++) {
        numbers.add(tensor.value().doubleAt(i));
      }
      return numbers;
    }
    return List.of();
  }

  private static ElementType target(Node node) {
    if (node.attributes().get("values_tensor") instanceof Attribute.OfTensor tensor) {
      return tensor.value().elements();
    } else if (node.attributes().containsKey("values_strings")) {
      return ElementType.STRING;
    }
    return node.attributes().containsKey("values_int64s") ? ElementType.INT64 : ElementType.FLOAT32;
  }

  private Object otherwise(Node node) {
    if (target.equals(ElementType.STRING)) {
      return node.stringOr("default_string", "_Unused");
    } else if (node.attributes().get("default_tensor") instanceof Attribute.OfTensor tensor) {
      return tensor.value().doubleAt(0);
    }
    return target.equals(ElementType.INT64)
        ? (double) node.intOr("default_int64", -1)
        : (double) node.floatOr("default_float", -0f);
  }

  private NativeValue encode(Call call) {
    List<Object> given = new ArrayList<>();
    Shape shape;
    if (call.value(0) instanceof NativeValue.OfStrings strings) {
      given.addAll(strings.strings());
      shape = strings.shape();
    } else {
      for (double number : call.doubles(0)) {
        given.add(number);
      }
      shape = call.host(0).shape();
    }
    List<Object> found = given.stream().map(key -> labels.getOrDefault(key, otherwise)).toList();
    if (target.equals(ElementType.STRING)) {
      return new NativeValue.OfStrings(found.stream().map(String::valueOf).toList(), shape);
    }
    double[] numbers = found.stream().mapToDouble(value -> (double) value).toArray();
    return Rounding.cast(Fresh.doubles(numbers, shape.sizes()), target, true);
  }
}
