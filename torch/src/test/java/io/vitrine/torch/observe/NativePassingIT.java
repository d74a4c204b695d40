package io.vitrine.torch.observe;

import static io.vitrine.torch.NetworkRuns.graph;
import static io.vitrine.torch.NetworkRuns.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.engine.Model;
import io.vitrine.engine.Request;
import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.NumberSummary;
import io.vitrine.engine.trace.PassingValue;
import io.vitrine.engine.trace.Trace;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.torch.NetworkRuns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class NativePassingIT {
  private static final long MEGABYTE = 1L << 20;

  private static Map<String, Datum> x(Tensor tensor) {
    return Map.of("x", new Datum.OfTensor(tensor));
  }

  private static NumberSummary summary(float... values) {
    List<NumberSummary> found = new ArrayList<>();
    try (Model model = NetworkRuns.load(graph("x", "y", node("Neg", "x", "y")))) {
      model.trace(
          x(Tensor.of(values, values.length)),
          Request.forward(),
          value -> value.summary().ifPresent(found::add));
    }
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void summary_numbers_areThoseOfTheValue() {
    NumberSummary found = summary(-3, 0, 1, 6);

    assertThat(found.shape()).isEqualTo(Shape.of(4));
    assertThat(found.count()).isEqualTo(4);
    assertThat(found.min()).isEqualTo(-6);
    assertThat(found.max()).isEqualTo(3);
    assertThat(found.mean()).isEqualTo(-1);
    assertThat(found.standardDeviation()).isCloseTo(Math.sqrt(10.5), within(1e-5));
  }

  @Test
  void summary_nearlyEqualNumbers_keepsTheirDeviation() {
    NumberSummary found = summary(-10000, -10001, -10002, -10003);

    assertThat(found.mean()).isEqualTo(10001.5);
    assertThat(found.standardDeviation()).isCloseTo(Math.sqrt(1.25), within(1e-9));
  }

  /** So many that several threads share them. */
  @Test
  void summary_manyNumbers_areThoseOfTheValue() {
    int count = 1 << 17;
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = -(i + 1);
    }
    NumberSummary found = summary(values);

    assertThat(found.min()).isEqualTo(1);
    assertThat(found.max()).isEqualTo(count);
    assertThat(found.mean()).isCloseTo((count + 1) / 2.0, within(0.1));
    double deviation = Math.sqrt(((double) count * count - 1) / 12);
    assertThat(found.standardDeviation()).isCloseTo(deviation, within(1e-5 * deviation));
  }

  @Test
  void summary_numbersWhoseSquaresOverflow_isFinite() {
    assertThat(summary(1e30f, -1e30f).standardDeviation()).isCloseTo(1e30, within(1e24));
  }

  @Test
  void summary_withNaN_isNaN() {
    NumberSummary found = summary(1, Float.NaN, 2);

    assertThat(found.min()).isNaN();
    assertThat(found.max()).isNaN();
    assertThat(found.mean()).isNaN();
    assertThat(found.standardDeviation()).isNaN();
  }

  @Test
  void trace_withAnObserver_showsEveryValueInOrder() {
    Map<String, Datum> shown = new LinkedHashMap<>();
    try (Model model =
        NetworkRuns.load(
            graph(
                "x",
                "c",
                node("Neg", "x", "a"),
                node("Relu", "a", "b"),
                node("Add", "a b", "c")))) {
      Tensor input = Tensor.of(new float[] {-1, 2}, 2);
      Trace given =
          model.trace(x(input), Request.forward(), value -> shown.put(value.name(), value.copy()));
      Trace kept = model.run(input, Request.keeping(Set.of("a", "b")));

      assertThat(shown.keySet()).containsExactly("a", "b", "c");
      assertThat(given.values().keySet()).containsExactly("c");
      shown.forEach(
          (name, copy) ->
              assertThat(((Datum.OfTensor) copy).tensor().floats())
                  .containsExactly(kept.tensor(name).floats()));
    }
  }

  @Test
  void summary_whenTheRunIsOver_isRefused() {
    List<PassingValue> late = new ArrayList<>();
    try (Model model = NetworkRuns.load(graph("x", "y", node("Neg", "x", "y")))) {
      model.trace(x(Tensor.scalar(1)), Request.forward(), late::add);
    }
    assertThatThrownBy(() -> late.get(0).summary())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("y is gone");
    assertThatThrownBy(() -> late.get(0).copy()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void trace_whoseObserverFails_failsAsItDid() {
    try (Model model = NetworkRuns.load(graph("x", "y", node("Neg", "x", "y")))) {
      assertThatThrownBy(
              () ->
                  model.trace(
                      x(Tensor.scalar(1)),
                      Request.forward(),
                      value -> {
                        throw new IllegalArgumentException("no " + value.name());
                      }))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("no y");
    }
  }

  /** 64 values of 16 MB are a gigabyte; three of them are there at a time. */
  @Test
  void trace_valuesThatTogetherAreLarge_keepsFew() {
    int count = 64;
    int elements = (int) (4 * MEGABYTE);
    Node[] nodes = new Node[count];
    for (int i = 0; i < count; i++) {
      nodes[i] = node("Neg", i == 0 ? "x" : "v" + (i - 1), "v" + i);
    }
    Node[] all = java.util.Arrays.copyOf(nodes, count + 1);
    all[count] = node("ReduceMax", "v" + (count - 1), "y");
    List<NumberSummary> summaries = new ArrayList<>();
    long[] most = {0};
    try (Model model = NetworkRuns.load(graph("x", "y", all))) {
      Map<String, Datum> input = x(Tensor.of(new float[elements], elements));
      model.trace(input, Request.forward(), value -> {});
      long before = Pointer.physicalBytes();
      model.trace(
          input,
          Request.forward(),
          value -> {
            Optional<NumberSummary> summary = value.summary();
            summary.ifPresent(summaries::add);
            most[0] = Math.max(most[0], Pointer.physicalBytes() - before);
          });
    }
    long together = summaries.stream().mapToLong(NumberSummary::count).sum() * Float.BYTES;
    assertThat(together).isGreaterThan(1000 * MEGABYTE);
    assertThat(most[0]).isLessThan(200 * MEGABYTE);
  }
}
