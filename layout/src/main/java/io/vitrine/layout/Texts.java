package io.vitrine.layout;

import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Shapes, numbers and attributes as they are written in boxes. */
final class Texts {
  private static final int MOST_NUMBERS = 6;

  /** What ONNX takes where an attribute is not given. */
  private static final Map<String, Set<String>> USUAL =
      Map.ofEntries(
          Map.entry("group", Set.of("1")),
          Map.entry("dilations", Set.of("1")),
          Map.entry("strides", Set.of("1")),
          Map.entry("pads", Set.of("0")),
          Map.entry("output_padding", Set.of("0")),
          Map.entry("auto_pad", Set.of("NOTSET")),
          Map.entry("ceil_mode", Set.of("0")),
          Map.entry("count_include_pad", Set.of("0")),
          Map.entry("storage_order", Set.of("0")),
          Map.entry("transA", Set.of("0")),
          Map.entry("training_mode", Set.of("0")),
          Map.entry("allowzero", Set.of("0")),
          Map.entry("noop_with_empty_axes", Set.of("0")),
          Map.entry("layout", Set.of("0")),
          Map.entry("direction", Set.of("forward")),
          Map.entry("approximate", Set.of("none")));

  /** Attributes that are ONNX's numbers of element types. */
  private static final Set<String> TYPES = Set.of("to", "dtype", "output_dtype");

  /** What says nothing of the structure. */
  private static final Set<String> SILENT =
      Set.of("epsilon", "momentum", "seed", "coordinate_transformation_mode", "nearest_mode");

  private Texts() {}

  /** {@code 1×64×56×56}. */
  static String of(Shape shape) {
    return shape.dims().stream().map(Object::toString).collect(Collectors.joining("×"));
  }

  /** The attributes that differ from what is usual: {@code kernel_shape 3×3}. */
  static List<String> attributes(Node node) {
    List<String> texts = new ArrayList<>();
    node.attributes()
        .forEach(
            (key, attribute) ->
                of(key, attribute)
                    .filter(text -> !isUsual(node, key, text))
                    .ifPresent(text -> texts.add(key + " " + text)));
    return texts;
  }

  private static boolean isUsual(Node node, String key, String text) {
    boolean scale = node.operator().equals("Gemm") && (key.equals("alpha") || key.equals("beta"));
    return SILENT.contains(key)
        || scale && text.equals("1")
        || USUAL.getOrDefault(key, Set.of()).contains(text);
  }

  private static Optional<String> of(String key, Attribute attribute) {
    if (attribute instanceof Attribute.OfInt number) {
      boolean type = TYPES.contains(key) && number.value() == (int) number.value();
      return Optional.of(
          type ? ElementType.of((int) number.value()).toString() : Long.toString(number.value()));
    } else if (attribute instanceof Attribute.OfFloat number) {
      return Optional.of(number(number.value()));
    } else if (attribute instanceof Attribute.OfString text) {
      return Optional.of(text.value());
    } else if (attribute instanceof Attribute.OfInts numbers) {
      return Optional.of(sizes(key, numbers.values()));
    } else if (attribute instanceof Attribute.OfFloats numbers) {
      return Optional.of(listed(numbers.values().stream().map(Texts::number).toList()));
    } else if (attribute instanceof Attribute.OfStrings texts) {
      return Optional.of(listed(texts.values()));
    } else if (attribute instanceof Attribute.OfTensor tensor) {
      return Optional.of(of(tensor.value()));
    }
    return Optional.empty();
  }

  /** Equal steps and paddings in all directions once, a window as {@code 3×3}. */
  private static String sizes(String key, List<Long> values) {
    if (key.equals("kernel_shape")) {
      return values.stream().map(String::valueOf).collect(Collectors.joining("×"));
    }
    boolean perDirection = Set.of("strides", "dilations", "pads", "output_padding").contains(key);
    boolean equal = values.stream().distinct().count() == 1;
    return perDirection && equal
        ? String.valueOf(values.get(0))
        : listed(values.stream().map(String::valueOf).toList());
  }

  /** A small tensor's numbers, else its shape. */
  static String of(Tensor tensor) {
    boolean small = tensor.shape().elements().orElse(MOST_NUMBERS + 1) <= MOST_NUMBERS;
    boolean real =
        !tensor.elements().equals(ElementType.STRING)
            && !tensor.elements().toString().startsWith("complex");
    if (!small || !real) {
      return of(tensor.shape());
    }
    boolean whole = !tensor.elements().isFloat();
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < tensor.count(); i++) {
      double value = tensor.doubleAt(i);
      numbers.add(whole ? String.format(Locale.ROOT, "%.0f", value) : number(value));
    }
    return tensor.shape().rank() == 0 && numbers.size() == 1 ? numbers.get(0) : listed(numbers);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.4g", value).replaceAll("\\.?0+$", "");
  }

  private static String listed(List<String> values) {
    String more = values.size() > MOST_NUMBERS ? ", …" : "";
    return values.stream().limit(MOST_NUMBERS).collect(Collectors.joining(", ", "[", more + "]"));
  }
}
