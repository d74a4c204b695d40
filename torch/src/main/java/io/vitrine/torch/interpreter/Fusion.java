package io.vitrine.torch.interpreter;

import io.vitrine.model.Graph;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import io.vitrine.operator.InnerGraphs;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.convolution.Activation;
import io.vitrine.torch.convolution.Geometry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the chains of a graph: convolutions with the normalisation, addition and activation that
 * follow, as far as nobody else reads or asks for the values in between. Copies of parameters
 * (Identity nodes, which exporters leave) are read where they come from.
 */
final class Fusion {
  private final Frame frame;
  private final Set<String> wanted;
  private final Map<String, Parameter> parameters;
  private final Map<String, Integer> readers = new HashMap<>();
  private final Map<String, String> sources = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();

  /** Steps and chains by the value that they make last, in running order. */
  private final Map<String, Object> made = new LinkedHashMap<>();

  private Fusion(Frame frame, Set<String> wanted) {
    this.frame = frame;
    this.wanted = wanted;
    this.parameters = new HashMap<>(frame.graph().parametersByName());
    frame.graph().inputs().stream().map(Value::name).forEach(parameters::remove);
    frame.graph().nodes().stream()
        .flatMap(InnerGraphs::names)
        .forEach(name -> readers.merge(name, 1, Integer::sum));
  }

  /**
   * The same graph with its chains in one.
   *
   * @param wanted the values that are asked for
   * @throws RuntimeException where the graph is not sound
   * @param fused is given each chain with its geometry and says how it runs
   */
  static Frame fuse(Frame frame, Set<String> wanted, Fuser fused) {
    Fusion fusion = new Fusion(frame, wanted);
    frame.steps().forEach(fusion::take);
    return fusion.built(fused);
  }

  /** Makes one of a chain. */
  @FunctionalInterface
  interface Fuser {
    FusedConvolution of(Chain chain, Geometry geometry);
  }

  private void take(Frame.Step given) {
    Frame.Step step = rooted(given);
    Node node = step.context().node();
    if (node.qualifiedOperator().equals("Identity")) {
      node.input(0).filter(this::isFixed).ifPresent(name -> sources.put(node.output(), name));
    }
    Optional<Chain> grown = step.run().isEmpty() ? Optional.empty() : grown(step);
    places.put(key(node), places.size());
    grown.ifPresent(chain -> chain.between().forEach(made::remove));
    if (made.put(key(node), grown.isPresent() ? grown.get() : step) != null) {
      throw new IllegalArgumentException("two nodes make the value " + key(node));
    }
  }

  /** Outputs may be without a name. */
  private String key(Node node) {
    return node.outputs().stream()
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElseGet(() -> "\0" + made.size());
  }

  /** The step reading parameters where they come from. */
  private Frame.Step rooted(Frame.Step step) {
    NodeContext context = step.context();
    Node node = context.node();
    List<String> inputs =
        node.inputs().stream().map(name -> sources.getOrDefault(name, name)).toList();
    if (inputs.equals(node.inputs()) || !InnerGraphs.nodes(node).isEmpty()) {
      return step;
    }
    Node rooted =
        new Node(
            node.name(), node.domain(), node.operator(), inputs, node.outputs(), node.attributes());
    NodeContext own =
        new NodeContext(rooted, context.opset(), context.constants(), context.bodies());
    Optional<Forecast> forecast = step.forecast().isPresent() ? Forecast.of(own) : Optional.empty();
    return new Frame.Step(own, forecast, step.run(), step.problem(), step.spent());
  }

  private boolean isFixed(String name) {
    return parameters.containsKey(name);
  }

  private Optional<Chain> grown(Frame.Step step) {
    Node node = step.context().node();
    return switch (node.qualifiedOperator()) {
      case "Conv", "Gemm" -> geometry(node).map(geometry -> Chain.of(step));
      case "BatchNormalization" ->
          open(node, 0)
              .filter(chain -> chain.isBare() && isFoldable(node, chain))
              .map(chain -> chain.normalizedBy(step));
      case "Add" -> summed(step);
      case "Relu", "Clip" ->
          open(node, 0)
              .filter(chain -> chain.activation().isEmpty())
              .filter(chain -> Activation.find(step.context()).isPresent())
              .map(chain -> chain.activatedBy(step));
      default -> Optional.empty();
    };
  }

  private Optional<Geometry> geometry(Node node) {
    Optional<Parameter> kernel = node.input(1).map(parameters::get);
    return kernel
        .filter(found -> node.input(0).isPresent() && node.outputs().size() == 1)
        .filter(found -> node.input(2).map(bias -> isOnePerFilter(bias, found)).orElse(true))
        .flatMap(found -> Geometry.of(node, found));
  }

  private boolean isOnePerFilter(String name, Parameter kernel) {
    Parameter numbers = parameters.get(name);
    return numbers != null
        && numbers.elements().equals(kernel.elements())
        && kernel.shape().rank() > 0
        && numbers.shape().equals(Shape.of(kernel.shape().size(0)));
  }

  private boolean isFoldable(Node node, Chain chain) {
    Node convolution = chain.convolution().context().node();
    Parameter kernel = parameters.get(convolution.inputs().get(1));
    return kernel != null
        && convolution.operator().equals("Conv")
        && node.intOr("training_mode", 0) == 0
        && node.outputs().size() == 1
        && node.inputs().size() == 5
        && node.inputs().subList(1, 5).stream().allMatch(name -> isOnePerFilter(name, kernel));
  }

  /** Of two convolutions that are added, the later one takes the other's value in. */
  private Optional<Chain> summed(Frame.Step step) {
    List<String> inputs = step.context().node().inputs();
    if (inputs.size() != 2 || inputs.get(0).equals(inputs.get(1))) {
      return Optional.empty();
    }
    return inputs.stream()
        .filter(name -> open(name).filter(chain -> !chain.isSummed()).isPresent())
        .max((a, b) -> Integer.compare(place(a), place(b)))
        .flatMap(this::open)
        .map(chain -> chain.addedBy(step));
  }

  private int place(String value) {
    return places.getOrDefault(value, -1);
  }

  private Optional<Chain> open(Node node, int input) {
    return node.input(input).flatMap(this::open);
  }

  /** The chain that makes a value which one node reads and nobody asks for. */
  private Optional<Chain> open(String name) {
    return made.get(name) instanceof Chain chain
            && readers.getOrDefault(name, 0) == 1
            && !wanted.contains(name)
        ? Optional.of(chain)
        : Optional.empty();
  }

  private Frame built(Fuser fuser) {
    List<Frame.Step> steps = new ArrayList<>();
    for (Object each : made.values()) {
      steps.add(each instanceof Chain chain ? fused(chain, fuser) : (Frame.Step) each);
    }
    Set<String> read = new HashSet<>(wanted);
    steps.stream().flatMap(step -> InnerGraphs.names(step.context().node())).forEach(read::add);
    List<Frame.Step> needed =
        steps.stream().filter(step -> !isIdleCopy(step.context().node(), read)).toList();
    return timed(frame, needed);
  }

  private boolean isIdleCopy(Node node, Set<String> read) {
    return sources.containsKey(node.output()) && !read.contains(node.output());
  }

  private Frame.Step fused(Chain chain, Fuser fuser) {
    NodeContext own = chain.convolution().context();
    NodeContext context = new NodeContext(chain.node(), own.opset(), own.constants(), own.bodies());
    Geometry geometry = geometry(own.node()).orElseThrow();
    return new Frame.Step(
        context, Optional.empty(), Optional.of(fuser.of(chain, geometry)), "", List.of());
  }

  /** Other steps of a graph, each with the values that nothing needs after it. */
  static Frame timed(Frame frame, List<Frame.Step> steps) {
    Graph graph = frame.graph();
    Graph own =
        new Graph(
            graph.inputs(),
            graph.outputs(),
            steps.stream().map(step -> step.context().node()).toList(),
            graph.parameters(),
            List.of());
    Map<Integer, List<String>> spent = Preparation.spentByNode(own, frame.constants().keySet());
    List<Frame.Step> timed = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Frame.Step step = steps.get(i);
      timed.add(
          new Frame.Step(
              step.context(),
              step.forecast(),
              step.run(),
              step.problem(),
              spent.getOrDefault(i, List.of())));
    }
    return new Frame(own, List.copyOf(timed), frame.constants(), frame.made());
  }
}
