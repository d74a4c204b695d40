package io.vitrine.torch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.torch.ChildJvm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mutated models run in a process of their own, so that a native fault is found and not suffered:
 * each gives a result or a clear refusal. {@code -Dfuzz.mutants=100000 -Dfuzz.first=5000} tries
 * more and others.
 */
class FuzzIT {
  private static final long MUTANTS = Long.getLong("fuzz.mutants", 3000);
  private static final long FIRST = Long.getLong("fuzz.first", 0);
  private static final Pattern COUNTS =
      Pattern.compile("(\\d+) results, (\\d+) refused, 0 unclear");

  @Test
  void run_mutants_giveResultsOrRefusals(@TempDir Path folder) throws Exception {
    Path position = folder.resolve("position");
    List<String> arguments =
        List.of(Long.toString(FIRST), Long.toString(MUTANTS), position.toString());
    ChildJvm.Result result =
        ChildJvm.start(folder, FuzzProbe.class, List.of("-Xmx1g"), arguments).await();

    assertThat(at(position)).as("the mutant at hand; %s", result).isEqualTo(FIRST + MUTANTS);
    assertThat(result.exitCode()).as("%s", result).isZero();
    assertThat(folder.resolve("hs_err.log")).doesNotExist();
    Matcher counts = COUNTS.matcher(result.output());
    assertThat(counts.find()).as("%s", result).isTrue();
    assertThat(Long.parseLong(counts.group(1))).as("results").isGreaterThan(MUTANTS / 4);
    assertThat(Long.parseLong(counts.group(2))).as("refused").isGreaterThan(MUTANTS / 4);
  }

  private static long at(Path position) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(position)).getLong();
  }
}
