package io.vitrine.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** The exit of a JVM frees libtorch's code, and no step may be in the middle of it then. */
class ExitIT {
  @RepeatedTest(2)
  void exit_duringAStep_isNoCrash(@TempDir Path folder) throws Exception {
    ChildJvm.Result result = ChildJvm.start(folder, ExitProbe.class, List.of()).await();

    assertThat(result.exitCode()).as("%s", result).isEqualTo(3);
    assertThat(folder.resolve("hs_err.log")).doesNotExist();
    assertThat(result.errors().lines().filter(line -> !line.startsWith("unpacking libtorch")))
        .as("told by libtorch, beside that it is unpacked on a machine's first use")
        .noneMatch(line -> line.contains("libtorch"));
  }
}
