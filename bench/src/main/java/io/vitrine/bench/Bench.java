package io.vitrine.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitrine.bench.measure.Folders;
import io.vitrine.bench.measure.Machine;
import io.vitrine.bench.measure.Progress;
import io.vitrine.bench.measure.Row;
import io.vitrine.bench.measure.Table;
import io.vitrine.bench.measure.Workplace;
import io.vitrine.bench.part.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures and prints one table. */
@Command(
    name = "bench/run",
    usageHelpAutoWidth = true,
    mixinStandardHelpOptions = true,
    description = "Measures Vitrine against its goals and prints one Markdown table.",
    footer = {
      "",
      "Examples:",
      "  bench/run                                        everything, about 10 minutes",
      "  bench/run start kernels --run runs/demo          two parts, with a finished run",
      "  VITRINE_PYTHON=venv/bin/python bench/run training",
      "",
      "Exit codes: 0 all reached, 1 something was not reached or failed, 2 wrong usage."
    })
public final class Bench implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "PART",
      description = "${COMPLETION-CANDIDATES} (all but settings).")
  List<Part> parts = List.of();

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "A finished run to draw the figures of; without it a short one is made.")
  @Nullable Path run;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all values too.")
  @Nullable Path json;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "Threads of what trains, the peers too (${DEFAULT-VALUE}).")
  int threads;

  /** Measures what the arguments name and exits with 0, 1 or 2. */
  public static void main(String[] args) {
    CommandLine line = new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(line.execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Path home = Path.of(System.getProperty("vitrine.home", "."));
    Path scratch = Files.createTempDirectory("vitrine-bench");
    try {
      Map<String, String> machine = Machine.now();
      Table table = measure(new Workplace(home, scratch, threads, run));
      machine.forEach((name, fact) -> System.out.println(name + ": " + fact));
      System.out.println("\n" + table.markdown());
      if (json != null) {
        Files.writeString(json, table.json(machine), UTF_8);
      }
      return table.isPassed() ? 0 : 1;
    } finally {
      Folders.delete(scratch);
    }
  }

  private Table measure(Workplace place) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (Part part : parts.isEmpty() ? Part.usual() : parts) {
      Progress.say(part.toString());
      rows.addAll(rows(part, place));
    }
    return new Table(rows);
  }

  /** A part that breaks off loses its own rows only. */
  private static List<Row> rows(Part part, Workplace place) {
    try {
      return part.rows(place);
    } catch (IOException e) {
      String problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
      return List.of(new Row.Checked(part.toString(), "ends without error", Optional.of(problem)));
    }
  }
}
