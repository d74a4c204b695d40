package io.vitrine.operator.family;

import io.vitrine.model.Attribute;
import io.vitrine.model.Dim;
import io.vitrine.model.Shape;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Count;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.SameShape;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.ShapeRule;
import io.vitrine.operator.shape.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * PyTorch's operators that ONNX cannot say, as readers of its archives keep them: tensors are
 * inputs, other arguments attributes under PyTorch's names. Their other operators stay unknown.
 */
final class Aten {
  private static final String DOMAIN = "aten.";

  /** Of one tensor, element by element. */
  private static final String ELEMENTWISE =
      "special_bessel_j0 special_bessel_j1 special_bessel_y0 special_bessel_y1 special_entr"
          + " special_erfcx special_i0 special_i0e special_i1 special_i1e special_ndtr"
          + " special_ndtri special_log_ndtr special_sinc special_modified_bessel_i0"
          + " special_modified_bessel_i1 erfinv erfc lgamma digamma polygamma i0 sinc trunc frac"
          + " nan_to_num angle exp2 expm1 log1p log2 log10 deg2rad rad2deg logit";

  /** Of two tensors that broadcast. */
  private static final String PAIRS =
      "atan2 hypot copysign nextafter logaddexp logaddexp2 fmod float_power heaviside gcd lcm"
          + " special_xlog1py special_zeta xlogy igamma igammac";

  static final List<Operator> ALL = all();

  private Aten() {}

  private static List<Operator> all() {
    List<Operator> all = new ArrayList<>();
    for (int axes = 1; axes <= 3; axes++) {
      int n = axes;
      for (String kind : List.of("avg", "max")) {
        String layer = "Adaptive" + (kind.equals("avg") ? "Avg" : "Max") + "Pool" + n + "d";
        all.add(
            entry(
                "adaptive_" + kind + "_pool" + n + "d",
                Category.POOLING,
                layer,
                context -> adaptive(context, n)));
      }
      if (n > 1) { // in one dimension no divisor can be given
        all.add(
            entry(
                "avg_pool" + n + "d",
                Category.POOLING,
                "AvgPool" + n + "d",
                context -> window(context, n)));
      }
    }
    for (String name : ELEMENTWISE.split(" ")) {
      all.add(entry(name, Category.ELEMENTWISE, name, SameShape::asFirst));
    }
    for (String name : PAIRS.split(" ")) {
      all.add(entry(name, Category.ELEMENTWISE, name, SameShape::broadcast));
    }
    all.add(entry("cdist", Category.LINEAR, "cdist", Aten::distances).counting(Aten::distanceMacs));
    all.add(
        entry("bilinear", Category.LINEAR, "Bilinear", Aten::bilinear)
            .reading(Role.CONSTANT, Role.CONSTANT, Role.WEIGHT, Role.BIAS)
            .counting(Aten::bilinearMacs));
    for (String name : List.of("addmm", "baddbmm")) {
      all.add(entry(name, Category.LINEAR, name, Aten::product).counting(Aten::productMacs));
    }
    return List.copyOf(all);
  }

  private static Operator entry(String name, Category category, String layer, ShapeRule rule) {
    return Operator.of(DOMAIN + name, category, layer, rule);
  }

  private static List<Long> perAxis(
      ShapeContext context, String attribute, int axes, List<Long> none) {
    List<Long> given = context.node().intsOr(attribute, List.of());
    if (context.node().attributes().get(attribute) instanceof Attribute.OfInt one) {
      given = List.of(one.value());
    }
    if (given.isEmpty()) {
      return none;
    }
    return given.size() == 1 ? Collections.nCopies(axes, given.get(0)) : given;
  }

  /** (N, C, ...) or (C, ...): the last axes get the sizes asked for, a size left open stays. */
  private static Inferred adaptive(ShapeContext context, int axes) {
    List<Long> sizes = perAxis(context, "output_size", axes, List.of());
    return Inferred.of(
        context.elements(0),
        context
            .shape(0)
            .filter(input -> sizes.size() == axes && input.rank() > axes)
            .map(
                input -> {
                  Shape output = input;
                  for (int i = 0; i < axes; i++) {
                    output = output.with(input.rank() - axes + i, Dim.of(sizes.get(i)));
                  }
                  return output;
                }));
  }

  private static Inferred window(ShapeContext context, int axes) {
    List<Long> kernel = perAxis(context, "kernel_size", axes, List.of());
    List<Long> strides = perAxis(context, "stride", axes, kernel);
    List<Long> padding = perAxis(context, "padding", axes, Collections.nCopies(axes, 0L));
    boolean ceil = context.node().intOr("ceil_mode", 0) == 1;
    return Inferred.of(
        context.elements(0),
        context
            .shape(0)
            .filter(input -> kernel.size() == axes && input.rank() > axes)
            .map(
                input -> {
                  Shape output = input;
                  for (int i = 0; i < axes; i++) {
                    int at = input.rank() - axes + i;
                    long pad = padding.get(i);
                    Window window =
                        new Window(kernel.get(i), strides.get(i), 1, pad, pad, "NOTSET", ceil);
                    output = output.with(at, window.slide(input.dim(at)));
                  }
                  return output;
                }));
  }

  /** (..., P, M) and (..., R, M) to (..., P, R). */
  private static Inferred distances(ShapeContext context) {
    Optional<Shape> rows = context.shape(0).filter(shape -> shape.rank() >= 2);
    Optional<Shape> others = context.shape(1).filter(shape -> shape.rank() >= 2);
    return Inferred.of(
        context.elements(0), rows.flatMap(a -> others.map(b -> a.with(-1, b.dim(-2)))));
  }

  private static OptionalLong distanceMacs(ShapeContext context, Inferred found) {
    return Products.perOutput(found, context.shape(0).map(a -> a.dim(-1)));
  }

  /** (..., I) and (..., J) with a weight (O, I, J) to (..., O). */
  private static Inferred bilinear(ShapeContext context) {
    return Inferred.of(
        context.elements(0),
        context.shape(0).flatMap(x -> context.shape(2).map(w -> x.with(-1, w.dim(0)))));
  }

  /** For each output {@code I J} products with the weights, and J with the second input. */
  private static OptionalLong bilinearMacs(ShapeContext context, Inferred found) {
    OptionalLong weights = Count.elements(context.shape(2), 1);
    OptionalLong second = Count.elements(context.shape(2), 2);
    return Count.times(Count.elements(found.shape(0)), Count.plus(weights, second));
  }

  private static Inferred product(ShapeContext context) {
    return Inferred.of(
        context.elements(0),
        context.shape(1).flatMap(a -> context.shape(2).map(b -> Products.product(context, a, b))));
  }

  private static OptionalLong productMacs(ShapeContext context, Inferred found) {
    return Products.perOutput(found, context.shape(1).map(a -> a.dim(-1)));
  }
}
