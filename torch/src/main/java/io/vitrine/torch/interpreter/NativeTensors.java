package io.vitrine.torch.interpreter;

import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.LongArrayRef;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Copies tensors between Java and libtorch.
 *
 * <p>16-bit floats become 32-bit ones on the way in and on the way out: the engine computes and
 * stores in 32 bits, and rounds to 16 only inside products (bf16) and where a Cast says so.
 */
public final class NativeTensors {
  private NativeTensors() {}

  /** A new libtorch tensor with the same numbers, contiguous. */
  public static Tensor toNative(io.vitrine.model.Tensor tensor) {
    ScalarType stored = storedType(tensor.elements());
    Tensor copy =
        torch.empty(tensor.shape().sizes(), new TensorOptions(stored), new MemoryFormatOptional());
    fill(copy, tensor);
    return switch (stored) {
      case Half, BFloat16 -> copy.to(ScalarType.Float);
      default -> copy;
    };
  }

  /** Writes a tensor's numbers into a contiguous libtorch tensor of its type and size. */
  public static void fill(Tensor target, io.vitrine.model.Tensor source) {
    if (target.nbytes() > 0) {
      buffer(target).put(source.bytes());
    }
  }

  /** A copy of a libtorch tensor's numbers, row-major whatever its layout. */
  public static io.vitrine.model.Tensor toModel(Tensor tensor) {
    ScalarType type = type(tensor);
    boolean narrow = type == ScalarType.Half || type == ScalarType.BFloat16;
    Tensor plain = tensor.detach();
    Tensor rows = (narrow ? plain.to(ScalarType.Float) : plain).contiguous();
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(rows.nbytes()));
    if (bytes.hasRemaining()) {
      bytes.put(buffer(rows)).flip();
    }
    return io.vitrine.model.Tensor.of(
        narrow ? ElementType.FLOAT32 : elements(type), shape(rows), bytes);
  }

  private static ByteBuffer buffer(Tensor contiguous) {
    Pointer data = contiguous.data_ptr();
    return new BytePointer(data)
        .capacity(contiguous.nbytes())
        .asByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A scalar of 64 bits. */
  public static io.vitrine.model.Tensor scalar(double value) {
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putDouble(value).flip();
    return io.vitrine.model.Tensor.of(ElementType.FLOAT64, Shape.SCALAR, bytes);
  }

  /** The tensor of a name. Throws {@link IllegalArgumentException} where there is none. */
  public static <T> T require(Map<String, T> tensors, String name) {
    T tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor '" + name + "'");
    }
    return tensor;
  }

  /** Whether a libtorch tensor holds elements of a tensor's type. */
  public static boolean sameElements(Tensor tensor, io.vitrine.model.Tensor other) {
    return elements(type(tensor)).equals(other.elements());
  }

  /** The sizes of a tensor. */
  public static long[] sizes(Tensor tensor) {
    LongArrayRef reference = tensor.sizes();
    long[] sizes = new long[(int) reference.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = reference.get(i);
    }
    return sizes;
  }

  public static Shape shape(Tensor tensor) {
    return Shape.of(sizes(tensor));
  }

  public static ScalarType type(Tensor tensor) {
    return tensor.scalar_type().intern();
  }

  /** The element type that a tensor of libtorch's type has in Java. */
  private static ElementType elements(ScalarType type) {
    return switch (type) {
      case Float -> ElementType.FLOAT32;
      case Double -> ElementType.FLOAT64;
      case Long -> ElementType.INT64;
      case Int -> ElementType.INT32;
      case Short -> ElementType.INT16;
      case Char -> ElementType.INT8;
      case Byte -> ElementType.UINT8;
      case Bool -> ElementType.BOOL;
      default -> throw new IllegalArgumentException("tensors of " + type + " are not read back");
    };
  }

  /** libtorch's type with the same bytes; throws where the engine does not compute with it. */
  static ScalarType storedType(ElementType elements) {
    return find(elements)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the engine does not compute with elements of type " + elements));
  }

  /** The type that the engine computes in for an element type. */
  static ScalarType computedType(ElementType elements) {
    ScalarType stored = storedType(elements);
    return stored == ScalarType.Half || stored == ScalarType.BFloat16 ? ScalarType.Float : stored;
  }

  private static Optional<ScalarType> find(ElementType elements) {
    return Optional.ofNullable(
        switch (elements.number()) {
          case 1 -> ScalarType.Float;
          case 2 -> ScalarType.Byte;
          case 3 -> ScalarType.Char;
          case 5 -> ScalarType.Short;
          case 6 -> ScalarType.Int;
          case 7 -> ScalarType.Long;
          case 9 -> ScalarType.Bool;
          case 10 -> ScalarType.Half;
          case 11 -> ScalarType.Double;
          case 16 -> ScalarType.BFloat16;
          default -> null;
        });
  }

  /** A tensor converted to the type that the engine computes in for an element type. */
  public static Tensor toComputed(Tensor tensor, ElementType elements) {
    return tensor.to(computedType(elements));
  }

  /** The tensor in 32 bits where it has 16, else itself; for steps that need the precision. */
  public static Tensor wide(Tensor tensor) {
    ScalarType type = type(tensor);
    return type == ScalarType.Half || type == ScalarType.BFloat16
        ? tensor.to(ScalarType.Float)
        : tensor;
  }
}
