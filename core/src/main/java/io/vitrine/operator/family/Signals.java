package io.vitrine.operator.family;

import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Keeps;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.MacRule;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.ShapeRule;
import io.vitrine.operator.shape.Types;
import io.vitrine.operator.size.Sizes;
import java.util.List;
import java.util.Optional;

/** Sound and encoded pictures. */
final class Signals {
  static final List<Operator> ALL =
      List.of(
          entry("DFT", Signals::dft).counting(MacRule.UNKNOWN),
          entry("STFT", Signals::stft).counting(MacRule.UNKNOWN),
          entry("HannWindow", Signals::window),
          entry("HammingWindow", Signals::window),
          entry("BlackmanWindow", Signals::window),
          entry("MelWeightMatrix", Signals::mel),
          entry("ImageDecoder", Signals::picture));

  private Signals() {}

  private static Operator entry(String name, ShapeRule rule) {
    return Operator.of(name, Category.OTHER, name, rule)
        .reading(Role.CONSTANT, Role.CONSTANT, Role.CONSTANT, Role.CONSTANT, Role.CONSTANT)
        .keeping(Keeps.NOTHING);
  }

  /** Of a real signal's spectrum, half is enough: {@code floor(n / 2) + 1}. */
  private static Dim half(Dim length) {
    return Sizes.map(length, size -> size.floorOver(2).plus(1));
  }

  /**
   * The last axis holds real and imaginary part; the transformed axis takes the given length, or
   * half of it where one side is enough.
   */
  private static Inferred dft(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    boolean attribute = context.opset() < 20;
    Optional<Long> axis =
        attribute
            ? Optional.of(context.node().intOr("axis", 1))
            : context.has(2) ? context.number(2) : Optional.of(-2L);
    if (input.isEmpty() || axis.isEmpty()) {
      return Inferred.of(context.elements(0), input.map(shape -> Types.open(shape.rank())));
    }
    int at = context.axis(axis.get(), input.get().rank());
    boolean oneSided = context.node().intOr("onesided", 0) == 1;
    boolean inverse = context.node().intOr("inverse", 0) == 1;
    Dim length = input.get().dim(at);
    if (context.has(1)) {
      length = context.size(1);
    } else if (oneSided && inverse) {
      length = Sizes.map(length, size -> size.times(2).plus(-2));
    }
    Shape output =
        input
            .get()
            .with(at, oneSided && !inverse ? half(length) : length)
            .with(-1, Dim.of(oneSided && inverse ? 1 : 2));
    return Inferred.of(context.elements(0), output);
  }

  /** (N, frames, bins, 2), with {@code floor((L - frame) / step) + 1} frames. */
  private static Inferred stft(ShapeContext context) {
    Dim length = context.shape(0).map(signal -> signal.dim(1)).orElse(Dim.unknown());
    Dim batch = context.shape(0).map(signal -> signal.dim(0)).orElse(Dim.unknown());
    Dim frame =
        context.has(3)
            ? context.size(3)
            : context.shape(2).map(window -> window.dim(0)).orElse(Dim.unknown());
    Dim step = context.size(1);
    Dim frames =
        step.sizeOr(0) > 0
            ? Sizes.map(Sizes.minus(length, frame), size -> size.floorOver(step.sizeOr(1)).plus(1))
            : Dim.unknown();
    boolean oneSided = context.node().intOr("onesided", 1) == 1;
    return Inferred.of(
        context.elements(0), Shape.of(batch, frames, oneSided ? half(frame) : frame, Dim.of(2)));
  }

  private static Inferred window(ShapeContext context) {
    return Inferred.of(
        context.elements("output_datatype", ElementType.FLOAT32), Shape.of(context.size(0)));
  }

  private static Inferred mel(ShapeContext context) {
    return Inferred.of(
        context.elements("output_datatype", ElementType.FLOAT32),
        Shape.of(half(context.size(1)), context.size(0)));
  }

  /** (H, W, channels). */
  private static Inferred picture(ShapeContext context) {
    boolean grey = context.node().stringOr("pixel_format", "RGB").equals("Grayscale");
    return Inferred.of(
        ElementType.UINT8, Shape.of(Dim.unknown(), Dim.unknown(), Dim.of(grey ? 1 : 3)));
  }
}
