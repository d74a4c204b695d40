package io.vitrine.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.vitrine.bench.probe.HelloWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  @TempDir Path scratch;

  private static Command hello() {
    return Command.of(JAVA, "-cp", "target/classes", HelloWorld.class.getName());
  }

  @Test
  void run_givesOutputAndTime() throws IOException {
    Command.Ended ended = hello().succeed(scratch);

    assertThat(ended.output()).isEqualToIgnoringNewLines("Hello, world!");
    assertThat(ended.seconds()).isPositive();
  }

  @Test
  void succeed_ofWhatFails_saysWhatItSaid() {
    Command wrong = Command.of(JAVA, "-cp", "target/classes", "no.such.Main");

    assertThatIOException()
        .isThrownBy(() -> wrong.succeed(scratch))
        .withMessageContaining("ended with 1")
        .withMessageContaining("no.such.Main");
  }

  @Test
  void with_addsToTheEnvironment() {
    assertThat(hello().with(Map.of("A", "1")).with(Map.of("B", "2")).environment())
        .isEqualTo(Map.of("A", "1", "B", "2"));
  }

  @Test
  void python_thatIsNotThere_isMissingVisibly() {
    Optional<String> missing = new Python("no-such-python").missing(scratch, "torch");

    assertThat(missing.orElseThrow()).contains("no-such-python", "VITRINE_PYTHON");
  }

  @Test
  void worker_thatEnds_saysWhatItSaid() {
    Command wrong = Command.of(JAVA, "-cp", "target/classes", "no.such.Main");

    assertThatIOException()
        .isThrownBy(() -> Worker.start(wrong, scratch))
        .withMessageContaining("no.such.Main");
  }
}
