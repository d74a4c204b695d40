package io.vitrine.torch.call;

import io.vitrine.model.ElementType;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The libtorch types in which ONNX's element types are carried while a network runs.
 *
 * <p>libtorch computes in all types of 32 and 64 bits and in the small signed integers. Floats of
 * 16 bits and less are carried in 32 bits, unsigned integers of 16 to 64 bits and integers of less
 * than 8 in the next wider type, and wrapped to their range after each operator. (Integers of 64
 * bits without sign keep their bits and count as signed where they are compared or divided.)
 */
public final class Carriers {
  private Carriers() {}

  /** The libtorch type that computes for an element type. */
  public static ScalarType of(ElementType elements) {
    return find(elements)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the engine does not compute with elements of type " + elements));
  }

  private static Optional<ScalarType> find(ElementType elements) {
    return Optional.ofNullable(
        switch (elements.number()) {
          case 1, 10, 16, 17, 18, 19, 20, 23, 24 -> ScalarType.Float;
          case 2, 21, 25 -> ScalarType.Byte;
          case 3, 22, 26 -> ScalarType.Char;
          case 4, 6 -> ScalarType.Int;
          case 5 -> ScalarType.Short;
          case 7, 12, 13 -> ScalarType.Long;
          case 9 -> ScalarType.Bool;
          case 11 -> ScalarType.Double;
          case 14 -> ScalarType.ComplexFloat;
          case 15 -> ScalarType.ComplexDouble;
          default -> null;
        });
  }

  /** Whether an element type is carried in a wider one. */
  public static boolean isNarrow(ElementType elements) {
    return find(elements).map(type -> !elements(type).equals(elements)).orElse(false);
  }

  /** The element type that a libtorch type has by itself; 16-bit floats count as 32-bit ones. */
  static ElementType elements(ScalarType type) {
    return switch (type) {
      case Float, Half, BFloat16 -> ElementType.FLOAT32;
      case Double -> ElementType.FLOAT64;
      case Long -> ElementType.INT64;
      case Int -> ElementType.INT32;
      case Short -> ElementType.INT16;
      case Char -> ElementType.INT8;
      case Byte -> ElementType.UINT8;
      case Bool -> ElementType.BOOL;
      case ComplexFloat -> ElementType.COMPLEX64;
      case ComplexDouble -> ElementType.COMPLEX128;
      default -> throw new IllegalArgumentException("tensors of " + type + " are not read back");
    };
  }

  /** The libtorch type with the same bytes, for the types that libtorch can round to. */
  static Optional<ScalarType> exact(ElementType elements) {
    return Optional.ofNullable(
        switch (elements.number()) {
          case 10 -> ScalarType.Half;
          case 16 -> ScalarType.BFloat16;
          case 17 -> ScalarType.Float8_e4m3fn;
          case 18 -> ScalarType.Float8_e4m3fnuz;
          case 19 -> ScalarType.Float8_e5m2;
          case 20 -> ScalarType.Float8_e5m2fnuz;
          case 24 -> ScalarType.Float8_e8m0fnu;
          default -> null;
        });
  }

  /** Integers wrapped to the range of a type that is carried in a wider one. */
  static Tensor wrapped(Tensor tensor, ElementType elements) {
    return switch (elements.number()) {
      case 4 -> masked(tensor, 0xFFFFL);
      case 12 -> masked(tensor, 0xFFFFFFFFL);
      case 21 -> masked(tensor, 15);
      case 25 -> masked(tensor, 3);
      case 22 -> signed(tensor, 8);
      case 26 -> signed(tensor, 2);
      default -> tensor;
    };
  }

  private static Tensor masked(Tensor tensor, long mask) {
    return tensor.bitwise_and(new Scalar(mask));
  }

  private static Tensor signed(Tensor tensor, long half) {
    Scalar offset = new Scalar(half);
    return tensor.add(offset).bitwise_and(new Scalar(2 * half - 1)).sub(offset);
  }
}
