package io.vitrine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.vitrine.data.Dataset;
import io.vitrine.data.Preprocessing;
import io.vitrine.data.image.Resampling;
import io.vitrine.engine.Engine;
import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Loss;
import io.vitrine.engine.Model;
import io.vitrine.engine.Optimizer;
import io.vitrine.engine.Precision;
import io.vitrine.engine.Request;
import io.vitrine.engine.Training;
import io.vitrine.engine.Training.Detail;
import io.vitrine.formats.Networks;
import io.vitrine.formats.OnnxWriter;
import io.vitrine.formats.OpenedModel;
import io.vitrine.formats.Safetensors;
import io.vitrine.mnist.Mnist;
import io.vitrine.model.Network;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.torch.TorchEngine;
import io.vitrine.zoo.Zoo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was trained and saved is the same network elsewhere: ONNX Runtime gives the same logits. */
class SavedNetworkIT {
  private static final int IMAGES = 8;

  private static Dataset images() {
    return Mnist.test().limit(IMAGES).resized(32, 32, Resampling.PILLOW);
  }

  @Test
  void onnxRuntime_trainedVgg16_givesTheSameLogits(@TempDir Path folder) throws Exception {
    Network network = Zoo.vgg16(1, 32, 32, 10);
    Tensor input = images().inputs(Preprocessing.HALF);
    long[] labels = Arrays.stream(images().labels()).asLongStream().toArray();
    EngineOptions options = EngineOptions.defaults().withPrecision(Precision.FP32).withSeed(3);
    try (Engine engine = TorchEngine.open(options);
        Model model = engine.load(network, Weights.NONE)) {
      try (Training training = model.train(new Optimizer.Sgd(0.01, 0.5, 0), Loss.CROSS_ENTROPY)) {
        for (int i = 0; i < 5; i++) {
          training.step(input, Tensor.of(labels, IMAGES), Detail.LOSS);
        }
      }
      float[] ours = model.run(input, Request.forward()).tensor("fc.6").floats();
      Path onnx = folder.resolve("model.onnx");
      OnnxWriter.write(onnx, network, model.weights());
      Safetensors.write(folder.resolve("model.safetensors"), network, model.weights());

      float[] theirs = onnxRuntime(onnx, input);

      for (int i = 0; i < ours.length; i++) {
        assertThat(theirs[i]).as("logit " + i).isCloseTo(ours[i], within(1e-4f));
      }
      sameWhenReadBack(folder, network, model.weights());
    }
  }

  private static float[] onnxRuntime(Path onnx, Tensor input) throws Exception {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(onnx.toString());
        OnnxTensor fed =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(input.floats()), input.shape().sizes());
        OrtSession.Result result = session.run(Map.of("input", fed))) {
      float[][] rows = (float[][]) result.get(0).getValue();
      float[] all = new float[rows.length * rows[0].length];
      for (int row = 0; row < rows.length; row++) {
        System.arraycopy(rows[row], 0, all, row * rows[0].length, rows[0].length);
      }
      return all;
    }
  }

  private static void sameWhenReadBack(Path folder, Network network, Weights weights)
      throws Exception {
    OpenedModel onnx = Networks.read(folder.resolve("model.onnx"));
    OpenedModel safetensors = Networks.read(folder.resolve("model.safetensors"));
    assertThat(onnx.network().nodes()).isEqualTo(network.nodes());
    assertThat(safetensors.weights().names())
        .contains("layer1.0.weight", "layer1.1.running_mean", "fc.6.bias");
    for (String name : weights.names()) {
      assertThat(onnx.weights().require(name).bytes())
          .as(name)
          .isEqualTo(weights.require(name).bytes());
      assertThat(safetensors.weights().require(name).bytes())
          .as(name)
          .isEqualTo(weights.require(name).bytes());
    }
  }
}
