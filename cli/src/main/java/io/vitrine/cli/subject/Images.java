package io.vitrine.cli.subject;

import io.vitrine.data.Dataset;
import io.vitrine.data.image.ImageFile;
import io.vitrine.data.image.ImageSize;
import io.vitrine.data.image.Picture;
import io.vitrine.data.image.Samples;
import io.vitrine.data.input.ImageInput;
import io.vitrine.data.input.ImageRecipe;
import io.vitrine.data.input.Layout;
import io.vitrine.data.input.Preparation;
import io.vitrine.engine.Model;
import io.vitrine.engine.Request;
import io.vitrine.engine.trace.Trace;
import io.vitrine.figure.Pixels;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.report.Sample;
import io.vitrine.view.InputCaption;
import io.vitrine.view.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Images on their way into a network. */
public final class Images {
  private Images() {}

  private static final String DIGIT = "sample digit";
  private static final String PHOTO = "sample photo";

  /**
   * A named image, ready for a network.
   *
   * @param input what goes in
   * @param picture what the network sees, for people
   * @param preparation how it became the input
   */
  public record Named(String name, Tensor input, Pixels picture, Preparation preparation) {
    public Named called(String other) {
      return new Named(other, input, picture, preparation);
    }

    /** How it became the input, in a sentence. */
    public String prepared(Locale language) {
      return caption(preparation, language);
    }
  }

  private static String caption(Preparation preparation, Locale language) {
    return InputCaption.of(preparation.recipe(), preparation.input(), language);
  }

  /** An image's name in a language: the samples that ship are translated, others stay. */
  public static String title(String name, Locale language) {
    return switch (name) {
      case DIGIT -> Words.of(language).say("sample.digit");
      case PHOTO -> Words.of(language).say("sample.photo");
      default -> name;
    };
  }

  /** An image file, brought to what a network takes. */
  public static Named file(Network network, Path file, ImageOptions options) throws IOException {
    return named(
        String.valueOf(file.getFileName()), options, options.input(network), ImageFile.read(file));
  }

  /** The sample that ships: a digit for a grey network, a photo for a colour one. */
  public static Named shipped(Network network) {
    return shipped(network, new ImageOptions());
  }

  /** The same, prepared otherwise. */
  public static Named shipped(Network network, ImageOptions options) {
    ImageInput input = options.input(network);
    return input.channels() == 1
        ? named(DIGIT, options, input, Samples.digit())
        : named(PHOTO, options, input, Samples.photo());
  }

  /** An image of a data set; where the set has the network's size, only its numbers change. */
  public static Named item(
      Network network, Dataset data, int index, ImageOptions options, Locale language) {
    if (index < 0 || index >= data.size()) {
      throw new IllegalArgumentException(
          data.name() + " has the images 0 to " + (data.size() - 1) + ", found " + index);
    }
    String name = Words.of(language).say("sample.item", data.name(), index);
    ImageInput input = options.input(network);
    Picture picture = data.picture(index);
    boolean fits =
        input
            .size()
            .filter(size -> picture.size().hasSize(size.height(), size.width()))
            .isPresent();
    ImageRecipe recipe = options.recipe(input);
    return named(name, fits ? recipe.sized() : recipe, input, picture);
  }

  private static Named named(String name, ImageOptions options, ImageInput input, Picture picture) {
    return named(name, options.recipe(input), input, picture);
  }

  private static Named named(String name, ImageRecipe recipe, ImageInput input, Picture picture) {
    Picture framed = recipe.frame(picture, input);
    Preparation preparation = new Preparation(recipe, input);
    return new Named(name, recipe.tensor(framed, input), pixels(framed), preparation);
  }

  /** What every layer makes of an image, which keeps its name. */
  public static Sample trace(Model model, Named image) {
    Set<String> all =
        new LinkedHashSet<>(model.network().nodes().stream().map(Node::output).toList());
    Trace trace = model.run(image.input(), Request.keeping(all));
    return new Sample(image.name(), image.input(), trace, Optional.of(image.picture()), "");
  }

  /** What was kept of an image that went into a network, with its picture and its preparation. */
  static Sample kept(
      String name, Tensor input, Trace trace, Preparation preparation, Locale language) {
    Shape shape = input.shape();
    int rows = preparation.input().layout() == Layout.NCHW ? 2 : 1;
    ImageSize size =
        new ImageSize(
            preparation.input().channels(), (int) shape.size(rows), (int) shape.size(rows + 1));
    Pixels picture = pixels(size, preparation.levels(input));
    return new Sample(name, input, trace, Optional.of(picture), caption(preparation, language));
  }

  private static Pixels pixels(Picture picture) {
    byte[] values = picture.values();
    float[] levels = new float[values.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (values[i] & 0xFF) / 255f;
    }
    return pixels(picture.size(), levels);
  }

  private static Pixels pixels(ImageSize size, float[] levels) {
    return size.channels() == 3
        ? Pixels.rgb(size.width(), size.height(), levels)
        : Pixels.gray(size.width(), size.height(), levels);
  }
}
