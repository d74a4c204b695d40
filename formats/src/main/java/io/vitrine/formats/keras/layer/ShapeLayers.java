package io.vitrine.formats.keras.layer;

import io.vitrine.formats.keras.stored.Config;
import io.vitrine.model.Attribute;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Layers that move, repeat, cut or drop numbers. */
final class ShapeLayers {
  private ShapeLayers() {}

  static Map<String, LayerRule> rules() {
    Map<String, LayerRule> rules = new LinkedHashMap<>();
    rules.put("Flatten", ShapeLayers::flatten);
    rules.put("Reshape", ShapeLayers::reshape);
    rules.put("Permute", ShapeLayers::permute);
    rules.put("RepeatVector", ShapeLayers::repeat);
    for (int axes = 1; axes <= 3; axes++) {
      int n = axes;
      rules.put("ZeroPadding" + n + "D", (call, out) -> pad(call, out, n));
      rules.put("Cropping" + n + "D", (call, out) -> crop(call, out, n));
      rules.put("UpSampling" + n + "D", (call, out) -> enlarge(call, out, n));
      rules.put("SpatialDropout" + n + "D", ShapeLayers::dropout);
    }
    rules.put("Dropout", ShapeLayers::dropout);
    for (String noise :
        List.of(
            "GaussianNoise",
            "GaussianDropout",
            "AlphaDropout",
            "ActivityRegularization",
            "Identity",
            "RandomBrightness",
            "RandomContrast",
            "RandomFlip",
            "RandomRotation",
            "RandomShear",
            "RandomTranslation",
            "RandomZoom")) {
      rules.put(noise, ShapeLayers::identity);
    }
    return rules;
  }

  /** Noise and random changes of images are for training only. */
  private static List<Flow> identity(LayerCall call, Emission out) {
    Flow input = call.input();
    return List.of(input.same(out.node(call, "Identity", Map.of(), input.value())));
  }

  private static List<Flow> dropout(LayerCall call, Emission out) throws ModelFormatException {
    Flow input = call.input();
    String ratio = out.number(call, "rate", call.config().number("rate", 0.5));
    return List.of(input.same(out.node(call, "Dropout", Map.of(), input.value(), ratio)));
  }

  /** Keras flattens with the channels last, which is the order that its kernels go by. */
  private static List<Flow> flatten(LayerCall call, Emission out) {
    Flow input = out.plain(call, call.input());
    Map<String, Attribute> axis = Map.of("axis", Attribute.of(1));
    return List.of(Flow.of(out.node(call, "Flatten", axis, input.value()), 2));
  }

  private static List<Flow> reshape(LayerCall call, Emission out) throws ModelFormatException {
    Flow input = out.plain(call, call.input());
    long[] target = call.config().sizes("target_shape").orElse(new long[0]);
    long[] sizes = new long[target.length + 1];
    System.arraycopy(target, 0, sizes, 1, target.length);
    String shape = out.wholes(call, "shape", sizes);
    String value = out.node(call, "Reshape", Map.of(), input.value(), shape);
    return List.of(Flow.of(value, sizes.length));
  }

  private static List<Flow> permute(LayerCall call, Emission out) throws ModelFormatException {
    Flow input = out.plain(call, call.input());
    long[] dims = call.config().sizes("dims").orElse(new long[0]);
    long[] order = new long[dims.length + 1];
    System.arraycopy(dims, 0, order, 1, dims.length);
    Map<String, Attribute> perm = Map.of("perm", Attribute.ints(order));
    return List.of(Flow.of(out.node(call, "Transpose", perm, input.value()), order.length));
  }

  private static List<Flow> repeat(LayerCall call, Emission out) throws ModelFormatException {
    long times = call.config().whole("n", 1);
    String axis = out.wholes(call, "axis", 1);
    String wide = out.node(call, "Unsqueeze", Map.of(), call.input().value(), axis);
    String counts = out.wholes(call, "repeats", 1, times, 1);
    return List.of(Flow.of(out.node(call, "Tile", Map.of(), wide, counts), 3));
  }

  /** Pairs of amounts before and after for each axis: from one number, one an axis, or pairs. */
  private static long[][] pairs(Config config, String name, int n) throws ModelFormatException {
    @Nullable Object value = config.raw(name);
    long[][] pairs = new long[n][2];
    List<?> list = value instanceof List<?> many ? many : List.of();
    boolean flat = n == 1 && list.size() == 2 && list.get(0) instanceof Number;
    for (int i = 0; i < n; i++) {
      @Nullable Object item = flat ? list : list.size() == n ? list.get(i) : value;
      if (item instanceof Number number) {
        Arrays.fill(pairs[i], number.longValue());
      } else if (item instanceof List<?> two
          && two.size() == 2
          && two.get(0) instanceof Number before
          && two.get(1) instanceof Number after) {
        pairs[i][0] = before.longValue();
        pairs[i][1] = after.longValue();
      } else {
        throw config.wrong(name, "a number, or one or two for each axis", value);
      }
    }
    return pairs;
  }

  /** Where the first spatial axis of a value stands. */
  private static int first(Flow flow, LayerCall call) throws ModelFormatException {
    return flow.channelsFirst() || !ConvolutionLayers.isLast(call) ? 2 : 1;
  }

  private static List<Flow> pad(LayerCall call, Emission out, int n) throws ModelFormatException {
    Flow input = call.input();
    long[][] pairs = pairs(call.config(), "padding", n);
    int rank = n + 2;
    long[] pads = new long[2 * rank];
    for (int i = 0; i < n; i++) {
      pads[first(input, call) + i] = pairs[i][0];
      pads[rank + first(input, call) + i] = pairs[i][1];
    }
    String amounts = out.wholes(call, "pads", pads);
    return List.of(input.same(out.node(call, "Pad", Map.of(), input.value(), amounts)));
  }

  private static List<Flow> crop(LayerCall call, Emission out, int n) throws ModelFormatException {
    Flow input = call.input();
    long[][] pairs = pairs(call.config(), "cropping", n);
    long[] starts = new long[n];
    long[] ends = new long[n];
    long[] axes = new long[n];
    for (int i = 0; i < n; i++) {
      starts[i] = pairs[i][0];
      ends[i] = pairs[i][1] == 0 ? Integer.MAX_VALUE : -pairs[i][1];
      axes[i] = (long) first(input, call) + i;
    }
    String value =
        out.node(
            call,
            "Slice",
            Map.of(),
            input.value(),
            out.wholes(call, "starts", starts),
            out.wholes(call, "ends", ends),
            out.wholes(call, "axes", axes));
    return List.of(input.same(value));
  }

  private static List<Flow> enlarge(LayerCall call, Emission out, int n) throws IOException {
    String way = call.config().text("interpolation", "nearest");
    if (!way.equals("nearest") && !way.equals("bilinear")) {
      return LayerRules.UNKNOWN.emit(call, out);
    }
    Flow input = ConvolutionLayers.input(call, out, n);
    long[] sizes = call.config().wholes("size", n, 2);
    float[] scales = new float[n + 2];
    Arrays.fill(scales, 1);
    for (int i = 0; i < n; i++) {
      scales[i + 2] = sizes[i];
    }
    boolean nearest = way.equals("nearest");
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    attributes.put("mode", Attribute.of(nearest ? "nearest" : "linear"));
    attributes.put(
        "coordinate_transformation_mode", Attribute.of(nearest ? "asymmetric" : "half_pixel"));
    attributes.put("nearest_mode", Attribute.of("floor"));
    String factors = out.constant(call, "scales", Tensor.of(scales, n + 2));
    String value = out.node(call, "Resize", attributes, input.value(), "", factors);
    return List.of(input.same(value));
  }
}
