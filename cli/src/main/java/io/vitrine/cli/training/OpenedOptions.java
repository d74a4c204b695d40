package io.vitrine.cli.training;

import io.vitrine.cli.subject.RunFolder;
import io.vitrine.cli.subject.Subject;
import io.vitrine.cli.subject.WeightsOptions;
import io.vitrine.data.Dataset;
import io.vitrine.data.image.ImageFormat;
import io.vitrine.data.input.ImageInput;
import io.vitrine.data.input.Preset;
import io.vitrine.formats.Networks;
import io.vitrine.formats.OnnxWriter;
import io.vitrine.formats.OpenedModel;
import io.vitrine.model.Network;
import io.vitrine.train.TrainingData;
import io.vitrine.tuning.Tuning;
import io.vitrine.tuning.TuningOptions;
import io.vitrine.tuning.TuningOptions.Head;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Options that go on training what was opened: a file, or a network of the zoo with weights. The
 * run keeps its own copy of the network as it was before the first step.
 */
final class OpenedOptions {
  @Option(
      names = "--model",
      paramLabel = "FILE",
      description =
          "Go on training a network from a file (ONNX, PyTorch .pt2 and TorchScript, Keras) instead of one of the zoo.")
  @Nullable Path model;

  @Option(
      names = "--new-head",
      description =
          "With --model or --weights: replace the last layer by a new one for the classes.")
  boolean newHead;

  @Option(
      names = "--freeze",
      split = ",",
      paramLabel = "PREFIX",
      description =
          "With --model or --weights: leave parameters alone whose names, or whose layers' names, begin so; may be repeated.")
  List<String> freeze = new ArrayList<>();

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = {
        "With --model or --weights: mean and deviation that the network was trained with before,",
        "of mnist, imagenet or tf; without it images become -1 to 1."
      })
  @Nullable String preset;

  @Mixin WeightsOptions weights;

  /** Whether something is opened, or a network of the zoo begins with weights of its own. */
  boolean isGiven() {
    return model != null || weights.isGiven();
  }

  /** Throws where an option needs what is not given. */
  void requireSense() {
    if (!isGiven() && (newHead || !freeze.isEmpty() || preset != null)) {
      throw new IllegalArgumentException(
          "--new-head, --freeze and --preset are for a network that was opened: give --model FILE, or --weights FILE");
    }
  }

  /** A network ready to train, with its images. */
  record Ready(Tuning tuning, TrainingData data) {}

  /**
   * Opens the network, loads the images in the format that it takes, makes it ready and keeps a
   * copy in the run's folder. Standard error says what was changed.
   */
  Ready begin(String network, DataOptions data, long seed, Path folder, Locale language)
      throws IOException {
    if (preset != null) {
      Preset.named(preset);
    }
    String text = model == null ? network : model.toString();
    Subject subject = weights.on(text, language).requireStructure().withConstantsAsParameters();
    TrainingData images = data.load(seed, Tuning.format(subject.network(), ImageFormat.AS_FOUND));
    TuningOptions options = new TuningOptions(newHead ? Head.NEW : Head.KEPT, freeze, seed);
    Tuning tuning =
        Tuning.of(
            subject.network(),
            subject.weights(),
            format(images.training()),
            images.training().classes().size(),
            options);
    System.err.println(images.training());
    tuning.remarks().forEach(remark -> System.err.println(remark.say(language)));
    RunFolder run = new RunFolder(folder);
    Files.createDirectories(folder);
    OnnxWriter.write(run.start(), tuning.saved(), tuning.weights());
    return resume(data, seed, folder);
  }

  /** The same from the copy in the run's folder. */
  Ready resume(DataOptions data, long seed, Path folder) throws IOException {
    Path start = new RunFolder(folder).start();
    if (!Files.exists(start)) {
      throw new IllegalArgumentException(
          folder + " has no " + start.getFileName() + ", the network that its training began with");
    }
    OpenedModel opened = Networks.read(start);
    TrainingData images = data.load(seed, Tuning.format(opened.network(), ImageFormat.AS_FOUND));
    Tuning tuning =
        Tuning.of(
            opened.network(),
            opened.weights(),
            format(images.training()),
            images.training().classes().size(),
            new TuningOptions(Head.KEPT, freeze, seed));
    return new Ready(tuning, normalised(tuning.trained(), images));
  }

  /** The images with the preset's mean and deviation. */
  private TrainingData normalised(Network network, TrainingData images) {
    if (preset == null) {
      return images;
    }
    ImageInput input = ImageInput.of(network, Optional.empty());
    return new TrainingData(
        images.training(),
        images.validation(),
        images.test(),
        Preset.named(preset).recipe(input).normalisation());
  }

  private static ImageFormat format(Dataset images) {
    return new ImageFormat(images.channels(), images.height(), images.width());
  }
}
