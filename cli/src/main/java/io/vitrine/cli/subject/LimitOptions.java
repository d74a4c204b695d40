package io.vitrine.cli.subject;

import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Limits;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say what running a network may take. */
public final class LimitOptions {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([KMGT]?)B?");
  private static final Pattern TIME = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)([smh]?)");

  @Option(
      names = "--memory-limit",
      paramLabel = "SIZE",
      description =
          "Memory that running a network may bring the process to, such as 8G (three quarters of the machine's).")
  @Nullable String memory;

  @Option(
      names = "--loop-limit",
      paramLabel = "N",
      description = "How often the bodies of a network's loops may run, all together (1000000).")
  @Nullable Long iterations;

  @Option(
      names = "--work-limit",
      paramLabel = "N",
      description = "Multiply-accumulates and elements that one run may come to (1e14).")
  @Nullable Double work;

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      description = "How long one run of the network may take, such as 30s, 5m or 2h (1h).")
  @Nullable String time;

  /** Options of an engine with these limits; what is not given stays as it is. */
  public EngineOptions on(EngineOptions options) {
    Limits limits = options.limits();
    if (memory != null) {
      limits = limits.withMemoryBytes(bytes(memory));
    }
    if (iterations != null) {
      requireNotNegative("--loop-limit", iterations);
      limits = limits.withIterations(iterations);
    }
    if (work != null) {
      requireNotNegative("--work-limit", work);
      limits = limits.withWork(work.longValue());
    }
    if (time != null) {
      limits = limits.withTime(duration(time));
    }
    return options.withLimits(limits);
  }

  private static void requireNotNegative(String option, Number given) {
    if (!(given.doubleValue() >= 0)) {
      throw new IllegalArgumentException(option + ": expected 0 or more, found " + given);
    }
  }

  /** Bytes of a size as people write it: {@code 500M}, {@code 8G}; K is 1024. */
  static long bytes(String size) {
    Matcher matcher = SIZE.matcher(size.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "--memory-limit: expected a size such as 500M or 8G, found '" + size + "'");
    }
    int power = "KMGT".indexOf(matcher.group(2).isEmpty() ? "-" : matcher.group(2)) + 1;
    long unit = 1L << (10 * power);
    return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
  }

  /** A time as people write it: {@code 30s}, {@code 5m}, {@code 2h}; seconds where no unit is. */
  static Duration duration(String text) {
    Matcher matcher = TIME.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches() || Double.parseDouble(matcher.group(1)) <= 0) {
      throw new IllegalArgumentException(
          "--time-limit: expected a time such as 30s, 5m or 2h, found '" + text + "'");
    }
    double seconds =
        Double.parseDouble(matcher.group(1))
            * switch (matcher.group(2)) {
              case "h" -> 3600;
              case "m" -> 60;
              default -> 1;
            };
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
