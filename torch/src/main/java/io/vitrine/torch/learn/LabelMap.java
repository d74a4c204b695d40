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

  private LabelMap(NodeContext context, List<Object> keys, List<Object> values) {
    if (keys.isEmpty() || keys.size() != values.size()) {
      throw context.error(
          "expected as many keys as values, found " + keys.size() + " and " + values.size());
    }
    for (int i = 0; i < keys.size(); i++) {
      labels.putIfAbsent(keys.get(i), values.get(i));
    }
    this.target = values.get(0) instanceof String ? ElementType.STRING : numbers(context.node());
    this.otherwise = otherwise(context.node());
  }

  static OperatorRun prepare(NodeContext context) {
    Node node = context.node();
    List<Object> classes = list(node, "classes_strings");
    if (classes.isEmpty()) {
      LabelMap map = new LabelMap(context, list(node, "keys_"), list(node, "values_"));
      return OperatorRun.ofValue(map::encode);
    }
    List<Object> places = new ArrayList<>();
    for (int i = 0; i < classes.size(); i++) {
      places.add((double) i);
    }
    LabelMap toPlaces = new LabelMap(context, classes, places);
    LabelMap toTexts = new LabelMap(context, places, classes);
    return OperatorRun.ofValue(
        call -> (call.value(0) instanceof NativeValue.OfStrings ? toPlaces : toTexts).encode(call));
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
    } else if (attribute instanceof Attribute.OfTexts texts) {
      return List.copyOf(texts.values());
    } else if (attribute instanceof Attribute.OfInts ints) {
      return ints.values().stream().<Object>map(Long::doubleValue).toList();
    } else if (attribute instanceof Attribute.OfFloats floats) {
      return floats.values().stream().<Object>map(number -> key(number)).toList();
    } else if (attribute instanceof Attribute.OfTensor tensor) {
      List<Object> numbers = new ArrayList<>();
      for (int i = 0; i < tensor.value().count(); i++) {
        numbers.add(key(tensor.value().doubleAt(i)));
      }
      return numbers;
    }
    return List.of();
  }

  /** A number as it is looked up: both zeros are one, and so are all that are no numbers. */
  private static Object key(double number) {
    return number + 0.0;
  }

  private static ElementType numbers(Node node) {
    if (node.attributes().get("values_tensor") instanceof Attribute.OfTensor tensor) {
      return tensor.value().elements();
    }
    return node.attributes().containsKey("values_floats") ? ElementType.FLOAT32 : ElementType.INT64;
  }

  private Object otherwise(Node node) {
    if (target.equals(ElementType.STRING)) {
      if (node.attributes().get("default_tensor") instanceof Attribute.OfTexts texts) {
        return texts.values().get(0);
      }
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
        given.add(key(number));
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
