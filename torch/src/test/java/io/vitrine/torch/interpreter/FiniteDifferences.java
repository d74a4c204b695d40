package io.vitrine.torch.interpreter;

import io.vitrine.engine.Mode;
import io.vitrine.engine.Model;
import io.vitrine.engine.Request;
import io.vitrine.engine.Score;
import io.vitrine.engine.trace.Trace;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.torch.call.NativeTensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Compares gradients with central differences, (f(x + h) - f(x - h)) / 2h with h = 1e-5, in 64-bit
 * floats. The function is a weighted sum of an output.
 */
final class FiniteDifferences {
  private static final double STEP = 1e-5;

  private FiniteDifferences() {}

  /** 64-bit floats between two numbers, the same for the same sizes. */
  static Tensor doubles(double low, double high, long... sizes) {
    Random random = new Random(java.util.Arrays.hashCode(sizes) + Double.hashCode(low));
    int count = (int) java.util.Arrays.stream(sizes).reduce(1, Math::multiplyExact);
    double[] values = random.doubles(count, low, high).toArray();
    return of(values, sizes);
  }

  static Tensor of(double[] values, long... sizes) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      bytes.putDouble(value);
    }
    return Tensor.of(ElementType.FLOAT64, Shape.of(sizes), bytes.flip());
  }

  /**
   * Where a gradient differs from the difference quotient by more than 1e-5 of the larger of it and
   * 1; an input without a gradient counts as one of 0. Empty where all agree.
   */
  static List<String> errors(Model model, Map<String, Tensor> inputs, String output) {
    Tensor value = model.run(inputs, Request.keeping(Set.of(output))).tensor(output);
    Tensor weights = doubles(0.5, 1.5, value.shape().sizes());
    Score score = new Score.Weighted(output, weights);
    Set<String> real = new java.util.TreeSet<>(inputs.keySet());
    real.removeIf(
        name -> !NativeTensors.require(inputs, name).elements().equals(ElementType.FLOAT64));
    Trace trace = model.run(inputs, Request.forward().differentiating(score, real));
    List<String> errors = new ArrayList<>();
    for (String name : real) {
      Optional<Tensor> gradient = Optional.ofNullable(trace.gradients().get(name));
      for (int i = 0; i < NativeTensors.require(inputs, name).count(); i++) {
        int index = i;
        double expected = quotient(model, inputs, score, name, i);
        double found = gradient.map(tensor -> tensor.doubleAt(index)).orElse(0.0);
        if (!(Math.abs(found - expected) <= 1e-5 * Math.max(1, Math.abs(expected)))) {
          errors.add(name + "[" + i + "]: " + found + ", not " + expected);
        }
      }
    }
    return errors;
  }

  private static double quotient(
      Model model, Map<String, Tensor> inputs, Score score, String name, int index) {
    return (moved(model, inputs, score, name, index, STEP)
            - moved(model, inputs, score, name, index, -STEP))
        / (2 * STEP);
  }

  private static double moved(
      Model model, Map<String, Tensor> inputs, Score score, String name, int index, double by) {
    Tensor input = NativeTensors.require(inputs, name);
    double[] values = new double[input.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = input.doubleAt(i) + (i == index ? by : 0);
    }
    Map<String, Tensor> changed = new HashMap<>(inputs);
    changed.put(name, of(values, input.shape().sizes()));
    Request request = new Request(Mode.EVALUATION, Set.of(), Optional.of(score), Set.of());
    return model.run(changed, request).score().orElseThrow();
  }
}
