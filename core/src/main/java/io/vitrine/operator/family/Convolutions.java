package io.vitrine.operator.family;

import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Count;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.ShapeRule;
import io.vitrine.operator.shape.Window;
import io.vitrine.operator.size.Sizes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Convolutions: plain, transposed, deformable, quantised, causal with a state. */
final class Convolutions {
  static final List<Operator> ALL =
      List.of(
          entry("Conv", "Conv%dd", context -> conv(context, 1, context.elements(0)))
              .reading(Role.CONSTANT, Role.WEIGHT, Role.BIAS)
              .counting((context, found) -> perOutput(context, found, 1)),
          entry("ConvTranspose", "ConvTranspose%dd", Convolutions::transposed)
              .reading(Role.CONSTANT, Role.WEIGHT, Role.BIAS)
              .counting(
                  (context, found) ->
                      Count.times(
                          Count.elements(context.shape(0)), Count.elements(context.shape(1), 1))),
          entry("DeformConv", "DeformConv%dd", context -> conv(context, 1, context.elements(0)))
              .reading(Role.CONSTANT, Role.WEIGHT, Role.CONSTANT, Role.BIAS, Role.CONSTANT)
              .counting((context, found) -> perOutput(context, found, 1)),
          entry("ConvInteger", "Conv%dd", context -> conv(context, 1, ElementType.INT32))
              .reading(Role.CONSTANT, Role.WEIGHT, Role.BUFFER, Role.BUFFER)
              .counting((context, found) -> perOutput(context, found, 1)),
          entry("QLinearConv", "Conv%dd", context -> conv(context, 3, context.elements(7)))
              .reading(
                  Role.CONSTANT,
                  Role.BUFFER,
                  Role.BUFFER,
                  Role.WEIGHT,
                  Role.BUFFER,
                  Role.BUFFER,
                  Role.BUFFER,
                  Role.BUFFER,
                  Role.BIAS)
              .counting((context, found) -> perOutput(context, found, 3)),
          entry("CausalConvWithState", "Conv%dd", Convolutions::causal)
              .reading(Role.CONSTANT, Role.WEIGHT, Role.BIAS, Role.CONSTANT)
              .counting((context, found) -> perOutput(context, found, 1)));

  private Convolutions() {}

  private static Operator entry(String name, String layerName, ShapeRule rule) {
    return Operator.of(name, Category.CONVOLUTION, layerName, rule);
  }

  static Inferred conv(ShapeContext context, int weightInput, ElementType elements) {
    Optional<Shape> input = context.shape(0);
    Optional<Shape> weight = context.shape(weightInput);
    if (input.isEmpty() || weight.isEmpty()) {
      return Inferred.rankUnknown(elements);
    }
    checkRank(context, input.get(), weight.get());
    long groups = context.node().intOr("group", 1);
    long channels = input.get().size(1);
    long expected = weight.get().size(1) * groups;
    if (channels >= 0 && expected >= 0 && channels != expected) {
      throw context.error(
          "its weight takes " + expected + " channels, found the input " + input.get());
    }
    Dim filters = weight.get().dim(0);
    List<Long> kernel = kernel(context, weight.get());
    return Inferred.of(
        elements,
        kernel.contains(-1L)
            ? open(input.get(), filters)
            : Window.slideAll(input.get(), filters, Window.of(context.node(), kernel)));
  }

  private static List<Long> kernel(ShapeContext context, Shape weight) {
    return context.ints("kernel_shape").orElseGet(() -> Window.spatial(weight));
  }

  /** A map of unknown size. */
  private static Shape open(Shape input, Dim channels) {
    List<Dim> dims = new ArrayList<>(Collections.nCopies(input.rank(), Dim.unknown()));
    dims.set(0, input.dim(0));
    dims.set(1, channels);
    return new Shape(dims);
  }

  private static void checkRank(ShapeContext context, Shape input, Shape weight) {
    if (weight.rank() != input.rank() || input.rank() < 3) {
      throw context.error(
          "expected input and weight of equal rank, 3 or more, found " + input + " and " + weight);
    }
  }

  /** Each output element is a product over the group's input channels and the kernel. */
  private static OptionalLong perOutput(ShapeContext context, Inferred found, int weightInput) {
    return Count.times(
        Count.elements(found.shape(0)), Count.elements(context.shape(weightInput), 1));
  }

  private static Inferred transposed(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    Optional<Shape> weight = context.shape(1);
    if (input.isEmpty() || weight.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    checkRank(context, input.get(), weight.get());
    long channels = weight.get().size(1) * context.node().intOr("group", 1);
    Dim filters = channels < 0 ? Dim.unknown() : Dim.of(channels);
    List<Long> kernel = kernel(context, weight.get());
    return Inferred.of(
        context.elements(0),
        kernel.contains(-1L)
            ? open(input.get(), filters)
            : enlarged(context, input.get(), filters, Window.of(context.node(), kernel)));
  }

  private static Shape enlarged(
      ShapeContext context, Shape input, Dim filters, List<Window> windows) {
    List<Long> padding =
        context.node().intsOr("output_padding", Collections.nCopies(windows.size(), 0L));
    List<Long> given = context.node().intsOr("output_shape", List.of());
    int skipped = Math.max(0, given.size() - windows.size());
    List<Dim> dims = new ArrayList<>(List.of(input.dim(0), filters));
    for (int i = 0; i < windows.size(); i++) {
      dims.add(
          given.isEmpty()
              ? windows.get(i).unslide(input.dim(2 + i), padding.get(i))
              : Dim.of(given.get(skipped + i)));
    }
    return new Shape(dims);
  }

  /** The output is as long as the input; the state holds the last k - 1 positions. */
  private static Inferred causal(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    Optional<Shape> state =
        input.flatMap(
            x ->
                context
                    .shape(1)
                    .map(
                        w ->
                            Shape.of(
                                x.dim(0), x.dim(1), Sizes.map(w.dim(2), size -> size.plus(-1)))));
    return Inferred.of(context.elements(0), input).and(context.elements(0), state);
  }
}
