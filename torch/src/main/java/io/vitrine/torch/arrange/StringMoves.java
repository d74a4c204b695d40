package io.vitrine.torch.arrange;

import io.vitrine.model.Shape;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Moves strings by moving their numbers: position 0, 1, 2, ... in the order of the elements. */
final class StringMoves {
  private StringMoves() {}

  /** The positions of strings, in their shape. */
  static NativeValue.OfTensor positions(NativeValue.OfStrings strings) {
    Tensor places = Fresh.upTo(strings.strings().size()).reshape(strings.shape().sizes());
    return (NativeValue.OfTensor) NativeValue.of(places.alias());
  }

  /** The strings that stand at positions. */
  static NativeValue.OfStrings picked(List<String> strings, NativeValue.OfTensor positions) {
    io.vitrine.model.Tensor places = NativeTensors.toModel(positions);
    List<String> moved =
        Arrays.stream(places.longs()).mapToObj(place -> strings.get((int) place)).toList();
    return new NativeValue.OfStrings(moved, places.shape());
  }

  /** The shape that both spread to. */
  static long[] spread(long[] a, long[] b) {
    int rank = Math.max(a.length, b.length);
    long[] sizes = new long[rank];
    for (int i = 1; i <= rank; i++) {
      long left = i <= a.length ? a[a.length - i] : 1;
      long right = i <= b.length ? b[b.length - i] : 1;
      if (left != right && left != 1 && right != 1) {
        throw new IllegalArgumentException(
            "shapes " + Shape.of(a) + " and " + Shape.of(b) + " do not fit");
      }
      sizes[rank - i] = left == 1 ? right : left;
    }
    return sizes;
  }

  static NativeValue.OfStrings expanded(NativeValue.OfStrings strings, long... sizes) {
    Tensor places = positions(strings).tensor().expand(sizes);
    return picked(strings.strings(), (NativeValue.OfTensor) NativeValue.of(places));
  }
}
