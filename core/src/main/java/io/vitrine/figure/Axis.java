package io.vitrine.figure;

import java.util.List;
import java.util.Optional;

/**
 * One axis of a panel.
 *
 * @param label what it shows, in words
 * @param unit the unit, or empty
 * @param scale how it is divided
 * @param range from where to where, or empty: what the marks need
 * @param categories the names along a categorical axis, first at the left or the top
 */
public record Axis(
    String label, String unit, Scale scale, Optional<Range> range, List<Category> categories) {
  /** How an axis is divided. */
  public enum Scale {
    LINEAR,
    /** Linear, with ticks at whole numbers only: steps, epochs. */
    INTEGER,
    /** Equal steps for equal ratios; zero and negative numbers are marked at its lower end. */
    LOG,
    /** Names, evenly spaced. */
    CATEGORY
  }

  /** From the smaller to the larger, both finite. */
  public record Range(double from, double to) {
    public Range {
      if (!(from < to) || Double.isInfinite(from) || Double.isInfinite(to)) {
        throw new IllegalArgumentException("the range from " + from + " to " + to + " is empty");
      }
    }
  }

  /** A name along a categorical axis. */
  public record Category(String label, Tag tag) {
    public static Category of(String label) {
      return new Category(label, Tag.NONE);
    }
  }

  public Axis {
    categories = List.copyOf(categories);
    if (scale == Scale.CATEGORY && categories.isEmpty()) {
      throw new IllegalArgumentException("the categorical axis '" + label + "' has no categories");
    }
    if (scale != Scale.CATEGORY && !categories.isEmpty()) {
      throw new IllegalArgumentException("the axis '" + label + "' has categories but is " + scale);
    }
    if (scale == Scale.LOG && range.isPresent() && range.get().from() <= 0) {
      throw new IllegalArgumentException(
          "the logarithmic axis '" + label + "' must begin above 0, not at " + range.get().from());
    }
  }

  public static Axis linear(String label) {
    return of(label, Scale.LINEAR);
  }

  public static Axis integers(String label) {
    return of(label, Scale.INTEGER);
  }

  public static Axis log(String label) {
    return of(label, Scale.LOG);
  }

  public static Axis categories(String label, List<String> names) {
    return tagged(label, names.stream().map(Category::of).toList());
  }

  /** A categorical axis whose names carry tooltips and links. */
  public static Axis tagged(String label, List<Category> categories) {
    return new Axis(label, "", Scale.CATEGORY, Optional.empty(), categories);
  }

  private static Axis of(String label, Scale scale) {
    return new Axis(label, "", scale, Optional.empty(), List.of());
  }

  public Axis in(String unit) {
    return new Axis(label, unit, scale, range, categories);
  }

  public Axis from(double from, double to) {
    return new Axis(label, unit, scale, Optional.of(new Range(from, to)), categories);
  }

  public boolean isCategorical() {
    return scale == Scale.CATEGORY;
  }
}
