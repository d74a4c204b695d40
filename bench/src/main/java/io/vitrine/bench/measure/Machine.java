package io.vitrine.bench.measure;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Where and when it is measured. */
public final class Machine {
  /** Processes that want to run; above it, what is measured is not of this program alone. */
  private static final double QUIET = 0.5;

  private Machine() {}

  /** Facts by name, in order; a machine that is not quiet is warned of. */
  public static Map<String, String> now() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    if (load > QUIET) {
      Progress.say("the load is %.1f: something else runs here too".formatted(load));
    }
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("arch", System.getProperty("os.arch"));
    facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("java", Runtime.version().toString());
    facts.put("load", load < 0 ? "unknown" : String.format(Locale.ROOT, "%.2f", load));
    return facts;
  }
}
