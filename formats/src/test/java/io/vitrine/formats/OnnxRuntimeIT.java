package io.vitrine.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.vitrine.model.Network;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ONNX Runtime loads what we write and computes what the weights say. */
class OnnxRuntimeIT {
  private static final int BATCH = 2;
  private static final int SIDE = 4;

  @TempDir Path folder;

  private final Network network = Samples.cnn();
  private final Weights weights = Samples.weights(network, 7);
  private final float[] input = new float[BATCH * SIDE * SIDE];

  @Test
  void run_computesWhatTheWeightsSay() throws Exception {
    Random random = new Random(3);
    for (int i = 0; i < input.length; i++) {
      input[i] = (float) random.nextGaussian();
    }
    for (OnnxWriter.Placement placement : OnnxWriter.Placement.values()) {
      Path file = folder.resolve(placement + ".onnx");
      OnnxWriter.write(file, network, weights, placement);
      float[][] logits = run(file);
      for (int image = 0; image < BATCH; image++) {
        assertThat(logits[image]).containsExactly(expected(image), within(1e-5f));
      }
    }
  }

  private float[][] run(Path file) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = {BATCH, 1, SIDE, SIDE};
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), shape);
        OrtSession.Result result = session.run(Map.of("input", tensor))) {
      return (float[][]) result.get(0).getValue();
    }
  }

  /** The network of {@link Samples#cnn} by its definition: one loop per layer. */
  private float[] expected(int image) {
    float[] pooled = new float[8];
    for (int channel = 0; channel < 2; channel++) {
      for (int row = 0; row < SIDE; row++) {
        for (int column = 0; column < SIDE; column++) {
          int cell = channel * 4 + row / 2 * 2 + column / 2;
          pooled[cell] =
              Math.max(
                  pooled[cell], (float) normed(channel, convolved(image, channel, row, column)));
        }
      }
    }
    Tensor matrix = weights.require("fc.0.weight");
    float[] logits = new float[3];
    for (int k = 0; k < 3; k++) {
      double sum = weights.require("fc.0.bias").floatAt(k);
      for (int i = 0; i < 8; i++) {
        sum += matrix.floatAt(k * 8 + i) * pooled[i];
      }
      logits[k] = (float) sum;
    }
    return logits;
  }

  private double convolved(int image, int channel, int row, int column) {
    Tensor kernel = weights.require("layer1.0.weight");
    double sum = weights.require("layer1.0.bias").floatAt(channel);
    for (int i = 0; i < 9; i++) {
      int y = row + i / 3 - 1;
      int x = column + i % 3 - 1;
      if (y >= 0 && y < SIDE && x >= 0 && x < SIDE) {
        sum += kernel.floatAt(channel * 9 + i) * input[(image * SIDE + y) * SIDE + x];
      }
    }
    return sum;
  }

  private double normed(int channel, double value) {
    double mean = weights.require("layer1.1.running_mean").floatAt(channel);
    double variance = weights.require("layer1.1.running_var").floatAt(channel);
    double scale = weights.require("layer1.1.weight").floatAt(channel);
    double bias = weights.require("layer1.1.bias").floatAt(channel);
    return (value - mean) / Math.sqrt(variance + 1e-5) * scale + bias;
  }
}
