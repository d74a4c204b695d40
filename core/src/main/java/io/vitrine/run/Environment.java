package io.vitrine.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/** Where and with what this process runs. */
final class Environment {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Environment() {}

  /** Versions of Vitrine, Java and the operating system. */
  static Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("vitrine", vitrine());
    versions.put("java", Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
    versions.put("os", String.join(" ", property("os.name"), property("os.version")));
    return versions;
  }

  /** The processor's name, as far as the system tells it, its architecture, and its cores. */
  static Map<String, Object> machine() {
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("cpu", cpu());
    machine.put("arch", property("os.arch"));
    machine.put("cores", Runtime.getRuntime().availableProcessors());
    return machine;
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  private static String vitrine() {
    Properties properties = new Properties();
    try (InputStream in = Environment.class.getResourceAsStream("version.properties")) {
      properties.load(Objects.requireNonNull(in, "version.properties"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static String cpu() {
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException | UncheckedIOException e) {
      String windows = System.getenv("PROCESSOR_IDENTIFIER");
      return windows == null ? "unknown" : windows;
    }
  }
}
