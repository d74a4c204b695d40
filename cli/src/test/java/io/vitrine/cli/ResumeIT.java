package io.vitrine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.formats.CheckpointFile;
import io.vitrine.run.RunInfo;
import io.vitrine.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that is killed or stopped goes on as if nothing had happened, to the bit. */
class ResumeIT {
  private static final int EPOCHS = 60;

  @TempDir Path folder;

  private Process start(String name, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC"));
    command.addAll(
        List.of(
            "-cp", System.getProperty("java.class.path"), "io.vitrine.cli.Main", "train", "mlp"));
    command.addAll(
        List.of("--limit", "1500", "--test-limit", "100", "--epochs", Integer.toString(EPOCHS)));
    command.addAll(
        List.of("--threads", "1", "--precision", "fp32", "--run", folder.resolve(name).toString()));
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve(name + ".out").toFile())
        .redirectError(folder.resolve(name + ".err").toFile())
        .start();
  }

  private void finish(String name, String... more) throws IOException, InterruptedException {
    Process process = start(name, more);
    assertThat(process.waitFor(4, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve(name + ".err"))).isZero();
  }

  private void awaitCheckpoint(String name, Process process) throws InterruptedException {
    Path checkpoint = folder.resolve(name).resolve(CheckpointFile.NAME);
    while (!Files.exists(checkpoint) && process.isAlive()) {
      Thread.sleep(5);
    }
    assertThat(process.isAlive()).as("still training after the first checkpoint").isTrue();
  }

  private byte[] weights(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name).resolve("model.safetensors"));
  }

  @Test
  void resume_afterKillAndAfterStop_equalsAnUndisturbedRunToTheBit() throws Exception {
    finish("undisturbed");

    Process killed = start("killed");
    awaitCheckpoint("killed", killed);
    killed.destroyForcibly().waitFor();
    assertThat(RunInfo.read(folder.resolve("killed")).status()).isEqualTo(RunStatus.RUNNING);
    finish("killed", "--resume");

    Process stopped = start("stopped");
    awaitCheckpoint("stopped", stopped);
    stopped.destroy();
    assertThat(stopped.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(stopped.exitValue()).as("128 + SIGTERM").isEqualTo(143);
    assertThat(RunInfo.read(folder.resolve("stopped")).status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(folder.resolve("stopped").resolve("report.html")).isNotEmptyFile();
    finish("stopped", "--resume");

    assertThat(weights("killed")).isEqualTo(weights("undisturbed"));
    assertThat(weights("stopped")).isEqualTo(weights("undisturbed"));
    assertThat(RunInfo.read(folder.resolve("killed")).result()).hasSize(EPOCHS);
  }
}
