package io.vitrine.cli.view;

import io.vitrine.grouping.Cut;
import io.vitrine.model.Weights;
import io.vitrine.view.diagram.ArchitectureOptions;
import io.vitrine.view.diagram.ArchitectureOptions.Direction;
import io.vitrine.view.diagram.ArchitectureOptions.Heat;
import io.vitrine.view.diagram.DiagramTheme;
import io.vitrine.view.diagram.Neurons;
import io.vitrine.view.diagram.Proportions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What of a network is drawn, and how. */
final class DiagramChoices {
  /** Those of which it is known what they take. */
  private static final Set<String> STYLES = Set.of("block", "lenet", "neuron", "operators");

  @Option(
      names = "--style",
      paramLabel = "NAME",
      defaultValue = "block",
      description =
          "How it is drawn: block, lenet for stacks of maps, neuron for fully connected networks,"
              + " operators for the graph (${DEFAULT-VALUE}).")
  String style = "block";

  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "Levels of the dotted paths that are opened; without it, blocks are closed.")
  @Nullable Integer depth;

  @Option(
      names = "--collapse",
      paramLabel = "PATH",
      split = ",",
      description = "Layers and groups to draw as one block each.")
  List<String> collapsed = List.of();

  @Option(
      names = "--expand",
      paramLabel = "PATH",
      split = ",",
      description = "Blocks to draw in their parts.")
  List<String> expanded = List.of();

  @Option(
      names = "--sizes",
      paramLabel = "SCALE",
      defaultValue = "sqrt",
      description = "How map sizes become lengths: linear, sqrt, log (${DEFAULT-VALUE}).")
  Proportions.Scale sizes = Proportions.Scale.SQRT;

  @Option(
      names = "--theme",
      paramLabel = "NAME|FILE",
      defaultValue = "paper",
      description =
          "paper, colorblind, greyscale, dark, or a file of lines such as"
              + " convolution.fill=#FFCC66 (${DEFAULT-VALUE}).")
  String theme = "paper";

  @Option(
      names = "--direction",
      paramLabel = "WHERE",
      defaultValue = "down",
      description = "Where a graph of operators leads: down or right (${DEFAULT-VALUE}).")
  Direction direction = Direction.DOWN;

  @Option(
      names = "--heat",
      paramLabel = "WHAT",
      defaultValue = "none",
      description = "Color blocks by macs or parameters instead of by kind (${DEFAULT-VALUE}).")
  Heat heat = Heat.NONE;

  @Option(
      names = "--inputs",
      paramLabel = "NAME",
      split = ",",
      description = "Names beside the first neurons, one for each.")
  List<String> inputs = List.of();

  @Option(
      names = "--classes",
      paramLabel = "NAME",
      split = ",",
      description = "Names beside the last neurons, one for each.")
  List<String> classes = List.of();

  @Option(names = "--bias", description = "Draw biases too, of neurons.")
  boolean bias;

  /**
   * Options with these choices.
   *
   * @param weights the network's
   * @throws IllegalArgumentException where the theme or the depth is wrong, or a choice says
   *     nothing to the style
   */
  ArchitectureOptions on(ArchitectureOptions options, Weights weights) throws IOException {
    made().stream().filter(made -> !made.isTaken(style)).findFirst().ifPresent(this::refuse);
    Cut cut =
        (depth == null ? Cut.standard() : Cut.atDepth(depth))
            .collapsing(Set.copyOf(collapsed).toArray(new String[0]))
            .expanding(Set.copyOf(expanded).toArray(new String[0]));
    Neurons neurons =
        Neurons.defaults()
            .with(weights)
            .named(inputs, classes)
            .with(bias ? Neurons.Bias.SHOWN : Neurons.Bias.HIDDEN);
    return options
        .with(cut)
        .with(neurons)
        .with(heat)
        .with(direction)
        .with(DiagramTheme.read(theme))
        .with(options.proportions().with(sizes));
  }

  /** An option that was given, and the styles to which it says something. */
  private record Made(String option, Set<String> styles) {
    /** Whether a style takes it, or is one from elsewhere, of which nothing is known here. */
    boolean isTaken(String style) {
      return styles.contains(style) || !STYLES.contains(style);
    }
  }

  private List<Made> made() {
    Set<String> grouped = Set.of("block", "lenet", "operators");
    List<Made> made = new ArrayList<>();
    note(made, direction != Direction.DOWN, "--direction", Set.of("operators"));
    note(made, bias, "--bias", Set.of("neuron"));
    note(made, !inputs.isEmpty(), "--inputs", Set.of("neuron"));
    note(made, !classes.isEmpty(), "--classes", Set.of("neuron"));
    note(made, sizes != Proportions.Scale.SQRT, "--sizes", Set.of("block", "lenet"));
    note(made, heat != Heat.NONE, "--heat", grouped);
    note(made, depth != null, "--depth", grouped);
    note(made, !collapsed.isEmpty(), "--collapse", grouped);
    note(made, !expanded.isEmpty(), "--expand", grouped);
    return made;
  }

  private static void note(List<Made> made, boolean given, String option, Set<String> styles) {
    if (given) {
      made.add(new Made(option, styles));
    }
  }

  private void refuse(Made made) {
    throw new IllegalArgumentException(
        made.option()
            + " says nothing to the style "
            + style
            + "; it is for "
            + String.join(", ", new TreeSet<>(made.styles()))
            + ": leave it out, or choose the style with --style");
  }
}
