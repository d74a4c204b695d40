package io.vitrine.cli.view;

import io.vitrine.cli.program.Program;
import io.vitrine.cli.subject.RunFolder;
import io.vitrine.view.training.GradientData;
import io.vitrine.view.training.GradientFlow;
import io.vitrine.view.training.GradientOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Draws a run's gradients. */
@Command(
    name = "gradients",
    description = GradientsCommand.ABOUT,
    footer = {
      "",
      "Examples:",
      "  vitrine gradients runs/demo -o gradients.svg      the last epoch",
      "  vitrine gradients runs/demo --epoch 1 --biases -o first.png",
      "  vitrine gradients runs/demo --steps -o map.png    every layer by every step"
    })
public final class GradientsCommand implements Callable<Integer> {
  /** What the list of commands says of it. */
  public static final String ABOUT =
      "Mean |gradient| of every weight tensor: bars for an epoch, or a map over all steps.";

  @Parameters(paramLabel = "RUN", description = "A run's folder.")
  Path run;

  @Option(names = "--epoch", paramLabel = "N", description = "Which epoch, from 1 (the last).")
  @Nullable Integer epoch;

  @Option(names = "--steps", description = "A heat map of layer by step instead of bars.")
  boolean steps;

  @Option(names = "--biases", description = "Biases too.")
  boolean biases;

  @Mixin FigureOptions figure;

  @ParentCommand Program program;

  @Override
  public Integer call() throws Exception {
    RunFolder folder = RunFolder.of(run);
    GradientData data =
        folder
            .logged(folder.open().network())
            .gradients(biases)
            .orElseThrow(() -> new IllegalArgumentException(run + " has logged no gradients"));
    GradientOptions options = GradientOptions.defaults();
    figure.save(
        steps
            ? GradientFlow.overSteps(data, options, program.language())
            : GradientFlow.epoch(data, chosen(data.epochs()), options, program.language()));
    return 0;
  }

  private int chosen(List<Integer> epochs) {
    if (epochs.isEmpty() || (epoch != null && !epochs.contains(epoch))) {
      throw new IllegalArgumentException(
          run + " has the epochs " + epochs + (epoch == null ? "" : ", found " + epoch));
    }
    return epoch == null ? epochs.get(epochs.size() - 1) : epoch;
  }
}
