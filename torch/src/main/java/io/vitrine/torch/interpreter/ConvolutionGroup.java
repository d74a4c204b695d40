package io.vitrine.torch.interpreter;

import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.OperatorRun;
import io.vitrine.torch.call.Scope;
import io.vitrine.torch.convolution.Pipeline;
import io.vitrine.torch.convolution.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Runs convolutions that follow one another through oneDNN's own interface, from the tenth run in a
 * row with images of the same sizes on. Before, and where that would not give what the nodes give,
 * each runs by itself. Holds native memory.
 */
final class ConvolutionGroup implements OperatorRun, AutoCloseable {
  /** Making ready takes as long as some dozen runs. */
  private static final int TIMES = 10;

  private final List<Frame.Step> steps;
  private final List<Stage> stages;
  private final List<String> images;
  private final List<String> exports;
  private final Findings findings;
  private Map<String, Shape> seen = Map.of();
  private int times;
  private @Nullable Ready ready;

  /**
   * What was made ready, or found not to be possible.
   *
   * @param sizes the sizes of the images
   */
  private record Ready(Map<String, Shape> sizes, Optional<Pipeline> pipeline) {}

  ConvolutionGroup(List<Frame.Step> steps, List<String> exports, Findings findings) {
    this.steps = List.copyOf(steps);
    this.stages = steps.stream().map(step -> Grouping.stage(step).orElseThrow()).toList();
    this.images = Grouping.images(steps);
    this.exports = List.copyOf(exports);
    this.findings = findings;
  }

  @Override
  public List<NativeValue> run(Call call) {
    Scope scope = call.scope();
    Optional<Map<String, Tensor>> found = images(scope);
    return found
        .flatMap(given -> pipeline(scope, given))
        .flatMap(pipeline -> together(pipeline, found.get(), scope))
        .orElseGet(() -> apart(scope));
  }

  private List<NativeValue> apart(Scope scope) {
    for (Frame.Step step : steps) {
      Frame.run(step, scope);
      step.spent().stream().filter(name -> !exports.contains(name)).forEach(scope::release);
    }
    return exports.stream().map(name -> scope.find(name).orElseThrow()).toList();
  }

  private Optional<Map<String, Tensor>> images(Scope scope) {
    Map<String, Tensor> found = new HashMap<>();
    for (String name : images) {
      if (scope.find(name).orElse(null) instanceof NativeValue.OfTensor value
          && value.tensor().dim() == 4
          && NativeTensors.type(value.tensor()) == ScalarType.Float) {
        found.put(name, value.tensor());
      }
    }
    return found.size() == images.size() ? Optional.of(found) : Optional.empty();
  }

  /** What is ready for images of these sizes, which is made when they have come often enough. */
  private Optional<Pipeline> pipeline(Scope scope, Map<String, Tensor> given) {
    Map<String, Shape> sizes = new HashMap<>();
    given.forEach((name, tensor) -> sizes.put(name, NativeTensors.shape(tensor)));
    Ready last = ready;
    if (last != null && last.sizes().equals(sizes)) {
      return last.pipeline();
    }
    times = seen.equals(sizes) ? times + 1 : 1;
    seen = sizes;
    if (times < TIMES) {
      return Optional.empty();
    }
    close();
    Ready made = new Ready(sizes, made(scope, given));
    ready = made;
    return made.pipeline();
  }

  private Optional<Pipeline> made(Scope scope, Map<String, Tensor> given) {
    Map<String, long[]> sizes = new HashMap<>();
    given.forEach((name, tensor) -> sizes.put(name, NativeTensors.sizes(tensor)));
    Map<String, FusedConvolution> convolutions = new HashMap<>();
    steps.forEach(step -> convolutions.put(step.context().node().output(), convolution(step)));
    Optional<Pipeline> pipeline =
        Pipeline.of(
            stages,
            sizes,
            Set.copyOf(exports),
            stage -> NativeTensors.require(convolutions, stage.output()).kernels(scope),
            scope.meter()::memory);
    if (pipeline.isPresent()) {
      convolutions.values().forEach(FusedConvolution::close);
    }
    return pipeline;
  }

  private static FusedConvolution convolution(Frame.Step step) {
    return (FusedConvolution) step.run().orElseThrow();
  }

  /** All in a row, empty where a NaN might arise that an activation would hide. */
  private Optional<List<NativeValue>> together(
      Pipeline pipeline, Map<String, Tensor> given, Scope scope) {
    List<Tensor> loaded = new ArrayList<>();
    given.forEach((name, tensor) -> loaded.add(pipeline.load(name, tensor)));
    for (int i = 0; i < stages.size(); i++) {
      require(pipeline, i, scope);
      if (!isSafe(pipeline, i, given)) {
        return Optional.empty();
      }
      pipeline.run(i);
    }
    loaded.forEach(Tensor::close);
    List<NativeValue> results = new ArrayList<>();
    for (String name : exports) {
      Tensor copy = pipeline.copy(name);
      findings.put(name, NativeTensors.sizes(copy), findings.known(name));
      results.add(new NativeValue.OfTensor(copy, ElementType.FLOAT32));
    }
    return Optional.of(results);
  }

  /** Asks for time and work, for each convolution as where it runs by itself. */
  private void require(Pipeline pipeline, int stage, Scope scope) {
    try {
      scope.meter().time();
      convolution(steps.get(stage)).requireWork(scope.meter(), pipeline.made(stage));
    } catch (IllegalArgumentException e) {
      throw Frame.stopped(steps.get(stage), scope, e);
    }
  }

  private boolean isSafe(Pipeline pipeline, int index, Map<String, Tensor> given) {
    Stage stage = stages.get(index);
    double bound = bound(pipeline, index, name -> findings.known(name));
    if (!stage.activation().isNone() && !Findings.isSafe(bound)) {
      bound =
          bound(pipeline, index, name -> findings.measure(name, numbers(pipeline, name, given)));
    }
    findings.put(stage.output(), stage.activation().bound(bound));
    return stage.activation().isNone() || Findings.isSafe(bound);
  }

  private double bound(Pipeline pipeline, int index, ToDoubleFunction<String> largest) {
    Stage stage = stages.get(index);
    double added = stage.addend().map(largest::applyAsDouble).orElse(0.0);
    return pipeline.gain(index).bound(largest.applyAsDouble(stage.input())) + added;
  }

  private static Tensor numbers(Pipeline pipeline, String name, Map<String, Tensor> given) {
    Tensor image = given.get(name);
    return image == null ? pipeline.numbers(name) : image;
  }

  @Override
  public void close() {
    Ready last = ready;
    if (last != null) {
      last.pipeline().ifPresent(Pipeline::close);
      ready = null;
    }
  }
}
