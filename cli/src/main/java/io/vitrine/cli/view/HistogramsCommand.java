package io.vitrine.cli.view;

import io.vitrine.cli.program.Program;
import io.vitrine.cli.subject.RunFolder;
import io.vitrine.cli.subject.Subject;
import io.vitrine.cli.subject.WeightsOptions;
import io.vitrine.figure.Figure;
import io.vitrine.inspect.Inventory;
import io.vitrine.inspect.WeightSpreads;
import io.vitrine.model.Network;
import io.vitrine.report.LayerSpreads;
import io.vitrine.report.Sample;
import io.vitrine.view.spread.ActivationSpread;
import io.vitrine.view.spread.Histograms;
import io.vitrine.view.spread.WeightSpread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Draws how the values of a run's layers are spread, or of a file's tensors. */
@Command(
    name = "histograms",
    description = HistogramsCommand.ABOUT,
    footer = {
      "",
      "Examples:",
      "  vitrine histograms runs/demo -o activations.svg    every layer's deviation",
      "  vitrine histograms runs/demo layer1.0 -o spread.png",
      "  vitrine histograms model.onnx -o weights.svg       every weight's deviation",
      "  vitrine histograms vgg16 layer1.0 --weights model.pth -o spread.png"
    })
public final class HistogramsCommand implements Callable<Integer> {
  /** What the list of commands says of it. */
  public static final String ABOUT =
      "How a layer's weights, gradients and output are spread; without a layer, the activations of all."
          + " Of a model file, its weights.";

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A run's folder, a model file, or a network of the zoo with --weights.")
  String subject;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "LAYER",
      description = "A layer by its path, or a tensor of a file (all).")
  @Nullable String layer;

  @Mixin WeightsOptions weights;

  @Mixin FigureOptions figure;

  @ParentCommand Program program;

  @Override
  public Integer call() throws Exception {
    Path path = Path.of(subject);
    figure.save(
        Files.isDirectory(path) && !weights.isGiven()
            ? ofRun(RunFolder.of(path))
            : ofFile(weights.on(subject, program.language())));
    return 0;
  }

  private Figure ofFile(Subject opened) {
    Subject model = opened.requireWeights().withConstantsAsParameters();
    Inventory all = Inventory.of(model.network(), model.tied());
    WeightSpreads spreads = new WeightSpreads(all, model.weights());
    return layer == null
        ? WeightSpread.of(all.network(), spreads.ofAll(), program.language())
        : Histograms.of(all.network(), layer, spreads.of(layer), program.language());
  }

  private Figure ofRun(RunFolder folder) throws IOException {
    Network network = folder.open().network();
    return layer == null ? all(folder, network) : one(folder, network, layer);
  }

  private Figure all(RunFolder folder, Network network) throws IOException {
    return folder
        .sample(network, program.language())
        .flatMap(image -> drawn(network, image))
        .orElseThrow(() -> new IllegalArgumentException(subject + " has kept no activations"));
  }

  private Optional<Figure> drawn(Network network, Sample image) {
    return ActivationSpread.of(network, image.trace(), image.name(), program.language());
  }

  private Figure one(RunFolder folder, Network network, String path) throws IOException {
    LayerSpreads spreads =
        LayerSpreads.of(
            network,
            Optional.of(folder.logged(network)),
            folder.sample(network, program.language()));
    return Histograms.of(
        network.name(), path, spreads.of(network.requireNode(path)), program.language());
  }
}
