package io.vitrine.torch.arrange;

import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.OperatorRun;
import io.vitrine.torch.call.Rounding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Conversions between element types, strings among them. */
final class CastRuns {
  static final Map<String, OperatorFactory> ALL =
      Map.of(
          "Cast", CastRuns::cast,
          "CastLike", CastRuns::castLike,
          "BitCast", CastRuns::bitCast);

  private CastRuns() {}

  private static OperatorRun cast(NodeContext context) {
    ElementType target = ElementType.of((int) context.node().intOr("to", 1));
    boolean saturates = context.node().intOr("saturate", 1) != 0;
    return OperatorRun.ofValue(call -> cast(call.value(0), target, saturates));
  }

  private static OperatorRun castLike(NodeContext context) {
    boolean saturates = context.node().intOr("saturate", 1) != 0;
    return OperatorRun.ofValue(call -> cast(call.value(0), call.elements(1), saturates));
  }

  private static NativeValue cast(NativeValue value, ElementType target, boolean saturates) {
    if (value instanceof NativeValue.OfStrings strings) {
      return target.equals(ElementType.STRING)
          ? strings
          : Rounding.cast(Fresh.doubles(parsed(strings), strings.shape().sizes()), target, false);
    } else if (value instanceof NativeValue.OfTensor tensor) {
      return target.equals(ElementType.STRING)
          ? written(NativeTensors.toModel(tensor))
          : Rounding.cast(tensor.tensor(), target, saturates);
    }
    throw new IllegalArgumentException("expected a tensor, found " + value.describe());
  }

  private static double[] parsed(NativeValue.OfStrings strings) {
    return strings.strings().stream().mapToDouble(CastRuns::parsed).toArray();
  }

  private static double parsed(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "inf", "+inf", "infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text.strip());
    };
  }

  private static NativeValue written(io.vitrine.model.Tensor tensor) {
    List<String> strings = new ArrayList<>();
    for (int i = 0; i < tensor.count(); i++) {
      strings.add(written(tensor, i));
    }
    return new NativeValue.OfStrings(strings, tensor.shape());
  }

  private static String written(io.vitrine.model.Tensor tensor, int index) {
    if (tensor.elements().equals(ElementType.BOOL)) {
      return tensor.doubleAt(index) != 0 ? "True" : "False";
    }
    if (!tensor.elements().isFloat()) {
      return Long.toString(tensor.longs()[index]);
    }
    double value = tensor.doubleAt(index);
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return tensor.elements().equals(ElementType.FLOAT64)
        ? Double.toString(value)
        : Float.toString((float) value);
  }

  /** The same bytes as numbers of another type; the last axis grows or shrinks with the width. */
  private static OperatorRun bitCast(NodeContext context) {
    ElementType target = ElementType.of((int) context.node().intOr("to", 1));
    return OperatorRun.ofValue(call -> bitCast(call, target));
  }

  private static NativeValue bitCast(Call call, ElementType target) {
    io.vitrine.model.Tensor bits =
        NativeTensors.toModel(new NativeValue.OfTensor(call.input(0), call.elements(0)));
    Shape shape = bits.shape();
    int from = bits.elements().bits();
    int to = target.bits();
    if (from != to) {
      throw new IllegalArgumentException(
          "expected a type as wide as " + bits.elements() + ", found " + target);
    }
    return new NativeValue.OfTensor(
        NativeTensors.toNative(io.vitrine.model.Tensor.of(target, shape, bits.bytes())), target);
  }
}
