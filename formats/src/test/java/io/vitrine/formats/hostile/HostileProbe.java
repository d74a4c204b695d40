package io.vitrine.formats.hostile;

import io.vitrine.formats.Networks;
import io.vitrine.formats.OpenedModel;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.operator.ShapeInference;
import io.vitrine.operator.ShapeTable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Opens each file of a list, asks for all its numbers and shapes, and prints a line: the processor
 * time in milliseconds, and what became of it.
 */
final class HostileProbe {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private HostileProbe() {}

  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String file : Files.readAllLines(Path.of(arguments[0]))) {
      long start = THREADS.getCurrentThreadCpuTime();
      String outcome = outcome(Path.of(file));
      long millis = (THREADS.getCurrentThreadCpuTime() - start) / 1_000_000;
      out.println(millis + "\t" + outcome.replace("\n", "\\n"));
    }
  }

  /** What the file holds, or the message with which it, or its numbers, are refused. */
  static String outcome(Path file) {
    try {
      OpenedModel opened = Networks.read(file);
      ShapeTable shapes = ShapeInference.infer(opened.network());
      return holds(opened) + notes(opened, shapes) + numbers(opened);
    } catch (ModelFormatException e) {
      return "refused: " + e.getMessage();
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return "thrown: " + e;
    }
  }

  private static String holds(OpenedModel opened) {
    List<String> operators =
        opened.network().nodes().stream().map(Node::qualifiedOperator).distinct().limit(3).toList();
    return "opens: %d nodes %s, %d tensors of %d numbers"
        .formatted(
            opened.network().nodes().size(),
            operators,
            opened.network().parameters().size(),
            opened.network().parameters().stream().mapToLong(Parameter::count).sum());
  }

  private static String notes(OpenedModel opened, ShapeTable shapes) {
    String structure = opened.network().metadata().getOrDefault("structure", "");
    return (structure.isEmpty() ? "" : "; structure: " + structure)
        + shapes.problems().stream().findFirst().map(problem -> "; " + problem).orElse("");
  }

  private static String numbers(OpenedModel opened) {
    for (String name : opened.weights().names()) {
      try {
        opened.weights().get(name);
      } catch (UncheckedIOException e) {
        return "; numbers refused: " + Objects.requireNonNull(e.getCause()).getMessage();
      }
    }
    return "";
  }
}
