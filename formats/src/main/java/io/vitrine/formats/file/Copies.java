package io.vitrine.formats.file;

import io.vitrine.model.ElementType;
import io.vitrine.model.Parameter.Copy;
import io.vitrine.model.Parameter.Order;
import io.vitrine.model.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the tensors that a file stores more than once, which are tied.
 *
 * <p>Two things are taken as proof. Tensors of one type and shape that lie at the same place are
 * one. A matrix that is another one transposed, bit for bit, is that one too: exporters compute
 * such a copy where a layer multiplies by the transposed weights of another, as a language model's
 * head does with the embedding's. Equal tensors in the same order are no proof, for layers that
 * were cloned and not yet trained are equal and not tied; nor are matrices of few different
 * numbers, nor such as equal their own transposed.
 *
 * <p>Cost: {@link #SAMPLES} elements of each matrix that has a partner of the transposed shape, and
 * all elements of those pairs whose samples agree, {@link #MOST_BYTES} at most.
 */
public final class Copies {
  private static final int SAMPLES = 16;
  private static final int FEWEST_DISTINCT = 4;
  private static final int TILE = 64;
  private static final long MOST_BYTES = 4L << 30;

  /** Names that PyTorch's exporters give to what they computed. */
  private static final Pattern COMPUTED = Pattern.compile("val_\\d+|onnx::\\w+_\\d+");

  /** A kind of matrices that can be compared. */
  private record Kind(ElementType elements, long rows, long columns) {
    static Kind of(StoredTensor tensor) {
      Shape shape = tensor.shape();
      return new Kind(tensor.elements(), shape.dim(0).sizeOr(0), shape.dim(1).sizeOr(0));
    }

    Kind transposed() {
      return new Kind(elements, columns, rows);
    }

    int row(int sample) {
      return (int) (sample * 7919L % rows);
    }

    int column(int sample) {
      return (int) ((sample * 104_729L + 3) % columns);
    }
  }

  /** A matrix by some of its elements. */
  private record Print(Kind kind, List<Long> samples) {
    boolean tells() {
      return samples.stream().distinct().count() >= FEWEST_DISTINCT;
    }
  }

  private final Map<String, Copy> found = new LinkedHashMap<>();
  private long left = MOST_BYTES;

  private Copies() {}

  /** What is a copy of what, by the copy's name. */
  public static Map<String, Copy> among(Collection<? extends StoredTensor> tensors)
      throws IOException {
    Copies copies = new Copies();
    copies.places(tensors);
    copies.transposed(
        tensors.stream()
            .filter(tensor -> !copies.found.containsKey(tensor.name()) && isMatrix(tensor))
            .sorted(Comparator.comparing(tensor -> COMPUTED.matcher(tensor.name()).matches()))
            .toList());
    return copies.found;
  }

  private void places(Collection<? extends StoredTensor> tensors) {
    Map<List<Object>, String> first = new HashMap<>();
    for (StoredTensor tensor : tensors) {
      Optional<?> place = tensor.place();
      if (place.isPresent() && tensor.shape().elements().orElse(0) > 0) {
        String other =
            first.putIfAbsent(
                List.of(place.get(), tensor.elements(), tensor.shape()), tensor.name());
        if (other != null) {
          found.put(tensor.name(), new Copy(other, Order.SAME));
        }
      }
    }
  }

  private static boolean isMatrix(StoredTensor tensor) {
    int bits = tensor.elements().bits();
    Shape shape = tensor.shape();
    return tensor.isView()
        && tensor.isHere()
        && (bits == 8 || bits == 16 || bits == 32 || bits == 64)
        && shape.rank() == 2
        && shape.dims().stream().allMatch(dim -> dim.sizeOr(0) > 1)
        && shape.elements().orElse(0) >= SAMPLES;
  }

  private void transposed(List<? extends StoredTensor> matrices) throws IOException {
    Map<Kind, Integer> kinds = new HashMap<>();
    matrices.forEach(matrix -> kinds.merge(Kind.of(matrix), 1, Integer::sum));
    Map<Print, StoredTensor> before = new HashMap<>();
    for (StoredTensor matrix : matrices) {
      Kind kind = Kind.of(matrix);
      Kind other = kind.transposed();
      if (kinds.getOrDefault(other, 0) > (other.equals(kind) ? 1 : 0)) {
        Print print = new Print(kind, samples(matrix, kind, Order.SAME));
        Print wanted = new Print(other, samples(matrix, other, Order.TRANSPOSED));
        StoredTensor original = before.get(wanted);
        if (original != null
            && wanted.tells()
            && !wanted.equals(print)
            && isTransposed(original, matrix, other)) {
          found.put(matrix.name(), new Copy(original.name(), Order.TRANSPOSED));
        } else {
          before.putIfAbsent(print, matrix);
        }
      }
    }
  }

  /** The bits at the places where a kind is sampled, in a matrix of it or of the transposed. */
  private static List<Long> samples(StoredTensor matrix, Kind kind, Order order)
      throws IOException {
    ByteBuffer bytes = bytes(matrix);
    int width = kind.elements.bits() / 8;
    List<Long> samples = new ArrayList<>();
    for (int k = 0; k < SAMPLES; k++) {
      long index =
          order == Order.SAME
              ? kind.row(k) * kind.columns + kind.column(k)
              : kind.column(k) * kind.rows + kind.row(k);
      samples.add(bits(bytes, Math.toIntExact(index), width));
    }
    return samples;
  }

  private static ByteBuffer bytes(StoredTensor matrix) throws IOException {
    return matrix.tensor().orElseThrow().bytes();
  }

  private static long bits(ByteBuffer bytes, int index, int width) {
    return switch (width) {
      case 1 -> bytes.get(index);
      case 2 -> bytes.getShort(2 * index);
      case 4 -> bytes.getInt(4 * index);
      default -> bytes.getLong(8 * index);
    };
  }

  /** Compares all elements, tile by tile, so that neither side is read in long strides. */
  private boolean isTransposed(StoredTensor original, StoredTensor copy, Kind kind)
      throws IOException {
    ByteBuffer one = bytes(original);
    ByteBuffer other = bytes(copy);
    left -= 2L * one.remaining();
    if (left < 0) {
      return false;
    }
    int rows = (int) kind.rows;
    int columns = (int) kind.columns;
    int width = kind.elements.bits() / 8;
    for (int row = 0; row < rows; row += TILE) {
      for (int column = 0; column < columns; column += TILE) {
        for (int i = row; i < Math.min(row + TILE, rows); i++) {
          for (int j = column; j < Math.min(column + TILE, columns); j++) {
            if (bits(one, i * columns + j, width) != bits(other, j * rows + i, width)) {
              return false;
            }
          }
        }
      }
    }
    return true;
  }
}
