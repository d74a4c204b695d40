package io.vitrine.torch.call;

import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Makes tensors from numbers. */
public final class Fresh {
  private Fresh() {}

  /** 64-bit integers in a shape. */
  public static Tensor longs(long[] values, long... sizes) {
    return NativeTensors.toNative(io.vitrine.model.Tensor.of(values, sizes));
  }

  /** A list of 64-bit integers. */
  public static Tensor list(long... values) {
    return longs(values, values.length);
  }

  /** A scalar 64-bit integer. */
  public static Tensor whole(long value) {
    return longs(new long[] {value});
  }

  /** 64-bit floats in a shape. */
  public static Tensor doubles(double[] values, long... sizes) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, 8)).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      bytes.putDouble(value);
    }
    return NativeTensors.toNative(
        io.vitrine.model.Tensor.of(ElementType.FLOAT64, Shape.of(sizes), bytes.flip()));
  }

  /** 32-bit floats in a shape. */
  public static Tensor floats(float[] values, long... sizes) {
    return NativeTensors.toNative(io.vitrine.model.Tensor.of(values, sizes));
  }

  /** A scalar of a tensor's type. */
  public static Tensor scalarLike(double value, Tensor like) {
    return doubles(new double[] {value}).to(NativeTensors.type(like));
  }

  /** A truth value. */
  public static Tensor truth(boolean value) {
    return whole(value ? 1 : 0).to(ScalarType.Bool);
  }

  /** 0, 1, 2, ... */
  public static Tensor upTo(long count) {
    return torch.arange(new Scalar(count), new TensorOptions(ScalarType.Long));
  }

  /** One number everywhere. */
  public static Tensor filled(ScalarType type, double value, long... sizes) {
    return torch.full(sizes, new Scalar(value), new TensorOptions(type));
  }
}
