package io.vitrine.torch.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorTest {
  private static final String TWO_CORES_FOUR_THREADS =
      """
      processor\t: 0
      physical id\t: 0
      core id\t\t: 0
      flags\t\t: fpu avx512f avx512_bf16 amx_tile

      processor\t: 1
      physical id\t: 0
      core id\t\t: 1
      flags\t\t: fpu avx512f avx512_bf16 amx_tile

      processor\t: 2
      physical id\t: 0
      core id\t\t: 0
      flags\t\t: fpu avx512f avx512_bf16 amx_tile

      processor\t: 3
      physical id\t: 0
      core id\t\t: 1
      flags\t\t: fpu avx512f avx512_bf16 amx_tile
      """;

  @Test
  void of_cpuInfo_countsPhysicalCoresAndFindsBf16() {
    assertThat(Processor.of(TWO_CORES_FOUR_THREADS, 4)).isEqualTo(new Processor(2, true));
    assertThat(Processor.of(TWO_CORES_FOUR_THREADS, 1)).isEqualTo(new Processor(1, true));
  }

  @Test
  void of_processorWithoutBf16_hasNone() {
    String text = TWO_CORES_FOUR_THREADS.replace("avx512_bf16", "avx2");

    assertThat(Processor.of(text, 4)).isEqualTo(new Processor(2, false));
    assertThat(Processor.of("", 8)).isEqualTo(new Processor(8, false));
  }

  @ParameterizedTest
  @CsvSource({
    "'Intel64 Family 6 Model 143 Stepping 8, GenuineIntel', true", // Sapphire Rapids
    "'Intel64 Family 6 Model 207 Stepping 2, GenuineIntel', true", // Emerald Rapids
    "'Intel64 Family 6 Model 85 Stepping 11, GenuineIntel', true", // Cooper Lake
    "'Intel64 Family 6 Model 85 Stepping 7, GenuineIntel', false", // Cascade Lake
    "'Intel64 Family 6 Model 183 Stepping 1, GenuineIntel', false", // Raptor Lake
    "'AMD64 Family 25 Model 97 Stepping 2, AuthenticAMD', true", // Zen 4
    "'AMD64 Family 25 Model 17 Stepping 1, AuthenticAMD', true", // Zen 4, server
    "'AMD64 Family 25 Model 80 Stepping 0, AuthenticAMD', false", // Zen 3
    "'AMD64 Family 26 Model 68 Stepping 0, AuthenticAMD', true", // Zen 5
    "'AMD64 Family 23 Model 113 Stepping 0, AuthenticAMD', false", // Zen 2
    "'ARMv8 (64-bit) Family 8 Model D4B Revision 200, Qualcomm', false",
    "'', false"
  })
  void hasBf16_whatWindowsSays_isKnown(String identifier, boolean expected) {
    assertThat(Processor.hasBf16(identifier)).isEqualTo(expected);
  }
}
