package io.vitrine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
  @Test
  void run_emptyFolder_endsEveryCommandWell(@TempDir Path folder) throws IOException {
    assertThat(Rehearsal.run(folder)).isZero();
    assertThat(folder.resolve("run/report.html")).isNotEmptyFile();
    assertThat(folder.resolve("conv1_kernel.png")).isNotEmptyFile();
    assertThat(folder.resolve("run/figures/features.svg")).isNotEmptyFile();
  }
}
