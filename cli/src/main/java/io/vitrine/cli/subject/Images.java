package io.vitrine.cli.subject;

import io.vitrine.data.Dataset;
import io.vitrine.data.Preprocessing;
import io.vitrine.data.image.ImageFile;
import io.vitrine.data.image.ImageFormat;
import io.vitrine.data.image.Picture;
import io.vitrine.data.image.Samples;
import io.vitrine.engine.Model;
import io.vitrine.engine.Request;
import io.vitrine.engine.Trace;
import io.vitrine.figure.Pixels;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.report.Sample;
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

  /** A named image, ready for a network. */
  public record Named(String name, Tensor input) {}

  /** An image's name in a language: the samples that ship are translated, others stay. */
  public static String title(String name, Locale language) {
    return switch (name) {
      case DIGIT -> Words.of(language).say("sample.digit");
      case PHOTO -> Words.of(language).say("sample.photo");
      default -> name;
    };
  }

  /** An image file, brought to what a network takes. */
  public static Named file(Network network, Path file) throws IOException {
    return named(String.valueOf(file.getFileName()), network, ImageFile.read(file));
  }

  /** The sample that ships: a digit for a grey network, a photo for a colour one. */
  public static Named shipped(Network network) {
    boolean grey = format(network).channels() == 1;
    return grey ? named(DIGIT, network, Samples.digit()) : named(PHOTO, network, Samples.photo());
  }

  /** An image of a data set. */
  public static Named item(Network network, Dataset data, int index, Locale language) {
    if (index < 0 || index >= data.size()) {
      throw new IllegalArgumentException(
          data.name() + " has the images 0 to " + (data.size() - 1) + ", found " + index);
    }
    String name = Words.of(language).say("sample.item", data.name(), index);
    return named(name, network, data.picture(index));
  }

  private static Named named(String name, Network network, Picture picture) {
    return new Named(name, Preprocessing.HALF.input(picture.as(format(network))));
  }

  /** What a network of one image takes. */
  public static ImageFormat format(Network network) {
    Optional<Shape> shape = network.inputs().get(0).type().tensorShape();
    if (network.inputs().size() != 1 || shape.isEmpty() || shape.get().rank() != 4) {
      throw new IllegalArgumentException(
          network.name()
              + " takes no single image (N, C, H, W); its inputs are "
              + network.inputs());
    }
    long[] sizes = shape.get().withBatch(1).sizes();
    return new ImageFormat((int) sizes[1], (int) sizes[2], (int) sizes[3]);
  }

  /** What every layer makes of an image, which keeps its name. */
  public static Sample trace(Model model, Named image) {
    Set<String> all =
        new LinkedHashSet<>(model.network().nodes().stream().map(Node::output).toList());
    return sample(image.name(), image.input(), model.run(image.input(), Request.keeping(all)));
  }

  public static Sample sample(String name, Tensor input, Trace trace) {
    return new Sample(name, input, trace, Optional.of(picture(input)));
  }

  /** The input (1, C, H, W) of -1 to 1 as a picture. */
  private static Pixels picture(Tensor input) {
    float[] levels = input.floats();
    for (int i = 0; i < levels.length; i++) {
      levels[i] = Math.max(0, Math.min(1, levels[i] / 2 + 0.5f));
    }
    int height = (int) input.shape().size(2);
    int width = (int) input.shape().size(3);
    return input.shape().size(1) == 3
        ? Pixels.rgb(width, height, levels)
        : Pixels.gray(width, height, levels);
  }
}
