package io.vitrine.data.input;

import io.vitrine.data.Preprocessing;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Recipes that many networks were trained with. */
public enum Preset {
  /** MNIST's own mean and deviation, 0.1307 and 0.3081, as PyTorch's examples have them. */
  MNIST {
    @Override
    public ImageRecipe recipe(ImageInput input) {
      return whole(input, 28, Preprocessing.of(0.1307f, 0.3081f));
    }
  },

  /**
   * torchvision's: the shorter side to 256 of 224, the 224 x 224 in the centre, ImageNet's mean and
   * deviation. For networks of other sizes the sides keep that ratio, rounded: 342 of 299.
   */
  IMAGENET {
    @Override
    public ImageRecipe recipe(ImageInput input) {
      Extent crop = input.size().orElseGet(() -> Extent.square(224));
      int side = Math.round(Math.max(crop.height(), crop.width()) * 256 / 224f);
      return new ImageRecipe(
          new Resizing.ShorterSide(side),
          Optional.of(crop),
          ChannelOrder.RGB,
          1,
          input.channels() == 3 ? Preprocessing.IMAGENET : IMAGENET_GREY);
    }
  },

  /** Keras's {@code mode="tf"}: resized as a whole, from -1 to 1. */
  TF {
    @Override
    public ImageRecipe recipe(ImageInput input) {
      return whole(input, 224, Preprocessing.HALF);
    }
  };

  /** The means of ImageNet's three channels and of their deviations, for networks of one. */
  private static final Preprocessing IMAGENET_GREY = Preprocessing.of(0.449f, 0.226f);

  /**
   * The preset of a name.
   *
   * @throws IllegalArgumentException where there is none; the message lists them
   */
  public static Preset named(String name) {
    return Arrays.stream(values())
        .filter(preset -> preset.title().equals(name.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no preset '" + name + "'; there are " + String.join(", ", titles())));
  }

  /** The names of all. */
  public static List<String> titles() {
    return Arrays.stream(values()).map(Preset::title).collect(Collectors.toList());
  }

  /** Its name, such as {@code imagenet}. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The recipe for a network; where that leaves the size open, the preset's own. */
  public abstract ImageRecipe recipe(ImageInput input);

  private static ImageRecipe whole(ImageInput input, int side, Preprocessing normalisation) {
    Extent extent = input.size().orElseGet(() -> Extent.square(side));
    return new ImageRecipe(
        new Resizing.To(extent), Optional.empty(), ChannelOrder.RGB, 1, normalisation);
  }
}
