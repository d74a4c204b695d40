package io.vitrine.torch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A second JVM on the tests' class path, for what can be tried only once in a process. */
public final class ChildJvm {
  /** What a child left: its exit code and what it wrote. */
  public record Result(int exitCode, String output, String errors) {}

  private final Process process;
  private final Path output;
  private final Path errors;

  private ChildJvm(Process process, Path output, Path errors) {
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  /** Starts a main class with JVM options. */
  static ChildJvm start(Path folder, Class<?> main, List<String> options) throws IOException {
    return start(folder, main, options, List.of());
  }

  /** The same with arguments for the class. */
  public static ChildJvm start(
      Path folder, Class<?> main, List<String> options, List<String> arguments) throws IOException {
    return start(folder, main, options, arguments, System.getProperty("java.class.path"));
  }

  /** The same with another class path. */
  static ChildJvm start(
      Path folder, Class<?> main, List<String> options, List<String> arguments, String classPath)
      throws IOException {
    Files.createDirectories(folder);
    Path output = Files.createTempFile(folder, "child", ".out");
    Path errors = Files.createTempFile(folder, "child", ".err");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-XX:ErrorFile=" + folder.resolve("hs_err.log"), "-cp"));
    command.add(classPath);
    command.add(main.getName());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    return new ChildJvm(process, output, errors);
  }

  /** Waits for its end. */
  public Result await() throws IOException, InterruptedException {
    int exitCode = process.waitFor();
    return new Result(
        exitCode,
        Files.readString(output, StandardCharsets.UTF_8),
        Files.readString(errors, StandardCharsets.UTF_8));
  }
}
