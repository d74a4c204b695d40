package io.vitrine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a platform without libtorch, all but running networks works. */
class NoEngineIT {
  @TempDir Path folder;

  private Ran elsewhere(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Dorg.bytedeco.javacpp.platform=linux-riscv64"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.vitrine.cli.Main"));
    command.addAll(List.of(args));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @Test
  void train_platformWithoutEngine_saysSoInOneSentence() throws Exception {
    Ran ran = elsewhere("train", "mlp", "--run", folder.resolve("run").toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err().strip())
        .isEqualTo(
            "vitrine: the engine runs on Linux x64, macOS arm64 and x64 and Windows x64; this is"
                + " linux-riscv64: everything but running and training networks works");
  }

  @Test
  void views_platformWithoutEngine_areMade() throws Exception {
    Path run = folder.resolve("trained");
    Ran trained =
        Ran.vitrine("train", "lenet5", "--limit", "64", "--epochs", "1", "--run", run.toString());
    assertThat(trained.code()).as(trained.err()).isZero();
    Files.delete(run.resolve("report.html"));
    Path drawn = folder.resolve("drawn.svg");

    for (String[] line :
        List.of(
            new String[] {"summary", run.toString()},
            new String[] {"draw", run.toString(), "-o", drawn.toString()},
            new String[] {"kernels", run.toString(), "-o", folder.resolve("k.png").toString()},
            new String[] {"report", run.toString()})) {
      Ran ran = elsewhere(line);
      assertThat(ran.code()).as(line[0] + ": " + ran.err()).isZero();
    }
    assertThat(drawn).isNotEmptyFile();
    assertThat(folder.resolve("k.png")).isNotEmptyFile();
    assertThat(run.resolve("report.html")).isNotEmptyFile();
  }
}
