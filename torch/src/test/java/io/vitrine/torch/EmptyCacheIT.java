package io.vitrine.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JavaCPP's own loading crashes the JVM on an empty cache; ours must not. */
class EmptyCacheIT {
  private static ChildJvm start(Path folder) throws Exception {
    String cache = "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("empty ü cache");
    return ChildJvm.start(folder, NativeProbe.class, List.of(cache));
  }

  @Test
  void load_emptyCache_computesAndUnpacksOnlyOnce(@TempDir Path folder) throws Exception {
    ChildJvm.Result first = start(folder).await();
    assertThat(first.exitCode()).as("%s", first).isZero();
    assertThat(first.output()).isEqualToIgnoringNewLines("sum = 12.0");
    assertThat(first.errors()).startsWith("unpacking libtorch, ").contains(" MB, once, into ");

    ChildJvm.Result second = start(folder).await();
    assertThat(second.exitCode()).as("%s", second).isZero();
    assertThat(second.output()).isEqualToIgnoringNewLines("sum = 12.0");
    assertThat(second.errors()).isEmpty();
  }

  @Test
  void load_emptyCacheTwoProcessesAtOnce_bothCompute(@TempDir Path folder) throws Exception {
    ChildJvm one = start(folder);
    ChildJvm other = start(folder);
    for (ChildJvm child : List.of(one, other)) {
      ChildJvm.Result result = child.await();
      assertThat(result.exitCode()).as("%s", result).isZero();
      assertThat(result.output()).isEqualToIgnoringNewLines("sum = 12.0");
    }
  }
}
