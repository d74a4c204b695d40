package io.vitrine.torch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.vitrine.model.Network;
import io.vitrine.model.Parameter;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.operator.ParameterTable;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.machine.EngineThread;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.global.torch;

/** Figures that PyTorch computed, and the weights and input that it computed them from. */
final class VggOracle {
  private static final double RELATIVE = 1e-3;

  private final Map<String, Object> json;

  private VggOracle(Map<String, Object> json) {
    this.json = json;
  }

  static VggOracle read() throws IOException {
    try (InputStream stream = open("vgg16_oracle.json")) {
      return new VggOracle(JSON.std.mapFrom(stream));
    }
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(VggOracle.class.getResourceAsStream(name), name);
  }

  /** A list of numbers, however deep. */
  double[] numbers(String key) {
    return flat(NativeTensors.require(json, key));
  }

  double number(String key) {
    return numbers(key)[0];
  }

  /** Numbers by name, such as a figure of each parameter. */
  Map<String, double[]> named(String key) {
    Map<String, double[]> named = new LinkedHashMap<>();
    map(NativeTensors.require(json, key)).forEach((name, value) -> named.put(name, flat(value)));
    return named;
  }

  /** One figure of each entry of a group, such as the mean of each feature map. */
  Map<String, double[]> figures(String key, String figure) {
    Map<String, double[]> figures = new LinkedHashMap<>();
    map(NativeTensors.require(json, key))
        .forEach(
            (name, entry) -> figures.put(name, flat(NativeTensors.require(map(entry), figure))));
    return figures;
  }

  @SuppressWarnings("unchecked") // JSON objects are maps by string
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  private static double[] flat(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().flatMapToDouble(v -> Arrays.stream(flat(v))).toArray();
    }
    return value instanceof List<?> list
        ? list.stream().flatMapToDouble(v -> Arrays.stream(flat(v))).toArray()
        : new double[] {((Number) Objects.requireNonNull(value)).doubleValue()};
  }

  Tensor labels() {
    return Tensor.of(Arrays.stream(numbers("labels")).mapToLong(d -> (long) d).toArray(), 8);
  }

  /** The first 8 images of MNIST's test set, resized and normalised as the script does. */
  Tensor input() throws IOException {
    byte[] file;
    try (InputStream stream = open("mnist-test-first-8.idx")) {
      file = stream.readAllBytes();
    }
    float[] pixels = new float[8 * 28 * 28];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (file[16 + i] & 0xFF) / 255f;
    }
    float[] resized = EngineThread.call(() -> bilinear(Tensor.of(pixels, 8, 1, 28, 28)).floats());
    for (int i = 0; i < resized.length; i++) {
      resized[i] = (resized[i] - 0.5f) / 0.5f;
    }
    return Tensor.of(resized, 8, 1, 32, 32);
  }

  private static Tensor bilinear(Tensor images) {
    DoubleOptional scale = new DoubleOptional();
    return NativeTensors.toModel(
        torch.upsample_bilinear2d(
            NativeTensors.toNative(images), new long[] {32, 32}, false, scale, scale));
  }

  /** The script's formula: u = frac(sin(12.9898 k + 78.233 j) 43758.5453). */
  static Weights weights(Network network) {
    Map<String, Tensor> weights = new HashMap<>();
    List<Parameter> trainable =
        ParameterTable.of(network).trainable().map(ParameterTable.Entry::parameter).toList();
    for (int j = 0; j < trainable.size(); j++) {
      weights.put(trainable.get(j).name(), filled(trainable.get(j), j));
    }
    return Weights.of(weights);
  }

  private static Tensor filled(Parameter parameter, int j) {
    float[] values = new float[(int) parameter.count()];
    for (int k = 0; k < values.length; k++) {
      double v = Math.sin(k * 12.9898 + j * 78.233) * 43758.5453;
      double u = 2 * (v - Math.floor(v)) - 1;
      values[k] = (float) scaled(parameter, u);
    }
    return Tensor.of(values, parameter.shape().sizes());
  }

  private static double scaled(Parameter parameter, double u) {
    if (parameter.shape().rank() >= 2) {
      double fanIn = (double) parameter.count() / parameter.shape().size(0);
      return u * Math.sqrt(3) * Math.sqrt(2 / fanIn);
    }
    return parameter.name().endsWith("weight") ? 1 + 0.1 * u : 0.1 * u;
  }

  /** 1e-4 of the largest figure of a kind. */
  static double floor(Map<String, double[]> figures) {
    return 1e-4
        * figures.values().stream()
            .flatMapToDouble(Arrays::stream)
            .map(Math::abs)
            .max()
            .orElseThrow();
  }

  static void assertClose(String what, double[] ours, double[] expected, double floor) {
    assertThat(ours).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < ours.length; i++) {
      double allowed = RELATIVE * Math.abs(expected[i]) + floor;
      assertThat(Math.abs(ours[i] - expected[i]))
          .as("%s [%d]: ours %s, PyTorch's %s", what, i, ours[i], expected[i])
          .isLessThanOrEqualTo(allowed);
    }
  }

  static void assertClose(String what, double ours, double[] expected, double floor) {
    assertClose(what, new double[] {ours}, expected, floor);
  }
}
