package io.vitrine.cli.view;

import io.vitrine.cli.program.Program;
import io.vitrine.cli.subject.RunFolder;
import io.vitrine.view.training.Curves;
import io.vitrine.view.training.CurvesData;
import io.vitrine.view.training.CurvesOptions;
import io.vitrine.view.training.Spacing;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Draws a run's loss and accuracy. */
@Command(
    name = "curves",
    description = CurvesCommand.ABOUT,
    footer = {
      "",
      "Examples:",
      "  vitrine curves runs/demo -o curves.svg",
      "  vitrine curves runs/demo -o curves.png --log --smoothing 0.9"
    })
public final class CurvesCommand implements Callable<Integer> {
  /** What the list of commands says of it. */
  public static final String ABOUT =
      "Loss and accuracy of a run over its steps, each batch and each epoch.";

  @Parameters(paramLabel = "RUN", description = "A run's folder.")
  Path run;

  @Option(
      names = "--smoothing",
      paramLabel = "W",
      description = "Weight of what came before, 0 to less than 1.")
  @Nullable Double smoothing;

  @Option(names = "--log", description = "A logarithmic axis for the loss.")
  boolean log;

  @Mixin FigureOptions figure;

  @ParentCommand Program program;

  @Override
  public Integer call() throws Exception {
    RunFolder folder = RunFolder.of(run);
    CurvesData data =
        folder
            .logged(folder.open().network())
            .curves()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(run + " has logged no loss and no accuracy yet"));
    CurvesOptions options = CurvesOptions.defaults().lossOn(log ? Spacing.LOG : Spacing.LINEAR);
    figure.save(
        Curves.of(
            data,
            smoothing == null
                ? options
                : options.smoothedBy(new CurvesOptions.Smoothing(smoothing)),
            program.language()));
    return 0;
  }
}
