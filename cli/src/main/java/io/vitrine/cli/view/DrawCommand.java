package io.vitrine.cli.view;

import io.vitrine.cli.program.Program;
import io.vitrine.cli.subject.InputShapes;
import io.vitrine.cli.subject.RunFolder;
import io.vitrine.cli.subject.RunViews;
import io.vitrine.cli.subject.Subject;
import io.vitrine.cli.subject.WeightsOptions;
import io.vitrine.figure.Figure;
import io.vitrine.model.Network;
import io.vitrine.render.Theme;
import io.vitrine.report.Sample;
import io.vitrine.view.diagram.Architecture;
import io.vitrine.view.diagram.ArchitectureOptions;
import io.vitrine.view.diagram.DiagramStyle;
import io.vitrine.view.diagram.DiagramTheme;
import io.vitrine.view.diagram.Progress;
import io.vitrine.view.diagram.Progress.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Draws a network's structure. */
@Command(
    name = "draw",
    description = {
      DrawCommand.ABOUT,
      "Layers that belong together are one block: a residual or dense block, an inception module, a"
          + " stage of a U-Net, a transformer's block. Equal blocks in a row are drawn once."
    },
    footer = {
      "",
      "Examples:",
      "  vitrine draw vgg16 -o vgg16.svg",
      "  vitrine draw runs/demo -o network.png --scale 3    the run's sample as input",
      "  vitrine draw resnet18 -o resnet18.tex              stands alone, plain TikZ",
      "  vitrine draw m.onnx -o m.pdf --input-shape 1x3x224x224  a shape left open",
      "  vitrine draw resnet18 -o b.pdf --expand layer2.0   a block in its layers",
      "  vitrine draw resnet18 -o c.svg --heat macs         where the work is",
      "  vitrine draw m.onnx -o d.pdf --style operators     every operator",
      "  vitrine draw lenet5 -o d.svg --style lenet         stacks of maps",
      "  vitrine draw runs/mlp -o e.svg --style neuron      edges colored by weights"
    })
public final class DrawCommand implements Callable<Integer> {
  /** What the list of commands says of it. */
  public static final String ABOUT = "Draws any network as blocks in space, with their sizes.";

  private static final Set<String> EXPORTERS_NAMES =
      Set.of("", "main_graph", "main", "graph", "torch_jit", "torch-jit-export");

  @Parameters(
      paramLabel = "MODEL",
      description = "A network of the zoo, a model file, or a run's folder.")
  String subject;

  @Mixin WeightsOptions weights;

  @Mixin InputShapes inputShapes;

  @Mixin FigureOptions figure;

  @Mixin DiagramChoices choices;

  @ParentCommand Program program;

  @Override
  public Integer call() throws Exception {
    Subject opened = inputShapes.open(subject, weights, program.language()).requireStructure();
    Network network = titled(inputShapes.on(opened.network()));
    Path path = Path.of(subject);
    Optional<Sample> sample =
        Files.isDirectory(path)
            ? RunFolder.of(path).sample(opened.network(), program.language())
            : Optional.empty();
    ArchitectureOptions options = choices.on(RunViews.diagram(sample), opened.weights());
    boolean dark = options.theme().page() == DiagramTheme.Page.DARK;
    DiagramStyle style = Architecture.style(choices.style);
    try (DrawProgress progress = DrawProgress.onStandardError(program.language())) {
      Figure drawn = Architecture.of(network, style, options, program.language(), progress);
      Progress.report(progress, Stage.FIGURE, 0, network.nodes().size());
      figure.save(drawn, dark ? Theme.DARK : Theme.LIGHT);
    }
    return 0;
  }

  /** The network, called by its file where exporters give all networks the same name. */
  private Network titled(Network network) {
    String file = String.valueOf(Path.of(subject).getFileName());
    int dot = file.lastIndexOf('.');
    if (dot < 1 || !EXPORTERS_NAMES.contains(network.name())) {
      return network;
    }
    return new Network(
        file.substring(0, dot),
        network.graph(),
        network.opsets(),
        network.functions(),
        network.metadata());
  }
}
