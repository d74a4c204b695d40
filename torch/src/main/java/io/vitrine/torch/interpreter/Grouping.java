package io.vitrine.torch.interpreter;

import io.vitrine.model.Node;
import io.vitrine.operator.InnerGraphs;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.convolution.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds convolutions that run one after the other with nothing else between, and makes one step of
 * them. What comes in from elsewhere and what is read elsewhere is laid out anew on the way, so
 * there must be several convolutions for each.
 */
final class Grouping {
  private static final int FEWEST = 4;
  private static final int FEWEST_A_CROSSING = 2;

  private final Frame frame;
  private final Set<String> wanted;
  private final Grouper grouper;
  private final List<Frame.Step> steps = new ArrayList<>();
  private final List<Frame.Step> open = new ArrayList<>();

  private Grouping(Frame frame, Set<String> wanted, Grouper grouper) {
    this.frame = frame;
    this.wanted = wanted;
    this.grouper = grouper;
  }

  /** Makes one of a group. */
  @FunctionalInterface
  interface Grouper {
    ConvolutionGroup of(List<Frame.Step> steps, List<String> exports);
  }

  /**
   * The same graph with its groups in one.
   *
   * @param wanted the values that are asked for
   * @param grouper is given each group and what is read of it elsewhere
   */
  static Frame group(Frame frame, Set<String> wanted, Grouper grouper) {
    Grouping grouping = new Grouping(frame, wanted, grouper);
    frame.steps().forEach(grouping::take);
    grouping.close();
    return grouping.steps.size() == frame.steps().size()
        ? frame
        : Fusion.timed(frame, List.copyOf(grouping.steps));
  }

  /** A step as a part of a pipeline, empty where it is none. */
  static Optional<Stage> stage(Frame.Step step) {
    return step.run().orElse(null) instanceof FusedConvolution convolution
        ? convolution.stage()
        : Optional.empty();
  }

  private void take(Frame.Step step) {
    if (stage(step).isPresent()) {
      open.add(step);
    } else {
      close();
      steps.add(step);
    }
  }

  private void close() {
    List<String> exports = exports();
    int crossings = exports.size() + images(open).size();
    if (open.size() >= Math.max(FEWEST, FEWEST_A_CROSSING * crossings)) {
      steps.add(one(List.copyOf(open), exports));
    } else {
      steps.addAll(open);
    }
    open.clear();
  }

  /** The images that come in from elsewhere. */
  static List<String> images(List<Frame.Step> steps) {
    Set<String> made = new HashSet<>();
    Set<String> images = new LinkedHashSet<>();
    for (Frame.Step step : steps) {
      Stage stage = stage(step).orElseThrow();
      stage.read().stream().filter(name -> !made.contains(name)).forEach(images::add);
      made.add(stage.output());
    }
    return List.copyOf(images);
  }

  /** What other steps read of these, or the caller asks for. */
  private List<String> exports() {
    Set<String> read = new HashSet<>(wanted);
    frame.steps().stream()
        .filter(step -> !open.contains(step))
        .map(step -> step.context().node())
        .flatMap(InnerGraphs::names)
        .forEach(read::add);
    return open.stream()
        .map(step -> stage(step).orElseThrow().output())
        .filter(read::contains)
        .toList();
  }

  private Frame.Step one(List<Frame.Step> group, List<String> exports) {
    NodeContext first = group.get(0).context();
    Node node =
        new Node(
            first.node().name(),
            first.node().domain(),
            first.node().operator(),
            images(group),
            exports,
            Map.of());
    NodeContext context = new NodeContext(node, first.opset(), first.constants(), first.bodies());
    return new Frame.Step(
        context, Optional.empty(), Optional.of(grouper.of(group, exports)), "", List.of());
  }
}
