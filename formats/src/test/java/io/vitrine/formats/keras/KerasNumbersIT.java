package io.vitrine.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.vitrine.formats.Networks;
import io.vitrine.formats.OnnxWriter;
import io.vitrine.formats.OpenedModel;
import io.vitrine.formats.Recorded;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keras's models compute in ONNX Runtime what they compute in Keras (see make_fixtures.py). */
class KerasNumbersIT {
  private static final Recorded FILES = new Recorded("keras");
  private static final double TOLERANCE = 1e-4;

  @TempDir Path folder;

  /** An input or an output as Keras has it: sizes in its order, and an output's numbers. */
  private static final class Expected {
    private final long[] sizes;
    private final float[] numbers;

    Expected(long[] sizes, float[] numbers) {
      this.sizes = sizes;
      this.numbers = numbers;
    }
  }

  private static List<Expected> expected(String model, String kind) throws IOException {
    List<Expected> found = new ArrayList<>();
    for (String line : Files.readAllLines(FILES.file("expected.txt"))) {
      String[] parts = line.split(" ");
      if (parts[0].equals(model) && parts[1].equals(kind)) {
        long[] sizes = Arrays.stream(parts[2].split("x")).mapToLong(Long::parseLong).toArray();
        float[] numbers = new float[parts.length - 3];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = Float.parseFloat(parts[i + 3]);
        }
        found.add(new Expected(sizes, numbers));
      }
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cnn.keras",
        "cnn.h5",
        "keras2_cnn.h5",
        "branches.keras",
        "conv1d.keras",
        "conv3d.keras",
        "recurrent.keras",
        "recurrent.h5",
        "keras2_recurrent.h5",
        "states.keras",
        "attention.keras",
        "causal.keras",
        "activations.keras",
        "nested.keras",
        "nested.h5",
        "keras2_nested.h5",
        "scaled.keras",
        "masked.keras",
        "aside.keras",
        "frames.keras",
        "cells.keras",
        "cells.h5",
        "keras2_cells.h5"
      })
  void run_computesWhatKerasDoes(String file) throws Exception {
    String model = file.replaceFirst("^keras2_", "").replaceFirst("\\..*", "");
    OpenedModel opened = Networks.read(FILES.file(file));
    Path onnx = folder.resolve("model.onnx");
    OnnxWriter.write(onnx, opened.network(), opened.weights());

    List<Expected> outputs = expected(model, "output");
    List<float[]> made = run(onnx, opened, expected(model, "input"));

    assertThat(made).hasSameSizeAs(outputs);
    for (int i = 0; i < made.size(); i++) {
      float[] wanted = channelsFirst(outputs.get(i));
      float[] found = made.get(i);
      assertThat(found).hasSameSizeAs(wanted);
      for (int k = 0; k < found.length; k++) {
        double allowed = TOLERANCE * Math.max(1, Math.abs(wanted[k]));
        assertThat(Math.abs(found[k] - wanted[k]))
            .as("%s, output %d, number %d: %s and %s", file, i, k, found[k], wanted[k])
            .isLessThanOrEqualTo((float) allowed);
      }
    }
  }

  private static List<float[]> run(Path onnx, OpenedModel opened, List<Expected> inputs)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> feeds = new LinkedHashMap<>();
    try (OrtSession session = environment.createSession(onnx.toString())) {
      for (int i = 0; i < inputs.size(); i++) {
        Value input = opened.network().inputs().get(i);
        feeds.put(input.name(), feed(environment, input, inputs.get(i).sizes));
      }
      List<float[]> outputs = new ArrayList<>();
      try (OrtSession.Result result = session.run(feeds)) {
        for (var output : result) {
          FloatBuffer numbers = ((OnnxTensor) output.getValue()).getFloatBuffer();
          float[] copy = new float[numbers.remaining()];
          numbers.get(copy);
          outputs.add(copy);
        }
      }
      return outputs;
    } finally {
      feeds.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor feed(OrtEnvironment environment, Value input, long[] sizes)
      throws OrtException {
    int count = Math.toIntExact(Arrays.stream(sizes).reduce(1, (a, b) -> a * b));
    ValueType.OfTensor type = (ValueType.OfTensor) input.type();
    if (type.elements().equals(ElementType.INT32)) {
      int[] numbers = new int[count];
      for (int i = 0; i < count; i++) {
        numbers[i] = (7 * i + 3) % 10;
      }
      return OnnxTensor.createTensor(environment, IntBuffer.wrap(numbers), sizes);
    }
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) Math.sin(0.37 * i + 0.5);
    }
    Shape shape = type.shape().orElseThrow();
    boolean turned = sizes.length >= 4 && shape.size(1) == sizes[sizes.length - 1];
    assertThat(shape.size(1)).isEqualTo(turned ? sizes[sizes.length - 1] : sizes[1]);
    Expected keras = new Expected(sizes, numbers);
    return OnnxTensor.createTensor(
        environment,
        FloatBuffer.wrap(turned ? channelsFirst(keras) : numbers),
        turned ? firstSizes(sizes) : sizes);
  }

  private static long[] firstSizes(long[] sizes) {
    long[] first = sizes.clone();
    first[1] = sizes[sizes.length - 1];
    System.arraycopy(sizes, 1, first, 2, sizes.length - 2);
    return first;
  }

  /** The numbers of images with the channels before the rest; of anything else as they are. */
  private static float[] channelsFirst(Expected keras) {
    if (keras.sizes.length < 4) {
      return keras.numbers;
    }
    int batch = (int) keras.sizes[0];
    int channels = (int) keras.sizes[keras.sizes.length - 1];
    int area = keras.numbers.length / batch / channels;
    float[] first = new float[keras.numbers.length];
    for (int i = 0; i < first.length; i++) {
      int channel = i % channels;
      int place = i / channels % area;
      int item = i / channels / area;
      first[(item * channels + channel) * area + place] = keras.numbers[i];
    }
    return first;
  }
}
