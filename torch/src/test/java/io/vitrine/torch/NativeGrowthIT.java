package io.vitrine.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand runs of each kind leave nothing behind, in a process that does nothing else. */
class NativeGrowthIT {
  /** A leak of one of the larger tensors a run would be 150 MB and more. */
  private static final long MOST_BYTES = 64L << 20;

  @Test
  void runs_aThousandTimes_takeNoMoreMemory(@TempDir Path folder) throws Exception {
    // A small heap, so that what grows is not Java's.
    ChildJvm.Result result =
        ChildJvm.start(folder, GrowthProbe.class, List.of("-Xmx128m", "-Xms128m")).await();

    assertThat(result.exitCode()).as("%s", result).isZero();
    Map<String, Long> grown =
        Stream.of(result.output().strip().split("\\R"))
            .map(line -> line.split(" "))
            .collect(Collectors.toMap(parts -> parts[0], parts -> Long.parseLong(parts[1])));
    assertThat(grown).containsOnlyKeys("traces", "steps", "refusals", "pipelines");
    assertThat(grown.values()).as("%s", grown).allMatch(bytes -> bytes < MOST_BYTES);
  }
}
