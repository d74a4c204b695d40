package io.vitrine.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** JavaCPP's own loading crashes the JVM on an empty cache; ours must not. */
class EmptyCacheIT {
  // Not a @TempDir: JavaCPP leaves symbolic links to libraries outside, of which it would warn.
  private final Path folder = Path.of("target", "empty-cache");

  @BeforeEach
  @AfterEach
  void delete() throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private ChildJvm start() throws Exception {
    String cache = "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("empty ü cache");
    return ChildJvm.start(folder, NativeProbe.class, List.of(cache));
  }

  @Test
  void load_emptyCache_computesAndUnpacksOnlyOnce() throws Exception {
    ChildJvm.Result first = start().await();
    assertThat(first.exitCode()).as("%s", first).isZero();
    assertThat(first.output()).isEqualToIgnoringNewLines("sum = 12.0");
    assertThat(first.errors()).startsWith("unpacking libtorch, ").contains(" MB, once, into ");

    ChildJvm.Result second = start().await();
    assertThat(second.exitCode()).as("%s", second).isZero();
    assertThat(second.output()).isEqualToIgnoringNewLines("sum = 12.0");
    assertThat(second.errors()).isEmpty();
  }

  @Test
  void load_emptyCacheTwoProcessesAtOnce_bothCompute() throws Exception {
    ChildJvm one = start();
    ChildJvm other = start();
    for (ChildJvm child : List.of(one, other)) {
      ChildJvm.Result result = child.await();
      assertThat(result.exitCode()).as("%s", result).isZero();
      assertThat(result.output()).isEqualToIgnoringNewLines("sum = 12.0");
    }
  }
}
