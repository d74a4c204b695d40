package io.vitrine.bench.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A process that trains when it is told to, so that several sides take turns without starting anew.
 *
 * <p>It says {@code ready} and a description in one line. Then for each line with a number of steps
 * that it is given, it does them and answers with the seconds that they took. It ends when its
 * input does.
 */
public final class Worker implements AutoCloseable {
  private static final String READY = "ready ";

  private final Process process;
  private final BufferedReader answers;
  private final Writer orders;
  private final Path errors;
  private final String description;

  private Worker(Process process, Path errors) throws IOException {
    this.process = process;
    this.errors = errors;
    this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    this.orders = new OutputStreamWriter(process.getOutputStream(), UTF_8);
    String line = answer();
    if (!line.startsWith(READY)) {
      close();
      throw new IOException("expected '" + READY + "...' of a worker, found '" + line + "'");
    }
    this.description = line.substring(READY.length());
  }

  /** Starts a worker and waits until it is ready. */
  public static Worker start(Command command, Path scratch) throws IOException {
    Path errors = Files.createTempFile(scratch, "worker", ".txt");
    return new Worker(command.builder().redirectError(errors.toFile()).start(), errors);
  }

  /** What it is: library, version, precision. */
  public String description() {
    return description;
  }

  /** Does a number of steps. Returns the seconds that they took. */
  public double seconds(int steps) throws IOException {
    orders.write(steps + "\n");
    orders.flush();
    String answer = answer();
    try {
      return Double.parseDouble(answer);
    } catch (NumberFormatException e) {
      throw new IOException("expected seconds of a worker, found '" + answer + "'", e);
    }
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("a worker ended: " + Files.readString(errors, UTF_8).strip());
    }
    return line;
  }

  @Override
  public void close() {
    try {
      orders.close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly(); // it has ended already
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
