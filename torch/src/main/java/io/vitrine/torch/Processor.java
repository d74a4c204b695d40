package io.vitrine.torch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What the engine needs to know of the processor.
 *
 * @param cores physical cores that this process may use
 * @param bf16 whether it multiplies bfloat16 numbers in hardware (AVX-512 BF16 or AMX)
 */
record Processor(int cores, boolean bf16) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /**
   * Asks the operating system. Only Linux says what bfloat16 instructions there are; elsewhere the
   * answer is no, and the user may still ask for bf16.
   */
  static Processor detect() {
    int available = Runtime.getRuntime().availableProcessors();
    try {
      return Files.isReadable(CPU_INFO)
          ? of(Files.readString(CPU_INFO, StandardCharsets.ISO_8859_1), available)
          : new Processor(available, false);
    } catch (IOException e) {
      return new Processor(available, false);
    }
  }

  /** Reads the text of Linux's {@code /proc/cpuinfo}. */
  static Processor of(String cpuInfo, int available) {
    Set<String> cores = new HashSet<>();
    Set<String> flags = new HashSet<>();
    String socket = "";
    for (String line : cpuInfo.lines().toList()) {
      String[] pair = line.split(":", 2);
      String key = pair[0].strip();
      String value = pair.length == 2 ? pair[1].strip() : "";
      switch (key) {
        case "physical id" -> socket = value;
        case "core id" -> cores.add(socket + "/" + value);
        case "flags", "Features" ->
            flags.addAll(Set.of(value.toLowerCase(Locale.ROOT).split("\\s+")));
        default -> {}
      }
    }
    int physical = cores.isEmpty() ? available : Math.min(available, cores.size());
    return new Processor(physical, flags.contains("avx512_bf16") || flags.contains("amx_bf16"));
  }
}
