package io.vitrine.torch.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Limits;
import io.vitrine.engine.Model;
import io.vitrine.engine.Precision;
import io.vitrine.engine.Request;
import io.vitrine.engine.trace.IncompleteRunException;
import io.vitrine.model.Node;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.torch.TorchEngine;
import io.vitrine.torch.machine.OneDnnLibrary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Convolutions in a row through oneDNN's own interface, against the same nodes one by one, which is
 * how a run that keeps every value takes them.
 */
class ConvolutionGroupIT {
  private static final int CASES = 25;

  /** After so many runs a group is ready. */
  private static final int RUNS = 12;

  private static final EngineOptions OPTIONS =
      EngineOptions.defaults().withThreads(1).withPrecision(Precision.FP32);
  private static final TorchEngine ENGINE = TorchEngine.open(OPTIONS);

  @BeforeAll
  static void requireLibrary() {
    assumeTrue(OneDnnLibrary.load(), "oneDNN's own interface is used on Linux x64 only");
  }

  /** Several random convolutions one after the other, some added to what they read. */
  private static String stack(Sketch sketch, Random random, int imageChannels) {
    String made = "x";
    int channels = imageChannels;
    int count = 4 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      boolean added = i > 0 && random.nextInt(3) == 0;
      Sketch.Sizes sizes =
          added
              ? Sketch.Sizes.keeping(random, channels)
              : Sketch.Sizes.drawSmall(
                  random,
                  channels,
                  random.nextBoolean() ? channels : 2 + random.nextInt(70),
                  i < 3 ? 1 + random.nextInt(2) : 1);
      String next = sketch.convolution(made, sizes, random.nextBoolean());
      if (random.nextBoolean()) {
        next = sketch.normalization(next, sizes.filters());
      }
      if (added) {
        next = sketch.node("Add", Map.of(), made, next);
      }
      made = sketch.activated(random, next, -1);
      channels = sizes.filters();
    }
    return made;
  }

  private static Tensor last(Model model, Tensor images, String output) {
    Tensor made = model.run(images, Request.forward()).tensor(output);
    for (int i = 1; i < RUNS; i++) {
      made = model.run(images, Request.forward()).tensor(output);
    }
    return made;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void look_randomStacks_givesWhatTheNodesGive(int seed) {
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      Sketch sketch = new Sketch(random);
      int channels = 2 + random.nextInt(40);
      String output = stack(sketch, random, channels);
      Tensor images =
          Sketch.numbers(
              random, -2, 2, 1 + random.nextInt(3), channels, 32 + random.nextInt(9), 37);
      compare(sketch, output, images, "seed " + seed + ", stack " + i);
    }
  }

  private static void compare(Sketch sketch, String output, Tensor images, String what) {
    Set<String> all =
        Set.copyOf(sketch.network(output).nodes().stream().map(Node::output).toList());
    try (Model model = ENGINE.load(sketch.network(output), Weights.of(sketch.weights()))) {
      Tensor apart = model.run(images, Request.keeping(all)).tensor(output);
      Sketch.assertClose(what, last(model, images, output), apart);
    }
  }

  /** Four convolutions of 8 channels that keep the size, a Relu behind each. */
  private static String plain(Sketch sketch) {
    String made = "x";
    for (int i = 0; i < 4; i++) {
      made =
          sketch.node(
              "Relu", Map.of(), sketch.convolution(made, Sketch.Sizes.pointwise(8, 8), true));
    }
    return made;
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 3e38f})
  void look_numbersThatOverflowLater_keepsNaNBehindAnActivation(float poison) {
    Sketch sketch = new Sketch(new Random(5));
    String output = plain(sketch);
    Tensor images = Sketch.numbers(new Random(6), -1, 1, 1, 8, 4, 4);
    float[] values = new float[8 * 16];
    Arrays.fill(values, poison);
    Tensor poisoned = Tensor.of(values, 1, 8, 4, 4);
    try (Model model = ENGINE.load(sketch.network(output), Weights.of(sketch.weights()))) {
      Tensor before = last(model, images, output);
      Tensor apart = model.run(poisoned, Request.keeping(Set.of("conv0", "relu1"))).tensor(output);
      last(model, images, output);
      Tensor after = model.run(poisoned, Request.forward()).tensor(output);
      assertThat(nans(after)).isPositive().isEqualTo(nans(apart));
      assertThat(model.run(images, Request.forward()).tensor(output).floats())
          .containsExactly(before.floats());
    }
  }

  private static long nans(Tensor tensor) {
    return IntStream.range(0, tensor.count()).filter(i -> Float.isNaN(tensor.floatAt(i))).count();
  }

  @Test
  void look_imagesOfOtherSizesBetween_givesTheSameAgain() {
    Sketch sketch = new Sketch(new Random(7));
    String output = plain(sketch);
    Tensor images = Sketch.numbers(new Random(8), -1, 1, 5, 8, 3, 3);
    try (Model model = ENGINE.load(sketch.network(output), Weights.of(sketch.weights()))) {
      Tensor all = last(model, images, output);
      Tensor first = Tensor.of(images.floats(0, 72), 1, 8, 3, 3);
      Tensor one = model.run(first, Request.forward()).tensor(output);
      Tensor again = model.run(images, Request.forward()).tensor(output);
      Tensor last = last(model, first, output);
      assertThat(again.floats()).containsExactly(all.floats());
      Tensor expected = Tensor.of(all.floats(0, 72), 1, 8, 3, 3);
      Sketch.assertClose("the first of five", one, expected);
      Sketch.assertClose("the first of five, ready", last, expected);
    }
  }

  @Test
  void look_moreWorkThanAllowed_namesTheSameNodeWhenReady() {
    Sketch sketch = new Sketch(new Random(9));
    String output = plain(sketch);
    Tensor images = Sketch.numbers(new Random(10), -1, 1, 1, 8, 4, 4);
    long twoConvolutions = 2 * (8 * 16 + 8 * 8 * 16);
    EngineOptions few = OPTIONS.withLimits(Limits.defaults().withWork(twoConvolutions + 10));
    try (TorchEngine engine = TorchEngine.open(few);
        Model model = engine.load(sketch.network(output), Weights.of(sketch.weights()))) {
      List<String> said = new ArrayList<>();
      for (int i = 0; i < RUNS; i++) {
        said.add(refusal(model, images));
      }
      assertThat(said.get(0)).contains("work-limit");
      assertThat(said).containsOnly(said.get(0));
    }
  }

  private static String refusal(Model model, Tensor images) {
    IncompleteRunException refused =
        catchThrowableOfType(
            IncompleteRunException.class, () -> model.run(images, Request.forward()));
    return refused.stop().node() + ": " + refused.stop().reason();
  }

  @Test
  void look_valueInTheMiddleAskedFor_isGivenToo() {
    Sketch sketch = new Sketch(new Random(11));
    String output = plain(sketch);
    Tensor images = Sketch.numbers(new Random(12), -1, 1, 2, 8, 5, 4);
    try (Model model = ENGINE.load(sketch.network(output), Weights.of(sketch.weights()))) {
      Request request = Request.keeping(Set.of("relu3"));
      Tensor apart = model.run(images, request).tensor("relu3");
      for (int i = 0; i < RUNS; i++) {
        Sketch.assertClose("run " + i, model.run(images, request).tensor("relu3"), apart);
      }
    }
  }
}
