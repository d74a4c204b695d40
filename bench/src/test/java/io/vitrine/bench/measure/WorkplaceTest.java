package io.vitrine.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WorkplaceTest {
  @Test
  void settings_areWhatTheScriptExports() {
    assertThat(
            Workplace.settings(
                """
                # export MALLOC_ARENA_MAX=1
                export MALLOC_TOP_PAD_=268435456
                  export MALLOC_TRIM_THRESHOLD_=17179869184
                export OTHER=3
                """))
        .containsOnly(
            org.assertj.core.api.Assertions.entry("MALLOC_TOP_PAD_", "268435456"),
            org.assertj.core.api.Assertions.entry("MALLOC_TRIM_THRESHOLD_", "17179869184"));
  }

  /** The probes would silently run without the launcher's settings if it wrote them another way. */
  @Test
  void settings_areFoundInTheLauncher() throws IOException {
    assertThat(Workplace.settings(Files.readString(Path.of("../vitrine"))))
        .containsKeys("MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_", "MALLOC_TOP_PAD_");
  }
}
