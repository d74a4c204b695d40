package io.vitrine.formats.keras.layer;

import io.vitrine.model.ModelFormatException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses layers whose configuration has sizes, steps or counts that no layer of Keras takes. */
final class LayerSizes {
  /** Whole numbers of 1 or more, or lists of such, where they are given. */
  private static final List<String> POSITIVE =
      List.of(
          "units",
          "filters",
          "kernel_size",
          "strides",
          "dilation_rate",
          "pool_size",
          "depth_multiplier",
          "num_heads",
          "key_dim",
          "value_dim",
          "input_dim",
          "output_dim",
          "size",
          "n");

  private static final long MOST = Integer.MAX_VALUE;

  private LayerSizes() {}

  /**
   * Looks at a layer's configuration.
   *
   * @throws ModelFormatException where one of its sizes is impossible; it names the layer
   */
  static void check(LayerCall call) throws ModelFormatException {
    for (String name : POSITIVE) {
      @Nullable Object value = call.config().raw(name);
      boolean fits =
          value instanceof List<?> many
              ? many.stream().allMatch(LayerSizes::isPositive)
              : value == null || isPositive(value);
      if (!fits) {
        throw call.config()
            .wrong(name, "of layer '" + call.path() + "' whole numbers from 1 to " + MOST, value);
      }
    }
  }

  private static boolean isPositive(@Nullable Object value) {
    return value instanceof Number number
        && number.doubleValue() >= 1
        && number.doubleValue() <= MOST
        && number.doubleValue() == Math.rint(number.doubleValue());
  }
}
