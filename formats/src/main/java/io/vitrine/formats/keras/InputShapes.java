package io.vitrine.formats.keras;

import io.vitrine.formats.keras.layer.Emission;
import io.vitrine.formats.keras.layer.Flow;
import io.vitrine.formats.keras.stored.Config;
import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a network. Where a model convolves or pools images with their channels last, inputs
 * of images take them first, as all of ONNX does.
 */
final class InputShapes {
  private static final Pattern IMAGE_LAYER = Pattern.compile(".*(Conv|Pooling)[23]D.*");
  private static final Map<String, ElementType> TYPES =
      Map.of(
          "float16", ElementType.FLOAT16,
          "float64", ElementType.FLOAT64,
          "int8", ElementType.INT8,
          "uint8", ElementType.UINT8,
          "int32", ElementType.INT32,
          "int64", ElementType.INT64,
          "bool", ElementType.BOOL);

  private final Emission out;
  private final boolean images;

  InputShapes(Emission out, LayerSpec model) throws ModelFormatException {
    this.out = out;
    this.images = hasImages(model, 0);
  }

  private static boolean hasImages(LayerSpec model, int depth) throws ModelFormatException {
    for (Config layer : model.config().objects("layers")) {
      LayerSpec spec = LayerSpec.of(layer);
      boolean last = !spec.config().text("data_format", "channels_last").equals("channels_first");
      if (IMAGE_LAYER.matcher(spec.className()).matches() && last
          || spec.isModel() && depth < 32 && hasImages(spec, depth + 1)) {
        return true;
      }
    }
    return false;
  }

  /** Whether inputs of images take their channels first. */
  boolean takesImagesFirst() {
    return images;
  }

  /** Adds the input that a layer stands for. */
  Flow of(LayerSpec input) throws ModelFormatException {
    return add(input.name(), input.config(), sizes(input.config()));
  }

  /** Adds the input before the first layer of a sequence. */
  Flow before(LayerSpec first, LayerSpec model) throws ModelFormatException {
    Optional<long[]> sizes = sizes(first.config());
    if (sizes.isEmpty()) {
      sizes = model.config().sizes("build_input_shape");
    }
    return add("input", first.config(), sizes);
  }

  private static Optional<long[]> sizes(Config config) throws ModelFormatException {
    Optional<long[]> sizes = config.sizes("batch_shape");
    return sizes.isPresent() ? sizes : config.sizes("batch_input_shape");
  }

  private Flow add(String wanted, Config config, Optional<long[]> sizes) {
    String name = out.claim(wanted);
    ElementType elements = elements(config.raw("dtype"));
    if (sizes.isEmpty() || sizes.get().length == 0) {
      out.input(new Value(name, ValueType.tensor(elements)));
      return Flow.of(name, -1);
    }
    long[] keras = sizes.get();
    int rank = keras.length;
    Flow flow = new Flow(name, rank, images && rank >= 4);
    Dim[] dims = new Dim[rank];
    for (int i = 0; i < rank; i++) {
      int at = i == 0 || !flow.channelsFirst() ? i : i == rank - 1 ? 1 : i + 1;
      dims[at] = keras[i] >= 0 ? Dim.of(keras[i]) : i == 0 ? Dim.symbol("N") : Dim.unknown();
    }
    out.input(Value.of(name, elements, Shape.of(dims)));
    return flow;
  }

  private static ElementType elements(@Nullable Object dtype) {
    return dtype instanceof String name
        ? TYPES.getOrDefault(name, ElementType.FLOAT32)
        : ElementType.FLOAT32;
  }
}
