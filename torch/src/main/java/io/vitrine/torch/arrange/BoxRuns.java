package io.vitrine.torch.arrange;

import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.OperatorFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Chooses among boxes. */
final class BoxRuns {
  static final Map<String, OperatorFactory> ALL =
      Map.of("NonMaxSuppression", OperatorFactory.ofValue(BoxRuns::suppress));

  private BoxRuns() {}

  /** One box by its corners. */
  private record Box(double top, double left, double bottom, double right) {
    static Box of(double[] numbers, int at, boolean centre) {
      double a = numbers[at];
      double b = numbers[at + 1];
      double c = numbers[at + 2];
      double d = numbers[at + 3];
      return centre
          ? new Box(b - d / 2, a - c / 2, b + d / 2, a + c / 2)
          : new Box(Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d));
    }

    double area() {
      return (bottom - top) * (right - left);
    }

    /** The common area over that of both together. */
    double overlap(Box other) {
      double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
      double width = Math.min(right, other.right) - Math.max(left, other.left);
      double common = Math.max(0, height) * Math.max(0, width);
      return common <= 0 ? 0 : common / (area() + other.area() - common);
    }
  }

  /**
   * Boxes (N, B, 4) and scores (N, K, B): of each image and class the boxes by falling score,
   * without those that overlap a better one by more than the limit. Gives (image, class, box).
   */
  private static NativeValue suppress(Call call) {
    double[] boxes = call.doubles(0);
    double[] scores = call.doubles(1);
    long[] sizes = call.host(1).shape().sizes();
    int count = (int) sizes[2];
    boolean centre = call.context().node().intOr("center_point_box", 0) != 0;
    List<long[]> kept = new ArrayList<>();
    for (int image = 0; image < sizes[0]; image++) {
      int first = image * count * 4;
      List<Box> own =
          IntStream.range(0, count).mapToObj(i -> Box.of(boxes, first + i * 4, centre)).toList();
      for (int label = 0; label < sizes[1]; label++) {
        int from = (int) (image * sizes[1] + label) * count;
        double[] scored = java.util.Arrays.copyOfRange(scores, from, from + count);
        for (int box : chosen(call, own, scored)) {
          kept.add(new long[] {image, label, box});
        }
      }
    }
    long[] flat = kept.stream().flatMapToLong(java.util.Arrays::stream).toArray();
    return NativeValue.of(Fresh.longs(flat, kept.size(), 3));
  }

  private static List<Integer> chosen(Call call, List<Box> boxes, double[] scores) {
    long most = call.longOr(2, 0);
    double limit = call.numberOr(3, 0);
    double least = call.numberOr(4, Double.NEGATIVE_INFINITY);
    List<Integer> order =
        IntStream.range(0, scores.length)
            .filter(i -> !call.has(4) || scores[i] > least)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .toList();
    List<Integer> kept = new ArrayList<>();
    for (int box : order) {
      if (kept.size() < most
          && kept.stream().allMatch(k -> boxes.get(k).overlap(boxes.get(box)) <= limit)) {
        kept.add(box);
      }
    }
    return kept;
  }
}
