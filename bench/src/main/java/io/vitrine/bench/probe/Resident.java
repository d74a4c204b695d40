package io.vitrine.bench.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of this process. */
final class Resident {
  private Resident() {}

  /** What Linux says of this process: {@code VmRSS: 123456 kB}. */
  static double megabytes() {
    try {
      return Files.readString(Path.of("/proc/self/status"), US_ASCII)
          .lines()
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToDouble(kilobytes -> Long.parseLong(kilobytes) * 1024 / 1e6)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException("resident memory is read from Linux's /proc", e);
    }
  }
}
