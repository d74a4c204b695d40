package io.vitrine.cli.subject;

import io.vitrine.data.Preprocessing;
import io.vitrine.data.input.ChannelOrder;
import io.vitrine.data.input.ClassNames;
import io.vitrine.data.input.Extent;
import io.vitrine.data.input.ImageInput;
import io.vitrine.data.input.ImageRecipe;
import io.vitrine.data.input.Layout;
import io.vitrine.data.input.Preset;
import io.vitrine.data.input.Resizing;
import io.vitrine.engine.trace.ClassScores;
import io.vitrine.engine.trace.Trace;
import io.vitrine.model.Network;
import io.vitrine.view.InputCaption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say how an image becomes a network's input, and what its classes are called. */
public final class ImageOptions {
  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = {
        "How the image is prepared: mnist, imagenet (torchvision's) or tf (Keras's).",
        "Without it: resized to the network's size, from -1 to 1, as vitrine trains."
      })
  @Nullable String preset;

  /** Options of which only the preset is given, or none. */
  public static ImageOptions ofPreset(@Nullable String name) {
    ImageOptions options = new ImageOptions();
    options.preset = name;
    return options;
  }

  @Option(
      names = "--resize",
      paramLabel = "SIZE",
      description = "The shorter side (256), height x width (224x224), or none.")
  @Nullable String resize;

  @Option(
      names = "--crop",
      paramLabel = "SIZE",
      description = "The part around the centre that is kept, such as 224 or 224x160.")
  @Nullable String crop;

  @Option(
      names = "--layout",
      paramLabel = "L",
      description = "NCHW or NHWC (told by the network's input shape).")
  @Nullable Layout layout;

  @Option(names = "--channel-order", paramLabel = "O", description = "RGB or BGR (RGB).")
  @Nullable ChannelOrder order;

  @Option(
      names = "--pixel-range",
      paramLabel = "R",
      description = "What white becomes before mean and deviation: 1 or 255 (1).")
  @Nullable Float range;

  @Option(
      names = "--mean",
      paramLabel = "M",
      split = ",",
      description = "What is subtracted: one number, or one a channel, such as 0.485,0.456,0.406.")
  @Nullable List<Float> mean;

  @Option(
      names = "--std",
      paramLabel = "S",
      split = ",",
      description = "What it is then divided by, as many numbers as --mean.")
  @Nullable List<Float> std;

  @Option(
      names = "--classes",
      paramLabel = "FILE",
      description = "Names of the classes: one a line, or a JSON list or object, as ImageNet's.")
  @Nullable Path classes;

  /** What the classes of the run are called that is looked at. */
  private Optional<ClassNames> known = Optional.empty();

  /** Whether one of them was given. */
  public boolean isGiven() {
    return Stream.of(preset, resize, crop, layout, order, range, mean, std, classes)
        .anyMatch(Objects::nonNull);
  }

  /**
   * Takes what is not given from a run: the preset that it was trained with, its classes' names.
   */
  public void completeFrom(RunFolder run) throws IOException {
    if (preset == null) {
      preset = run.preset().orElse(null);
    }
    known = run.classes();
  }

  /** What a network takes. */
  public ImageInput input(Network network) {
    return ImageInput.of(network, Optional.ofNullable(layout));
  }

  /** The recipe for it. */
  public ImageRecipe recipe(ImageInput input) {
    ImageRecipe recipe =
        preset == null ? ImageRecipe.usual(input) : Preset.named(preset).recipe(input);
    if (resize != null) {
      recipe = recipe.with(Resizing.parse(resize));
    }
    if (crop != null) {
      recipe = recipe.cropping(Extent.parse(crop));
    }
    if (order != null) {
      recipe = recipe.in(order);
    }
    if (range != null) {
      recipe = recipe.over(range);
    }
    return mean == null && std == null ? recipe : recipe.normalised(normalisation());
  }

  private Preprocessing normalisation() {
    List<Float> means = mean == null ? List.of(0f) : mean;
    List<Float> deviations = std == null ? means.stream().map(m -> 1f).toList() : std;
    if (mean == null) {
      means = deviations.stream().map(s -> 0f).toList();
    }
    if (means.size() != deviations.size()) {
      throw new IllegalArgumentException(
          "--mean has "
              + means.size()
              + " numbers and --std "
              + deviations.size()
              + "; give one for all channels or one for each, to both");
    }
    return new Preprocessing(means, deviations);
  }

  /**
   * How an image went in and, of a classifier, what it answered, in sentences.
   *
   * @throws IllegalArgumentException where there are not as many names as classes, or the network's
   *     output is no (N, K) that could have any
   */
  public String note(Network network, Images.Named image, Trace trace, Locale language)
      throws IOException {
    Optional<ClassScores> scores = ClassScores.of(network, trace);
    if (classes != null && scores.isEmpty()) {
      throw new IllegalArgumentException(
          "--classes: "
              + network.name()
              + " answers with no scores (N, classes); its outputs are "
              + network.outputs());
    }
    Optional<ClassNames> names = known;
    if (classes != null && scores.isPresent()) {
      names = Optional.of(ClassNames.read(classes).requireCount(scores.get().classes()));
    }
    return InputCaption.note(image.prepared(language), scores, names, language);
  }
}
