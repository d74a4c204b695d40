package io.vitrine.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Writes a run's figures and report anew. */
@Command(
    name = "report",
    description = "Writes the six views of a run and report.html into its folder, in any language.",
    footer = {
      "",
      "Examples:",
      "  vitrine report runs/demo --open",
      "  vitrine report runs/demo --lang zh-CN"
    })
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", description = "A run's folder.")
  Path run;

  @Option(names = "--open", description = "Open it in the browser.")
  boolean open;

  @ParentCommand Main main;

  @Override
  public Integer call() throws Exception {
    RunFolder folder = RunFolder.of(run);
    RunViews.write(folder, main.language);
    System.out.println(folder.report());
    if (open) {
      Browser.open(folder.report());
    }
    return 0;
  }
}
