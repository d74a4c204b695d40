package io.vitrine.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vitrine.torch.machine.OneDnnLibrary;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** oneDNN's own interface beside libtorch, in processes of their own. */
class PipelineIT {
  private static ChildJvm.Result run(Path folder, String classPath) throws Exception {
    ChildJvm.Result result =
        ChildJvm.start(folder, PipelineProbe.class, List.of(), List.of(), classPath).await();
    assertThat(result.exitCode()).as("%s", result).isZero();
    assertThat(result.errors()).isEmpty();
    return result;
  }

  @Test
  void runs_manyTimes_loadTheLibraryLateAndQuietlyWithOneOpenMp(@TempDir Path folder)
      throws Exception {
    assumeTrue(OneDnnLibrary.isPresent(), "oneDNN's own interface is used on Linux x64 only");
    ChildJvm.Result result = run(folder, System.getProperty("java.class.path"));
    assertThat(result.output().lines())
        .containsExactly(
            "loaded at first 0", "loaded at last 1", "runtimes 1", "equal true", "present true");
  }

  @Test
  void runs_withoutTheLibrary_giveTheSame(@TempDir Path folder) throws Exception {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("dnnl"))
            .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("opencl"))
            .collect(Collectors.joining(File.pathSeparator));
    ChildJvm.Result result = run(folder, classPath);
    assertThat(result.output()).contains("equal true").contains("present false");
  }
}
