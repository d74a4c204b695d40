package io.vitrine.torch;

import static io.vitrine.torch.NetworkRuns.graph;
import static io.vitrine.torch.NetworkRuns.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.engine.Engine;
import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Limits;
import io.vitrine.engine.Model;
import io.vitrine.engine.Precision;
import io.vitrine.engine.Request;
import io.vitrine.engine.trace.IncompleteRunException;
import io.vitrine.engine.trace.Trace;
import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models that ask for what no machine has are refused before anything is taken. */
class LimitsIT {
  private static final long BILLION = 1_000_000_000L;

  /** More than this process has in use, and less than any of the models asks for. */
  private static Limits limits() {
    return new Limits(Pointer.physicalBytes() + (1L << 30), 1000, BILLION, Duration.ofHours(1));
  }

  /** An operator with inputs that make it grow beyond all bounds. */
  record Hostile(String operator, Map<String, Attribute> attributes, List<Tensor> inputs) {
    static Hostile of(String operator, Tensor... inputs) {
      return new Hostile(operator, Map.of(), List.of(inputs));
    }

    Hostile with(String name, Attribute value) {
      Map<String, Attribute> more = new LinkedHashMap<>(attributes);
      more.put(name, value);
      return new Hostile(operator, more, inputs);
    }

    @Override
    public String toString() {
      return operator + " " + inputs;
    }
  }

  private static Tensor longs(long... values) {
    return OneNode.longs(values);
  }

  private static Tensor whole(long value) {
    return Tensor.of(new long[] {value});
  }

  static List<Hostile> growing() {
    Tensor one = OneNode.random(1, 1, 2, 2);
    Tensor line = OneNode.random(1, 200_000);
    return List.of(
        Hostile.of("ConstantOfShape", longs(100_000, 100_000)),
        Hostile.of("ConstantOfShape", longs(Long.MAX_VALUE, 2)),
        Hostile.of("Expand", one, longs(100_000, 100_000, 2, 2)),
        Hostile.of("Tile", one, longs(1 << 20, 1 << 20, 1, 1)),
        Hostile.of("Range", whole(0), whole(1L << 40), whole(1)),
        Hostile.of("Pad", one, longs(0, 0, 1 << 17, 1 << 17, 0, 0, 0, 0)),
        Hostile.of("Resize", one, OneNode.floats(), OneNode.floats(1, 1, 1e5f, 1e5f)),
        Hostile.of("Upsample", one, OneNode.floats(1, 1, 1e5f, 1e5f)),
        Hostile.of("OneHot", longs(1, 2, 3), whole(1L << 40), OneNode.floats(0, 1)),
        Hostile.of("MatMul", OneNode.random(200_000, 1), line),
        Hostile.of("Gemm", OneNode.random(200_000, 1), line),
        Hostile.of("Add", OneNode.random(200_000, 1), line),
        Hostile.of("Where", truths(), OneNode.random(200_000, 1), line),
        Hostile.of("Einsum", line, line).with("equation", Attribute.of("bi,bj->bij")),
        Hostile.of("ConvTranspose", one, OneNode.random(1, 1, 2, 2))
            .with("strides", Attribute.ints(1 << 17, 1 << 17)),
        Hostile.of("Conv", one, OneNode.random(1, 1, 1, 1))
            .with("pads", Attribute.ints(1 << 17, 1 << 17, 1 << 17, 1 << 17))
            .with("strides", Attribute.ints(1 << 17, 1 << 17)),
        Hostile.of("MaxPool", one)
            .with("kernel_shape", Attribute.ints(1, 1))
            .with("pads", Attribute.ints(0, 0, 1 << 17, 1 << 17))
            .with("strides", Attribute.ints(1 << 17, 1 << 17)),
        Hostile.of("RandomNormal").with("shape", Attribute.ints(1 << 20, 1 << 20)),
        Hostile.of("RandomUniform").with("shape", Attribute.ints(1 << 20, 1 << 20)),
        Hostile.of("Multinomial", OneNode.random(1, 3)).with("sample_size", Attribute.of(1L << 40)),
        Hostile.of("HannWindow", whole(1L << 40)),
        Hostile.of("Col2Im", OneNode.random(1, 1, 1), longs(1 << 20, 1 << 20), longs(1, 1)),
        Hostile.of("RoiAlign", one, OneNode.random(1, 4), longs(0))
            .with("output_height", Attribute.of(1 << 20))
            .with("output_width", Attribute.of(1 << 20)),
        Hostile.of("AffineGrid", OneNode.random(1, 2, 3), longs(1, 1, 1 << 20, 1 << 20)),
        Hostile.of("CenterCropPad", one, longs(1, 1, 1 << 20, 1 << 20)));
  }

  private static Tensor truths() {
    return Tensor.of(ElementType.BOOL, Shape.of(1), ByteBuffer.wrap(new byte[] {1}));
  }

  private static Trace run(Hostile hostile, Limits limits) {
    StringBuilder names = new StringBuilder();
    Map<String, Tensor> given = new LinkedHashMap<>();
    for (Tensor input : hostile.inputs()) {
      String name = "in" + given.size();
      names.append(name).append(' ');
      given.put(name, input);
    }
    Graph graph =
        graph(
            names.toString(),
            "y",
            node(hostile.operator(), names.toString(), "y", hostile.attributes()));
    return run(graph, Map.of(), given, limits);
  }

  private static Trace run(
      Graph graph, Map<String, Graph> functions, Map<String, Tensor> given, Limits limits) {
    EngineOptions options =
        EngineOptions.defaults().withThreads(1).withPrecision(Precision.FP32).withLimits(limits);
    Map<String, Long> opsets = Map.of("", 22L, "local", 1L);
    Network network = new Network("hostile", graph, opsets, functions, Map.of());
    try (Engine engine = TorchEngine.open(options);
        Model model = engine.load(network, Weights.NONE)) {
      return model.run(given, Request.forward());
    }
  }

  @ParameterizedTest
  @MethodSource("growing")
  void run_outputBeyondTheLimit_isRefusedBeforeItIsTaken(Hostile hostile) {
    long before = Pointer.physicalBytes();
    assertThatThrownBy(() -> run(hostile, limits()))
        .isInstanceOf(IncompleteRunException.class)
        .hasMessageContaining("node y (" + hostile.operator() + ")")
        .hasMessageMatching("(?s).*(--memory-limit|--work-limit).*");
    assertThat(Pointer.physicalBytes() - before).isLessThan(512L << 20);
  }

  @Test
  void run_chainThatDoublesItself_isRefused() {
    List<Node> nodes = new ArrayList<>();
    nodes.add(node("Concat", "x x", "v0", Map.of("axis", Attribute.of(0))));
    for (int i = 1; i < 40; i++) {
      String last = "v" + (i - 1);
      nodes.add(node("Concat", last + " " + last, "v" + i, Map.of("axis", Attribute.of(0))));
    }
    Graph graph = graph("x", "v39", nodes.toArray(Node[]::new));

    assertThatThrownBy(() -> run(graph, Map.of(), Map.of("x", OneNode.random(64)), limits()))
        .hasMessageContaining("Concat")
        .hasMessageContaining("limit");
  }

  @Test
  void run_workBeyondTheLimit_isRefusedAndRunsWhereItIsRaised() {
    Hostile product = Hostile.of("MatMul", OneNode.random(200, 200), OneNode.random(200, 200));

    assertThatThrownBy(() -> run(product, limits().withWork(1_000_000)))
        .hasMessageContaining("8.04e+06", "1.00e+06", "--work-limit");
    assertThat(run(product, limits().withWork(10_000_000)).tensor("y").shape())
        .isEqualTo(Shape.of(200, 200));
  }

  private static Graph endless() {
    Graph body = graph("i go s", "on t", node("Identity", "go", "on"), node("Add", "s s", "t"));
    return graph(
        "go x", "y", node("Loop", "- go x", "y", Map.of("body", new Attribute.OfGraph(body))));
  }

  @Test
  void run_endlessLoop_endsAtTheLimit() {
    Map<String, Tensor> given = Map.of("go", yes(), "x", OneNode.random(4));

    assertThatThrownBy(() -> run(endless(), Map.of(), given, limits()))
        .hasMessageContaining("have run 1000 times", "--loop-limit");
  }

  @Test
  void run_endlessLoopThatMayRunOften_endsWhenItsTimeIsUp() {
    Map<String, Tensor> given = Map.of("go", yes(), "x", OneNode.random(4));
    Limits patient = limits().withIterations(Long.MAX_VALUE).withWork(Long.MAX_VALUE);

    assertThatThrownBy(
            () -> run(endless(), Map.of(), given, patient.withTime(Duration.ofMillis(50))))
        .hasMessageContaining("y/body[")
        .hasMessageContaining("the limit is 0.0500 s", "--time-limit");
  }

  private static Tensor yes() {
    return Tensor.of(ElementType.BOOL, Shape.SCALAR, ByteBuffer.wrap(new byte[] {1}));
  }

  @Test
  void run_longScan_endsAtTheLimit() {
    Graph body = graph("s e", "t o", node("Add", "s e", "t"), node("Identity", "t", "o"));
    Map<String, Attribute> attributes =
        Map.of("body", new Attribute.OfGraph(body), "num_scan_inputs", Attribute.of(1));
    Graph graph = graph("s x", "f y", node("Scan", "s x", "f y", attributes));
    Map<String, Tensor> given = Map.of("s", OneNode.random(1), "x", OneNode.random(2000, 1));

    assertThatThrownBy(() -> run(graph, Map.of(), given, limits()))
        .hasMessageContaining("--loop-limit");
    assertThat(run(graph, Map.of(), given, limits().withIterations(2000)).tensor("y").shape())
        .isEqualTo(Shape.of(2000, 1));
  }

  @Test
  void run_functionThatCallsItself_isRefused() {
    Graph itself = graph("a", "b", node("local.f", "a", "b"));
    Graph graph = graph("x", "y", node("local.f", "x", "y"));

    assertThatThrownBy(
            () -> run(graph, Map.of("local.f", itself), Map.of("x", OneNode.random(1)), limits()))
        .hasMessageContaining("more than 64 deep");
  }

  @Test
  void run_functionsThatCallOneAnotherTwice_areRefused() {
    Map<String, Graph> functions = new LinkedHashMap<>();
    for (int i = 0; i < 50; i++) {
      String next = "local.f" + (i + 1);
      functions.put("local.f" + i, graph("a", "c", node(next, "a", "b"), node(next, "b", "c")));
    }
    functions.put("local.f50", graph("a", "b", node("Relu", "a", "b")));
    Graph graph = graph("x", "y", node("local.f0", "x", "y"));

    assertThatThrownBy(() -> run(graph, functions, Map.of("x", OneNode.random(1)), limits()))
        .hasMessageContaining("come to more than 200000 nodes");
  }

  @Test
  void load_parametersBeyondTheLimit_areRefused() {
    Parameter huge = Parameter.of("w", ElementType.FLOAT32, Shape.of(1 << 20, 1 << 20));
    Graph small = graph("x", "y", node("MatMul", "x w", "y"));
    Graph graph =
        new Graph(small.inputs(), small.outputs(), small.nodes(), List.of(huge), List.of());

    assertThatThrownBy(() -> run(graph, Map.of(), Map.of("x", OneNode.random(1, 2)), limits()))
        .hasMessageContaining("4096.0 GB", "--memory-limit");
  }

  @Test
  void load_usualLimits_areThreeQuartersOfTheMachine() {
    try (Engine engine = TorchEngine.open(EngineOptions.defaults())) {
      assertThat(engine.options().limits().memoryBytes())
          .isBetween(1L << 28, Pointer.totalPhysicalBytes() / 4 * 3);
    }
  }
}
