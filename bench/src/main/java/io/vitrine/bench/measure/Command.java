package io.vitrine.bench.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A command line with what it adds to the environment.
 *
 * @param words the program and its arguments
 * @param environment variables by name, beside those of this process
 */
public record Command(List<String> words, Map<String, String> environment) {
  public Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  public static Command of(Object... words) {
    return new Command(List.<Object>of(words).stream().map(Object::toString).toList(), Map.of());
  }

  public Command with(Map<String, String> variables) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(variables);
    return new Command(words, all);
  }

  public Command and(Object... more) {
    List<String> all = new ArrayList<>(words);
    List.<Object>of(more).forEach(word -> all.add(word.toString()));
    return new Command(all, environment);
  }

  public ProcessBuilder builder() {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().putAll(environment);
    return builder;
  }

  /** A process that has ended, and how long it took from its start, in seconds. */
  public record Ended(int code, double seconds, String output, String errors) {}

  /** Runs it to its end. Nothing is said on its standard input. */
  public Ended run(Path scratch) throws IOException {
    Path output = Files.createTempFile(scratch, "output", ".txt");
    Path errors = Files.createTempFile(scratch, "errors", ".txt");
    ProcessBuilder builder =
        builder().redirectOutput(output.toFile()).redirectError(errors.toFile());
    long start = System.nanoTime();
    Process process = builder.start();
    process.getOutputStream().close();
    int code = await(process);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Ended(
        code, seconds, Files.readString(output, UTF_8), Files.readString(errors, UTF_8));
  }

  /**
   * Runs it to its end.
   *
   * @throws IOException where it fails; the message ends with what it said
   */
  public Ended succeed(Path scratch) throws IOException {
    Ended ended = run(scratch);
    if (ended.code() != 0) {
      throw new IOException(
          String.join(" ", words) + " ended with " + ended.code() + ": " + ended.errors().strip());
    }
    return ended;
  }

  public static int await(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
