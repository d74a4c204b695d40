package io.vitrine.operator.family;

import io.vitrine.model.Dim;
import io.vitrine.model.Shape;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Convolution and transposed convolution. */
final class Convolutions {
  private static final List<Role> ROLES = List.of(Role.CONSTANT, Role.WEIGHT, Role.BIAS);

  static final List<Operator> ALL =
      List.of(
          new Operator(
              "Conv",
              Category.CONVOLUTION,
              "Conv%dd",
              ROLES,
              Convolutions::conv,
              Convolutions::convMacs),
          new Operator(
              "ConvTranspose",
              Category.CONVOLUTION,
              "ConvTranspose%dd",
              ROLES,
              Convolutions::transposed,
              Convolutions::transposedMacs));

  private Convolutions() {}

  private static Inferred conv(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    Optional<Shape> weight = context.shape(1);
    if (input.isEmpty() || weight.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    checkRank(context, input.get(), weight.get());
    long groups = context.node().intOr("group", 1);
    long channels = input.get().size(1);
    long expected = weight.get().size(1) * groups;
    if (channels >= 0 && expected >= 0 && channels != expected) {
      throw context.error(
          "its weight takes " + expected + " channels, found the input " + input.get());
    }
    return Inferred.of(
        context.elements(0),
        Window.slideAll(input.get(), weight.get().dim(0), windows(context, weight.get())));
  }

  private static void checkRank(ShapeContext context, Shape input, Shape weight) {
    if (weight.rank() != input.rank() || input.rank() < 3) {
      throw context.error(
          "expected input and weight of equal rank, 3 or more, found " + input + " and " + weight);
    }
  }

  static List<Window> windows(ShapeContext context, Shape weight) {
    return Window.of(context.node(), context.node().intsOr("kernel_shape", Window.spatial(weight)));
  }

  /** Each output element is a product over the group's input channels and the kernel. */
  private static OptionalLong convMacs(ShapeContext context, Shape output) {
    Optional<Shape> weight = context.shape(1);
    if (weight.isEmpty() || !weight.get().isKnown() || !output.isKnown()) {
      return OptionalLong.empty();
    }
    long perElement = weight.get().subShape(1, weight.get().rank()).elements().orElseThrow();
    return OptionalLong.of(Math.multiplyExact(output.elements().orElseThrow(), perElement));
  }

  private static Inferred transposed(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    Optional<Shape> weight = context.shape(1);
    if (input.isEmpty() || weight.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    checkRank(context, input.get(), weight.get());
    List<Window> windows = windows(context, weight.get());
    List<Long> outputPadding =
        context.node().intsOr("output_padding", java.util.Collections.nCopies(windows.size(), 0L));
    List<Long> outputShape = context.node().intsOr("output_shape", List.of());
    long channels = weight.get().size(1) * context.node().intOr("group", 1);
    List<Dim> dims =
        new ArrayList<>(
            List.of(input.get().dim(0), channels < 0 ? Dim.unknown() : Dim.of(channels)));
    for (int i = 0; i < windows.size(); i++) {
      dims.add(
          outputShape.isEmpty()
              ? windows.get(i).unslide(input.get().dim(2 + i), outputPadding.get(i))
              : Dim.of(outputShape.get(i)));
    }
    return Inferred.of(context.elements(0), new Shape(dims));
  }

  /** Each input element is multiplied with the group's output channels times the kernel. */
  private static OptionalLong transposedMacs(ShapeContext context, Shape output) {
    Optional<Shape> input = context.shape(0);
    Optional<Shape> weight = context.shape(1);
    if (input.isEmpty() || weight.isEmpty() || !input.get().isKnown() || !weight.get().isKnown()) {
      return OptionalLong.empty();
    }
    long perElement = weight.get().subShape(1, weight.get().rank()).elements().orElseThrow();
    return OptionalLong.of(Math.multiplyExact(input.get().elements().orElseThrow(), perElement));
  }
}
