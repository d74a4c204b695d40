package io.vitrine.inspect;

import io.vitrine.model.ElementType;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.statistics.Statistics;
import io.vitrine.statistics.Values;
import io.vitrine.view.spread.Spread;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A tensor and what its numbers have in common.
 *
 * @param network the network's name
 * @param entry the tensor
 * @param parts its numbers: one part for real ones, the real and the imaginary part of complex ones
 * @param unread why there are no numbers, empty where there are
 */
public record TensorReport(
    String network, TensorEntry entry, List<Part> parts, Optional<String> unread) {
  private static final String NO_WEIGHTS =
      "the network comes without weights; a file of them can be put on it (--weights FILE)";

  /** Which numbers of a tensor. */
  public enum Side {
    ALL,
    REAL,
    IMAGINARY
  }

  /** What some numbers of a tensor have in common. */
  public record Part(Side side, Statistics statistics) {}

  public TensorReport {
    parts = List.copyOf(parts);
  }

  /**
   * Measures a tensor in two passes over its bytes, which stay where they are.
   *
   * @param bins of the histogram, 1 or more
   */
  public static TensorReport of(String network, TensorEntry entry, Weights weights, int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("expected 1 or more bins, found " + bins);
    }
    try {
      Optional<Tensor> numbers = entry.parameter().constant().or(() -> weights.get(entry.name()));
      if (numbers.isEmpty()) {
        return unread(network, entry, missing(entry.parameter().elements()));
      }
      return new TensorReport(network, entry, parts(numbers.get(), bins), Optional.empty());
    } catch (UncheckedIOException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return unread(network, entry, String.valueOf(cause.getMessage()));
    } catch (IllegalArgumentException e) {
      return unread(network, entry, String.valueOf(e.getMessage()));
    }
  }

  private static String missing(ElementType type) {
    return type.bits() == 0 && !type.equals(ElementType.STRING)
        ? type + " is no element type known here, so its numbers cannot be read"
        : NO_WEIGHTS;
  }

  private static TensorReport unread(String network, TensorEntry entry, String reason) {
    return new TensorReport(network, entry, List.of(), Optional.of(reason));
  }

  private static List<Part> parts(Tensor tensor, int bins) {
    ElementType type = tensor.elements();
    if (type.equals(ElementType.COMPLEX64) || type.equals(ElementType.COMPLEX128)) {
      return List.of(
          new Part(Side.REAL, Statistics.of(Values.ofReal(tensor), bins)),
          new Part(Side.IMAGINARY, Statistics.of(Values.ofImaginary(tensor), bins)));
    }
    return List.of(new Part(Side.ALL, Statistics.of(Values.of(tensor), bins)));
  }

  /** How its numbers are spread, for a figure; empty where there are no numbers. */
  public List<Spread> spreads(Locale locale) {
    Words words = Words.of(locale);
    String type = entry.parameter().elements() + entry.parameter().shape().toString();
    return parts.stream()
        .map(
            part ->
                Spread.ofTensor(
                    part.side() == Side.ALL ? type : words.say("side." + part.side()),
                    part.statistics()))
        .toList();
  }
}
