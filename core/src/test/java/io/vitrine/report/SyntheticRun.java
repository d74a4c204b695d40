package io.vitrine.report;

import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.Trace;
import io.vitrine.figure.Pixels;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.operator.Operators;
import io.vitrine.operator.ParameterTable;
import io.vitrine.operator.ShapeInference;
import io.vitrine.operator.ShapeTable;
import io.vitrine.operator.entry.Category;
import io.vitrine.run.EpochResult;
import io.vitrine.run.Run;
import io.vitrine.run.RunInfo;
import io.vitrine.run.RunStatus;
import io.vitrine.run.RunWriter;
import io.vitrine.run.Tags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** A run that never took place: numbers of a plausible size, the same every time. */
final class SyntheticRun {
  static final int STEPS_PER_EPOCH = 20;
  static final int EPOCHS = 3;

  private final Network network;
  private final SplittableRandom random = new SplittableRandom(7);

  private SyntheticRun(Network network) {
    this.network = network;
  }

  static SyntheticRun of(Network network) {
    return new SyntheticRun(network);
  }

  /** Gaussian weights of variance 2 / fan-in; batch norm's as they start. */
  Weights weights() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : network.parameters()) {
      long[] dims = parameter.shape().sizes();
      float[] values = new float[Math.toIntExact(parameter.count())];
      double scale = dims.length > 1 ? Math.sqrt(2.0 * dims[0] / values.length) : 0.05;
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (scale * random.nextGaussian());
      }
      if (parameter.constant().isEmpty()) {
        tensors.put(parameter.name(), Tensor.of(values, dims));
      }
    }
    return Weights.of(tensors);
  }

  /** A bright disk on black, and values that echo it in every convolution and activation. */
  Sample sample() {
    ShapeTable shapes = ShapeInference.infer(network, 1);
    Shape shape = shapes.shape(network.inputs().get(0).name()).orElseThrow();
    Map<String, Datum> values = new LinkedHashMap<>();
    for (Node node : network.nodes()) {
      Category category = Operators.category(node);
      boolean output = network.outputs().get(0).name().equals(node.output());
      if (category == Category.CONVOLUTION || category == Category.ACTIVATION || output) {
        Shape made = shapes.outputShape(node).orElseThrow();
        values.put(node.output(), new Datum.OfTensor(values(made, category)));
      }
    }
    int height = Math.toIntExact(shape.size(2));
    int width = Math.toIntExact(shape.size(3));
    float[] input = disk(height, width);
    Trace trace = new Trace(values, Map.of(), OptionalDouble.empty());
    Tensor fed = Tensor.of(input, 1, 1, height, width);
    return new Sample("a disk", fed, trace, Optional.of(Pixels.gray(width, height, input)), "");
  }

  private static float[] disk(int height, int width) {
    float[] values = new float[height * width];
    for (int i = 0; i < values.length; i++) {
      int row = i / width;
      double y = (row + 0.5) / height - 0.5;
      double x = (i % width + 0.5) / width - 0.5;
      values[i] = x * x + y * y < 0.1 ? 1 : 0;
    }
    return values;
  }

  private Tensor values(Shape shape, Category category) {
    float[] values = new float[Math.toIntExact(shape.elements().orElseThrow())];
    boolean map = shape.rank() == 4;
    int height = map ? Math.toIntExact(shape.size(2)) : 1;
    int width = map ? Math.toIntExact(shape.size(3)) : values.length;
    float[] disk = disk(height, width);
    double weight = 0;
    for (int i = 0; i < values.length; i++) {
      weight = i % disk.length == 0 ? random.nextGaussian() : weight;
      double value = weight * disk[i % disk.length] + 0.2 * random.nextGaussian();
      values[i] = (float) (category == Category.ACTIVATION ? Math.max(0, value - 0.1) : value);
    }
    return Tensor.of(values, shape.sizes());
  }

  /** Logs three epochs of twenty steps and gives what would stand in {@code run.json}. */
  RunInfo log(Path directory) throws IOException {
    List<EpochResult> results = new ArrayList<>();
    try (RunWriter run = Run.create(directory)) {
      for (int step = 1; step <= EPOCHS * STEPS_PER_EPOCH; step++) {
        step(run, step);
        if (step % STEPS_PER_EPOCH == 0) {
          results.add(epoch(run, step));
        }
      }
    }
    return info(results);
  }

  private void step(RunWriter run, int step) {
    run.scalar(Tags.TRAIN_LOSS, step, 2.3 * Math.exp(-step / 12.0) + 0.1 * random.nextDouble());
    List<String> names = ParameterTable.of(network).gradientNames(false);
    for (int i = 0; i < names.size(); i++) {
      double size = 0.02 * Math.exp(-step / 30.0) * Math.pow(0.9, i);
      double value = size * (0.7 + 0.6 * random.nextDouble());
      run.scalar(Tags.gradientMeanAbs(names.get(i)), step, value);
    }
  }

  private EpochResult epoch(RunWriter run, int step) {
    int epoch = step / STEPS_PER_EPOCH;
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(Tags.TRAIN_LOSS_EPOCH, 1.2 / epoch / epoch);
    values.put(Tags.TRAIN_ACCURACY, 1 - 0.3 / epoch / epoch);
    values.put(Tags.TEST_LOSS, 0.9 / epoch);
    values.put(Tags.TEST_ACCURACY, 1 - 0.2 / epoch);
    values.forEach((tag, value) -> run.scalar(tag, step, value));
    run.scalar(Tags.EPOCH, step, epoch);
    for (String name : ParameterTable.of(network).gradientNames(false)) {
      run.scalar(Tags.updateRatio(name), step, -3 + 0.4 * random.nextGaussian());
      run.histogram(Tags.weights(name), step, new double[] {-1, 0, epoch});
    }
    return new EpochResult(epoch, values);
  }

  private static RunInfo info(List<EpochResult> results) {
    Map<String, Object> recipe = new LinkedHashMap<>();
    recipe.put("epochs", EPOCHS);
    recipe.put("batch_size", 64);
    recipe.put("optimizer", "sgd");
    recipe.put("learning_rate", 0.01);
    recipe.put("evaluation", "evaluation");
    Map<String, String> data = Map.of("training", "0123456789abcdef".repeat(4));
    RunInfo info = RunInfo.start(recipe, 42, "bf16", 2, "libtorch 2.10.0", data);
    for (EpochResult result : results) {
      info = info.withEpoch(result);
    }
    return info.end(RunStatus.FINISHED);
  }
}
