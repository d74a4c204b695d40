package io.vitrine.torch.arrange;

import io.vitrine.model.Attribute;
import io.vitrine.model.Node;
import io.vitrine.torch.call.Attributes;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.OperatorRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts n-grams of a vocabulary in rows of terms (ONNX, TfIdfVectorizer). A gram of n terms may
 * skip up to {@code max_skip_count} terms between each two; grams of one term never skip.
 */
final class TermCounts {
  /** Cells of the table of counts, a gigabyte of them. */
  private static final long MOST_CELLS = 1L << 28;

  private final Map<List<Object>, Integer> vocabulary = new HashMap<>();
  private final List<Long> columns;
  private final List<Float> weights;
  private final String mode;
  private final int shortest;
  private final int longest;
  private final int skips;

  private TermCounts(Node node) {
    this.mode = node.stringOr("mode", "TF");
    this.shortest = (int) node.intOr("min_gram_length", 1);
    this.longest = (int) node.intOr("max_gram_length", 1);
    this.skips = (int) node.intOr("max_skip_count", 0);
    this.columns = node.intsOr("ngram_indexes", List.of());
    this.weights =
        node.attributes().get("weights") instanceof Attribute.OfFloats found
            ? found.values()
            : List.of();
    List<Object> pool = new ArrayList<>(Attributes.strings(node, "pool_strings"));
    pool.addAll(node.intsOr("pool_int64s", List.of()));
    fill(node.intsOr("ngram_counts", List.of()), pool);
  }

  /** The pool lists the grams of one term, then those of two, and so on from each count on. */
  private void fill(List<Long> starts, List<Object> pool) {
    int gram = 0;
    for (int length = 1; length <= starts.size(); length++) {
      int end = length < starts.size() ? starts.get(length).intValue() : pool.size();
      for (int at = starts.get(length - 1).intValue(); at + length <= end; at += length) {
        vocabulary.put(List.copyOf(pool.subList(at, at + length)), gram++);
      }
    }
  }

  static OperatorRun prepare(NodeContext context) {
    TermCounts counts = new TermCounts(context.node());
    return OperatorRun.ofValue(counts::count);
  }

  private NativeValue count(Call call) {
    List<Object> terms;
    long[] sizes;
    if (call.value(0) instanceof NativeValue.OfStrings strings) {
      terms = List.copyOf(strings.strings());
      sizes = strings.shape().sizes();
    } else {
      io.vitrine.model.Tensor numbers = call.host(0);
      terms = Arrays.stream(numbers.longs()).<Object>mapToObj(Long::valueOf).toList();
      sizes = numbers.shape().sizes();
    }
    int rows = sizes.length < 2 ? 1 : (int) sizes[0];
    int length = rows == 0 ? 0 : terms.size() / rows;
    int width = (int) columns.stream().mapToLong(Long::longValue).max().orElse(-1) + 1;
    float[] result = new float[cells(rows, width)];
    for (int row = 0; row < rows; row++) {
      count(terms.subList(row * length, (row + 1) * length), result, row * width);
    }
    return NativeValue.of(
        sizes.length < 2 ? Fresh.floats(result, width) : Fresh.floats(result, rows, width));
  }

  private int cells(int rows, int width) {
    long cells = (long) rows * width;
    if (width < 0 || columns.stream().anyMatch(column -> column < 0) || cells > MOST_CELLS) {
      throw new IllegalArgumentException(
          "ngram_indexes: expected columns from 0 on for "
              + MOST_CELLS
              + " cells at most, found "
              + columns);
    }
    return (int) cells;
  }

  private void count(List<Object> terms, float[] result, int offset) {
    int[] found = new int[columns.size()];
    // A gram cannot have more terms, nor skip more, than there are.
    int most = terms.size();
    for (int skip = 0; skip <= Math.min(skips, most); skip++) {
      for (int length = Math.max(1, shortest); length <= Math.min(longest, most); length++) {
        if (length > 1 || skip == 0) {
          count(terms, length, skip + 1, found);
        }
      }
    }
    for (int gram = 0; gram < found.length; gram++) {
      if (found[gram] > 0) {
        result[offset + columns.get(gram).intValue()] = value(found[gram], gram);
      }
    }
  }

  private void count(List<Object> terms, int length, int step, int[] found) {
    for (int start = 0; start + (length - 1) * step < terms.size(); start++) {
      List<Object> gram = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        gram.add(terms.get(start + i * step));
      }
      Integer index = vocabulary.get(gram);
      if (index != null) {
        found[index]++;
      }
    }
  }

  private float value(int count, int gram) {
    float weight = weights.isEmpty() ? 1 : weights.get(gram);
    return switch (mode) {
      case "IDF" -> weight;
      case "TFIDF" -> count * weight;
      default -> count;
    };
  }
}
