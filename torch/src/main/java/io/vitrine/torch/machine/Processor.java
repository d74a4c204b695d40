package io.vitrine.torch.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the engine needs to know of the processor.
 *
 * @param cores physical cores that this process may use
 * @param bf16 whether it multiplies bfloat16 numbers in hardware (AVX-512 BF16 or AMX)
 */
public record Processor(int cores, boolean bf16) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** What Windows says, such as {@code AMD64 Family 25 Model 97 Stepping 2, AuthenticAMD}. */
  private static final Pattern IDENTIFIER =
      Pattern.compile("Family (\\d+) Model (\\d+) Stepping (\\d+), (\\w+)");

  /**
   * Asks the operating system. Linux names the processor's instructions and Windows its model. On
   * macOS bf16 is false: no Mac with an Intel processor has such instructions, and libtorch for
   * Apple's comes without the library (oneDNN) whose bfloat16 is proven right here.
   */
  public static Processor detect() {
    int available = Runtime.getRuntime().availableProcessors();
    String identifier = Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")).orElse("");
    try {
      return Files.isReadable(CPU_INFO)
          ? of(Files.readString(CPU_INFO, StandardCharsets.ISO_8859_1), available)
          : new Processor(available, hasBf16(identifier));
    } catch (IOException e) {
      return new Processor(available, false);
    }
  }

  /** Reads the text of Linux's {@code /proc/cpuinfo}. */
  public static Processor of(String cpuInfo, int available) {
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

  /**
   * Whether the processor that Windows identifies has AVX-512 BF16: Intel's Cooper Lake, Sapphire,
   * Emerald and Granite Rapids, AMD's Zen 4 and 5. One that is not known counts as without.
   */
  static boolean hasBf16(String identifier) {
    Matcher matcher = IDENTIFIER.matcher(identifier);
    if (!matcher.find()) {
      return false;
    }
    int family = Integer.parseInt(matcher.group(1));
    int model = Integer.parseInt(matcher.group(2));
    int stepping = Integer.parseInt(matcher.group(3));
    return switch (matcher.group(4)) {
      case "GenuineIntel" -> family == 6 && isIntelWithBf16(model, stepping);
      case "AuthenticAMD" -> family == 26 || (family == 25 && isZen4(model));
      default -> false;
    };
  }

  private static boolean isIntelWithBf16(int model, int stepping) {
    return switch (model) {
      case 0x55 -> stepping == 10 || stepping == 11; // Cooper Lake; lower ones are Sky and Cascade
      case 0x8F, 0xCF, 0xAD, 0xAE -> true;
      default -> false;
    };
  }

  private static boolean isZen4(int model) {
    int group = model >> 4;
    return group == 1 || group == 6 || group == 7 || group == 10;
  }
}
