package io.vitrine.data.input;

import io.vitrine.data.Preprocessing;
import io.vitrine.model.Network;
import io.vitrine.model.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How an image became a network's input. It is kept beside what the network made of the image, so
 * that captions can say it in any language and the picture can be had back.
 *
 * @param recipe by which it was prepared
 * @param input what the network takes
 */
public record Preparation(ImageRecipe recipe, ImageInput input) {
  private static final String RESIZE = "resize";
  private static final String CROP = "crop";
  private static final String LAYOUT = "layout";
  private static final String ORDER = "channel_order";
  private static final String RANGE = "pixel_range";
  private static final String MEAN = "mean";
  private static final String STD = "std";

  /** As text by name, written as the command line's options are. */
  public Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put(RESIZE, recipe.resizing().text());
    recipe.crop().ifPresent(crop -> map.put(CROP, crop.text()));
    map.put(LAYOUT, input.layout().name());
    map.put(ORDER, recipe.order().name());
    map.put(RANGE, Float.toString(recipe.range()));
    map.put(MEAN, text(recipe.normalisation().mean()));
    map.put(STD, text(recipe.normalisation().std()));
    return map;
  }

  /**
   * Reads what {@link #toMap} wrote.
   *
   * @param network that the image went into
   * @return empty where one of the texts is missing, as in what older versions kept
   * @throws IllegalArgumentException where a text is not what it should be
   */
  public static Optional<Preparation> of(Map<String, String> map, Network network) {
    if (!Stream.of(RESIZE, LAYOUT, ORDER, RANGE, MEAN, STD).allMatch(map::containsKey)) {
      return Optional.empty();
    }
    ImageRecipe recipe =
        new ImageRecipe(
            Resizing.parse(require(map, RESIZE)),
            Optional.ofNullable(map.get(CROP)).map(Extent::parse),
            ChannelOrder.valueOf(require(map, ORDER)),
            Float.parseFloat(require(map, RANGE)),
            new Preprocessing(numbers(require(map, MEAN)), numbers(require(map, STD))));
    Layout layout = Layout.valueOf(require(map, LAYOUT));
    return Optional.of(new Preparation(recipe, ImageInput.of(network, Optional.of(layout))));
  }

  private static String require(Map<String, String> map, String name) {
    return Objects.requireNonNull(map.get(name));
  }

  private static String text(List<Float> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static List<Float> numbers(String text) {
    return Stream.of(text.split(",")).map(Float::valueOf).toList();
  }

  /**
   * The picture back from one image's tensor: {@code (x * deviation + mean) / range}, that is
   * levels from 0 to 1 as planes (C, H, W), red first.
   *
   * @param tensor (1, C, H, W) or (1, H, W, C), as the layout says
   */
  public float[] levels(Tensor tensor) {
    int channels = input.channels();
    float[] values = tensor.floats();
    int plane = values.length / channels;
    float[] levels = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int channel = i / plane;
      int at = input.layout() == Layout.NHWC ? i % plane * channels + channel : i;
      Preprocessing normal = recipe.normalisation();
      float level =
          values[at] * of(normal.std(), channel) / recipe.range()
              + of(normal.mean(), channel) / recipe.range();
      int shown = recipe.order() == ChannelOrder.BGR ? channels - 1 - channel : channel;
      levels[shown * plane + i % plane] = Math.max(0, Math.min(1, level));
    }
    return levels;
  }

  private static float of(List<Float> numbers, int channel) {
    return numbers.get(numbers.size() == 1 ? 0 : channel);
  }
}
