package io.vitrine.cli.view;

import io.vitrine.cli.program.Program;
import io.vitrine.cli.subject.RunFolder;
import io.vitrine.figure.Figure;
import io.vitrine.model.Network;
import io.vitrine.report.LayerSpreads;
import io.vitrine.report.Sample;
import io.vitrine.view.spread.ActivationSpread;
import io.vitrine.view.spread.Histograms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Draws how the values of a run's layers are spread. */
@Command(
    name = "histograms",
    description = HistogramsCommand.ABOUT,
    footer = {
      "",
      "Examples:",
      "  vitrine histograms runs/demo -o activations.svg    every layer's deviation",
      "  vitrine histograms runs/demo layer1.0 -o spread.png"
    })
public final class HistogramsCommand implements Callable<Integer> {
  /** What the list of commands says of it. */
  public static final String ABOUT =
      "How a layer's weights, gradients and output are spread; without a layer, the activations of all.";

  @Parameters(index = "0", paramLabel = "RUN", description = "A run's folder.")
  Path run;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "LAYER",
      description = "A layer by its path (all, by their activations).")
  @Nullable String layer;

  @Mixin FigureOptions figure;

  @ParentCommand Program program;

  @Override
  public Integer call() throws Exception {
    RunFolder folder = RunFolder.of(run);
    Network network = folder.open().network();
    figure.save(layer == null ? all(folder, network) : one(folder, network, layer));
    return 0;
  }

  private Figure all(RunFolder folder, Network network) throws IOException {
    return folder
        .sample(program.language())
        .flatMap(image -> drawn(network, image))
        .orElseThrow(() -> new IllegalArgumentException(run + " has kept no activations"));
  }

  private Optional<Figure> drawn(Network network, Sample image) {
    return ActivationSpread.of(network, image.trace(), image.name(), program.language());
  }

  private Figure one(RunFolder folder, Network network, String path) throws IOException {
    LayerSpreads spreads =
        LayerSpreads.of(
            network, Optional.of(folder.logged(network)), folder.sample(program.language()));
    return Histograms.of(
        network.name(), path, spreads.of(network.requireNode(path)), program.language());
  }
}
