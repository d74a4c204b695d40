package io.vitrine.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      Table table = measure(new Workplace(home, scratch, run));
      System.out.println(table.markdown());
      if (json != null) {
        Files.writeString(json, table.json(facts()), UTF_8);
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
      rows.addAll(part.rows(place));
    }
    return new Table(rows);
  }

  private static Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("arch", System.getProperty("os.arch"));
    facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("java", Runtime.version().toString());
    return facts;
  }
}
