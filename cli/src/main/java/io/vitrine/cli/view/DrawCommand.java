package io.vitrine.cli.view;

import io.vitrine.cli.program.Program;
import io.vitrine.cli.subject.InputShapes;
import io.vitrine.cli.subject.RunFolder;
import io.vitrine.cli.subject.RunViews;
import io.vitrine.cli.subject.Subject;
import io.vitrine.cli.subject.WeightsOptions;
import io.vitrine.figure.Figure;
import io.vitrine.model.Network;
import io.vitrine.report.Sample;
import io.vitrine.view.diagram.Architecture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Draws a network's structure. */
@Command(
    name = "draw",
    description =
        "Draws a network as blocks in space: convolutions, pools, linear layers, with their sizes.",
    footer = {
      "",
      "Examples:",
      "  vitrine draw vgg16 -o vgg16.svg",
      "  vitrine draw runs/demo -o network.png --scale 3    the run's sample as input",
      "  vitrine draw resnet18 -o resnet18.tex              stands alone, plain TikZ",
      "  vitrine draw model.onnx --input-shape 1x3x224x224  what the file leaves open"
    })
public final class DrawCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "MODEL",
      description = "A network of the zoo, a model file, or a run's folder.")
  String subject;

  @Mixin WeightsOptions weights;

  @Mixin InputShapes inputShapes;

  @Mixin FigureOptions figure;

  @ParentCommand Program program;

  @Override
  public Integer call() throws Exception {
    Subject opened = inputShapes.open(subject, weights, program.language()).requireStructure();
    Network network = inputShapes.on(opened.network());
    Path path = Path.of(subject);
    Optional<Sample> sample =
        Files.isDirectory(path) ? RunFolder.of(path).sample(program.language()) : Optional.empty();
    Figure drawn = Architecture.of(network, RunViews.diagram(sample), program.language());
    figure.save(drawn);
    return 0;
  }
}
