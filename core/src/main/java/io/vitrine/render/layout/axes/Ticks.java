package io.vitrine.render.layout.axes;

import io.vitrine.figure.Axis;
import io.vitrine.figure.Axis.Range;
import io.vitrine.render.layout.part.NumberText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Chooses round places for ticks. */
final class Ticks {
  private static final double SLACK = 1e-9;

  private Ticks() {}

  /** Ticks in a range, about as many labelled ones as wanted: at most half as many again. */
  static List<Tick> of(Axis.Scale scale, Range range, int wanted) {
    int count = Math.max(2, wanted);
    return switch (scale) {
      case LOG -> log(range, count);
      case INTEGER -> linear(range, count, 1);
      case LINEAR, CATEGORY -> linear(range, count, 0);
    };
  }

  /** Multiples of 1, 2 or 5 times a power of ten. */
  private static List<Tick> linear(Range range, int wanted, double leastStep) {
    BigDecimal step = step((range.to() - range.from()) / wanted, leastStep);
    double size = step.doubleValue();
    long first = (long) Math.ceil(range.from() / size - SLACK);
    long last = (long) Math.floor(range.to() / size + SLACK);
    List<Long> multiples = new ArrayList<>();
    for (long k = first; k <= last; k++) {
      multiples.add(k);
    }
    List<String> labels = NumberText.ofTicks(multiples, step);
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < multiples.size(); i++) {
      double value = step.multiply(BigDecimal.valueOf(multiples.get(i))).doubleValue();
      ticks.add(new Tick(value, labels.get(i)));
    }
    return ticks;
  }

  private static BigDecimal step(double about, double leastStep) {
    double raw = Math.max(about, leastStep);
    int exponent = (int) Math.floor(Math.log10(raw));
    double mantissa = raw / Math.pow(10, exponent);
    int round = mantissa < 1.5 ? 1 : mantissa < 3.2 ? 2 : mantissa < 7 ? 5 : 10;
    return BigDecimal.valueOf(round).scaleByPowerOfTen(exponent);
  }

  /**
   * Powers of ten, every n-th labelled; small ticks between them. A range with fewer than two
   * powers has 2 and 5 labelled too, and one with fewer than two of those is divided linearly.
   */
  private static List<Tick> log(Range range, int wanted) {
    int first = (int) Math.ceil(Math.log10(range.from()) - SLACK);
    int last = (int) Math.floor(Math.log10(range.to()) + SLACK);
    int decades = last - first + 1;
    if (decades < 2) {
      List<Tick> within = withinDecades(range, first - 1, last + 1);
      return within.stream().filter(Tick::isMajor).count() >= 2 ? within : linear(range, wanted, 0);
    }
    int most = wanted * 3 / 2;
    int every = (decades + most - 1) / most;
    boolean plain = first >= -2 && last <= 3;
    List<Tick> ticks = new ArrayList<>();
    for (int e = first - 1; e <= last; e++) {
      if (e >= first) {
        boolean labelled = Math.floorMod(e, every) == 0;
        ticks.add(new Tick(power(e), labelled ? NumberText.decade(e, plain) : ""));
      }
      addBetween(ticks, e, range, every == 1);
    }
    return ticks;
  }

  private static void addBetween(List<Tick> ticks, int exponent, Range range, boolean isWanted) {
    for (int m = 2; isWanted && m < 10; m++) {
      double value = m * power(exponent);
      if (isIn(value, range)) {
        ticks.add(new Tick(value, ""));
      }
    }
  }

  private static List<Tick> withinDecades(Range range, int first, int last) {
    List<Tick> ticks = new ArrayList<>();
    for (int e = first; e <= last; e++) {
      for (int m = 1; m < 10; m++) {
        double value = BigDecimal.valueOf(m).scaleByPowerOfTen(e).doubleValue();
        if (isIn(value, range)) {
          ticks.add(new Tick(value, m == 1 || m == 2 || m == 5 ? NumberText.of(value) : ""));
        }
      }
    }
    return ticks;
  }

  private static boolean isIn(double value, Range range) {
    return value >= range.from() * (1 - SLACK) && value <= range.to() * (1 + SLACK);
  }

  private static double power(int exponent) {
    return BigDecimal.ONE.scaleByPowerOfTen(exponent).doubleValue();
  }
}
