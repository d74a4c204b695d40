package io.vitrine.torch.arrange;

import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.Numbers;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Places in a tensor that index tuples name: data (b..., d1...dk, rest...), indices (b..., q...,
 * k). The data is seen as rows of {@code rest}, and each tuple becomes the number of a row (ONNX,
 * GatherND and ScatterND).
 */
final class Places {
  private final Tensor flat;
  private final long[] data;
  private final long[] picked;
  private final long rest;

  private Places(Tensor flat, long[] data, long[] picked, long rest) {
    this.flat = flat;
    this.data = data;
    this.picked = picked;
    this.rest = rest;
  }

  static Places of(Tensor data, Tensor indices, int batchAxes) {
    long[] sizes = NativeTensors.sizes(data);
    long[] tuples = NativeTensors.sizes(indices);
    int length = (int) tuples[tuples.length - 1];
    long batches = Numbers.product(sizes, 0, batchAxes);
    long perBatch = Numbers.product(sizes, batchAxes, batchAxes + length);
    Tensor rows = Fresh.upTo(batches).mul(new Scalar(perBatch)).reshape(batches, 1);
    long each = Numbers.product(tuples, batchAxes, tuples.length - 1);
    Tensor lists = indices.to(ScalarType.Long).reshape(batches, each, length);
    long stride = perBatch;
    for (int i = 0; i < length; i++) {
      long size = sizes[batchAxes + i];
      stride /= Math.max(1, size);
      Tensor place = counted(lists.select(2, i), size);
      rows = rows.add(place.mul(new Scalar(stride)));
    }
    long[] left = Arrays.copyOfRange(sizes, batchAxes + length, sizes.length);
    long[] picked =
        LongStream.concat(Arrays.stream(tuples).limit(tuples.length - 1L), Arrays.stream(left))
            .toArray();
    Tensor flat = length == 0 ? rows.expand(batches, each) : rows;
    return new Places(flat.reshape(-1), sizes, picked, Numbers.product(left, 0, left.length));
  }

  /** Indices counted from the start; negative ones count from the end. */
  static Tensor counted(Tensor indices, long size) {
    Tensor wide = indices.to(ScalarType.Long);
    return torch.where(wide.lt(new Scalar(0)), wide.add(new Scalar(size)), wide);
  }

  /** A tensor of the data's size as rows. */
  Tensor rows(Tensor tensor) {
    return tensor.reshape(tensor.numel() / Math.max(1, rest), rest);
  }

  /** The numbers of the rows, in the order of the tuples. */
  Tensor flat() {
    return flat;
  }

  /** The data's sizes. */
  long[] data() {
    return data.clone();
  }

  /** The sizes of what the tuples name: (b..., q..., rest...). */
  long[] picked() {
    return picked.clone();
  }

  /** The size of a row. */
  long rest() {
    return rest;
  }
}
