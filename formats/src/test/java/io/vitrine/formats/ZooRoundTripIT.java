package io.vitrine.formats;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.vitrine.model.Network;
import io.vitrine.model.Weights;
import io.vitrine.zoo.ImageTask;
import io.vitrine.zoo.Zoo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every network of the zoo is saved, comes back the same, and runs in ONNX Runtime. */
class ZooRoundTripIT {
  private static final int CLASSES = 10;

  @TempDir Path folder;

  private static ImageTask task(String name) {
    ImageTask usual = Zoo.usualTask(name);
    int side = name.equals("resnet18") ? 64 : usual.height();
    return new ImageTask(usual.channels(), side, side, CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vgg16", "lenet5", "resnet18", "mlp"})
  void write_comesBackTheSameAndRuns(String name) throws Exception {
    ImageTask task = task(name);
    Network network = Zoo.build(name, task);
    Weights weights = Samples.weights(network, 1);
    Path onnx = folder.resolve("model.onnx");
    Path safetensors = folder.resolve("model.safetensors");
    OnnxWriter.write(onnx, network, weights);
    Safetensors.write(safetensors, network, weights);
    OpenedModel opened = Networks.read(onnx);
    assertThat(Description.of(opened.network())).isEqualTo(Description.of(network));
    assertSame(opened.weights(), weights);
    assertSame(Networks.read(safetensors).weights(), weights);
    assertThat(logits(onnx, task)).hasDimensions(2, CLASSES);
  }

  private static void assertSame(Weights found, Weights expected) {
    assertThat(found.names()).isEqualTo(expected.names());
    for (String parameter : expected.names()) {
      assertThat(found.require(parameter).bytes())
          .as(parameter)
          .isEqualTo(expected.require(parameter).bytes());
    }
  }

  private static float[][] logits(Path file, ImageTask task) throws Exception {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = {2, task.channels(), task.height(), task.width()};
    FloatBuffer pixels = FloatBuffer.allocate((int) (shape[0] * shape[1] * shape[2] * shape[3]));
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor tensor = OnnxTensor.createTensor(environment, pixels, shape);
        OrtSession.Result result =
            session.run(Map.of(session.getInputNames().iterator().next(), tensor))) {
      return (float[][]) result.get(0).getValue();
    }
  }
}
