package io.vitrine.torch.call;

import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.LongArrayRef;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Copies tensors between Java and libtorch.
 *
 * <p>Types that libtorch does not compute in become wider ones on the way in ({@link Carriers}):
 * the engine computes and stores 16-bit floats in 32 bits, and rounds to 16 only inside products
 * (bf16) and where a Cast says so.
 */
public final class NativeTensors {
  /** Smaller copies are made without asking. */
  private static final long LARGE_BYTES = 16L << 20;

  /** What an array holds. */
  private static final long MOST_BYTES = Integer.MAX_VALUE - 8;

  private NativeTensors() {}

  /** A new libtorch tensor with the same numbers, contiguous. */
  public static Tensor toNative(io.vitrine.model.Tensor tensor) {
    ElementType elements = tensor.elements();
    if (Carriers.isNarrow(elements)) {
      return Carriers.exact(elements)
          .map(type -> copied(tensor, type).to(ScalarType.Float))
          .orElseGet(() -> copied(Widening.wide(tensor), Carriers.of(elements)));
    }
    return copied(tensor, Carriers.of(elements));
  }

  private static Tensor copied(io.vitrine.model.Tensor tensor, ScalarType type) {
    Tensor copy =
        torch.empty(tensor.shape().sizes(), new TensorOptions(type), new MemoryFormatOptional());
    fill(copy, tensor);
    return copy;
  }

  /** Writes a tensor's numbers into a contiguous libtorch tensor of its type and size. */
  public static void fill(Tensor target, io.vitrine.model.Tensor source) {
    if (target.nbytes() > 0) {
      buffer(target).put(source.bytes());
    }
  }

  /**
   * A copy of a libtorch tensor's numbers, row-major whatever its layout; 16-bit floats become
   * 32-bit ones.
   */
  public static io.vitrine.model.Tensor toModel(Tensor tensor) {
    Tensor wide = wide(tensor.detach());
    return read(wide, Carriers.elements(type(wide)));
  }

  /** A copy of a value's numbers in their own element type. */
  public static io.vitrine.model.Tensor toModel(NativeValue.OfTensor value) {
    ElementType elements = value.elements();
    Tensor detached = value.tensor().detach();
    Tensor wide = elements.isFloat() ? wide(detached) : detached.to(Carriers.of(elements));
    if (!Carriers.isNarrow(elements)) {
      return read(wide, elements);
    }
    return Carriers.exact(elements)
        .map(type -> read(wide.to(type), elements))
        .orElseGet(() -> Widening.narrow(toModel(wide), elements));
  }

  private static io.vitrine.model.Tensor read(Tensor tensor, ElementType elements) {
    requireHeap(tensor.nbytes());
    Tensor rows = tensor.resolve_conj().contiguous();
    ByteBuffer bytes = ByteBuffer.allocate((int) rows.nbytes());
    if (bytes.hasRemaining()) {
      bytes.put(buffer(rows)).flip();
    }
    return io.vitrine.model.Tensor.of(elements, shape(rows), bytes);
  }

  /** Throws where a copy would be larger than an array or than what is left of the Java heap. */
  private static void requireHeap(long bytes) {
    if (bytes < LARGE_BYTES) {
      return;
    }
    Runtime runtime = Runtime.getRuntime();
    long left = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    if (bytes > MOST_BYTES || bytes > left) {
      throw new IllegalArgumentException(
          "a tensor of "
              + Meter.size(bytes)
              + " is to be copied into the Java heap, where "
              + Meter.size(Math.min(left, MOST_BYTES))
              + " fit; ask for fewer or smaller values, or give the heap more with -Xmx");
    }
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

  /** Whether a libtorch tensor holds elements of a tensor's type, byte for byte. */
  public static boolean sameElements(Tensor tensor, io.vitrine.model.Tensor other) {
    return Carriers.elements(type(tensor)).equals(other.elements());
  }

  /**
   * An image tensor (N, C, H, W) laid out as (N, H, W, C). Images of one channel are so laid out
   * either way, and libtorch asks their strides which it is: these say the channels come last, and
   * what a convolution makes of them then has its channels last too.
   */
  public static Tensor channelsLast(Tensor images) {
    Tensor last = images.contiguous(MemoryFormat.ChannelsLast);
    if (last.size(1) != 1) {
      return last;
    }
    long[] sizes = sizes(last);
    return last.as_strided(sizes, new long[] {sizes[2] * sizes[3], 1, sizes[3], 1});
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

  /** A tensor converted to the type that the engine computes in for an element type. */
  public static Tensor toComputed(Tensor tensor, ElementType elements) {
    return tensor.to(Carriers.of(elements));
  }

  /** The tensor in 32 bits where it has 16, else itself; for steps that need the precision. */
  public static Tensor wide(Tensor tensor) {
    ScalarType type = type(tensor);
    return type == ScalarType.Half || type == ScalarType.BFloat16
        ? tensor.to(ScalarType.Float)
        : tensor;
  }
}
