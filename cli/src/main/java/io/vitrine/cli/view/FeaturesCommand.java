package io.vitrine.cli.view;

import io.vitrine.cli.program.Interrupt;
import io.vitrine.cli.program.Program;
import io.vitrine.cli.subject.ImageOptions;
import io.vitrine.cli.subject.Images;
import io.vitrine.cli.subject.InputShapes;
import io.vitrine.cli.subject.LimitOptions;
import io.vitrine.cli.subject.Look;
import io.vitrine.cli.subject.RunFolder;
import io.vitrine.cli.subject.Subject;
import io.vitrine.cli.subject.WeightsOptions;
import io.vitrine.data.DataFolder;
import io.vitrine.data.Dataset;
import io.vitrine.data.image.ImageFormat;
import io.vitrine.engine.Engine;
import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Model;
import io.vitrine.figure.Figure;
import io.vitrine.mnist.Mnist;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.torch.TorchEngine;
import io.vitrine.view.ArticleChain;
import io.vitrine.view.FeatureMaps;
import io.vitrine.view.FeatureOptions;
import io.vitrine.view.FeatureOptions.Source;
import io.vitrine.view.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Draws what the layers make of an image. */
@Command(
    name = "features",
    description = FeaturesCommand.ABOUT,
    footer = {
      "",
      "Examples:",
      "  vitrine features runs/demo -o features.png       the sample digit that ships",
      "  vitrine features runs/demo --index 7 --layer layer3.2 -o layer3.svg",
      "  vitrine features runs/demo --data fashion --index 3 -o shoe.png",
      "  vitrine features m.onnx --image cat.jpg --preset imagenet -o cat.png",
      "  vitrine features m.pt --input-shape N,3,224,224 --crop 224 -o cat.png",
      "  vitrine features vgg16 --weights model.pth -o features.png",
      "  vitrine features runs/demo --article-chain -o chain.png    convolutions only"
    })
public final class FeaturesCommand implements Callable<Integer> {
  /** What the list of commands says of it. */
  public static final String ABOUT = "What every convolution, or one layer, makes of an image.";

  @Parameters(
      paramLabel = "MODEL",
      description = "A run's folder, a model file, or a network of the zoo with --weights.")
  String subject;

  @Option(
      names = "--image",
      paramLabel = "FILE",
      description = "A PNG or JPEG file (the sample that ships).")
  @Nullable Path image;

  @Option(
      names = "--index",
      paramLabel = "I",
      description = "A test image by number, from 0; of MNIST, or of --data.")
  @Nullable Integer index;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data set of --index: a folder of IDX files or of images (MNIST).")
  @Nullable Path data;

  @Option(
      names = "--layer",
      paramLabel = "PATH",
      description = "All channels of one layer instead of the overview.")
  @Nullable String layer;

  @Option(
      names = "--article-chain",
      description = "The convolutions alone, one after another; not the network's activations.")
  boolean articleChain;

  @Mixin WeightsOptions weights;

  @Mixin LimitOptions limits;

  @Mixin InputShapes inputShapes;

  @Mixin ImageOptions images;

  @Mixin FigureOptions figure;

  @ParentCommand Program program;

  @Override
  public Integer call() throws Exception {
    Subject opened =
        inputShapes.open(subject, weights, program.language()).requireStructure().requireWeights();
    if (Files.isDirectory(Path.of(subject))) {
      images.completeFrom(RunFolder.of(Path.of(subject)));
    }
    AtomicInteger exit = new AtomicInteger();
    Interrupt.during(() -> exit.set(draw(opened)), () -> {});
    return exit.get();
  }

  /** Returns the exit code: 1 where the run ended before the network did. */
  private int draw(Subject opened) throws IOException {
    Network shaped = inputShapes.on(opened.network());
    Network network = articleChain ? ArticleChain.of(shaped) : shaped;
    try (Engine engine = TorchEngine.open(limits.on(EngineOptions.defaults()));
        Model model = engine.load(network, opened.weights())) {
      Images.Named chosen = chosen(network);
      Look look = Look.at(model, opened.weights(), chosen);
      FeatureOptions options =
          FeatureOptions.defaults()
              .of(Images.title(chosen.name(), program.language()))
              .from(articleChain ? Source.ARTICLE_CHAIN : Source.NETWORK)
              .noting(note(look, chosen));
      Figure drawn = drawn(look, options);
      look.problems(program.language()).forEach(System.err::println);
      figure.save(drawn);
      return look.stop().isPresent() ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }
  }

  /** How the image went in, what went wrong and, of a whole network that ran, what came out. */
  private String note(Look look, Images.Named image) throws IOException {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        articleChain || look.stop().isPresent()
            ? image.prepared(program.language())
            : images.note(look.network(), image, look.trace(), program.language()));
    sentences.addAll(look.problems(program.language()));
    return Words.of(program.language()).sentences(sentences);
  }

  private Images.Named chosen(Network network) throws IOException {
    if (image != null && index != null) {
      throw new IllegalArgumentException("give --image or --index, not both");
    }
    if (data != null && index == null) {
      throw new IllegalArgumentException("--data takes an image by --index; give both");
    }
    if (image != null) {
      return Images.file(network, image, images);
    }
    return index == null
        ? Images.shipped(network, images)
        : Images.item(network, dataset(network), index, images, program.language());
  }

  /** The test images of the data set, or all where it keeps none for testing. */
  private Dataset dataset(Network network) throws IOException {
    if (data == null) {
      return Mnist.test();
    }
    ImageFormat format =
        images
            .input(network)
            .size()
            .map(size -> ImageFormat.of(size.height(), size.width()))
            .orElse(ImageFormat.AS_FOUND);
    DataFolder folder = DataFolder.read(data, format);
    return folder.test().orElse(folder.training());
  }

  private Figure drawn(Look look, FeatureOptions options) {
    Network network = look.network();
    requireShown(look);
    if (layer == null && FeatureMaps.overviewValues(network).isEmpty()) {
      throw new IllegalArgumentException(
          network.name()
              + " has no convolution to show; choose a layer with --layer: "
              + String.join(", ", network.nodes().stream().map(Node::name).toList()));
    }
    return layer == null
        ? FeatureMaps.overview(network, look.trace(), options, program.language())
        : FeatureMaps.layer(network, look.trace(), layer, options, program.language());
  }

  /** Throws where the run ended before it made what is to be shown. */
  private void requireShown(Look look) {
    if (look.stop().isEmpty()) {
      return;
    }
    List<String> ran = look.ran().stream().map(Node::name).toList();
    Set<String> overview = FeatureMaps.overviewValues(look.network());
    boolean shown =
        layer == null
            ? overview.isEmpty() || overview.stream().anyMatch(look.trace().values()::containsKey)
            : look.network().node(layer).isEmpty() || ran.contains(layer);
    if (!shown) {
      String ready = ran.isEmpty() ? "nothing ran before" : "--layer shows what ran before: ";
      throw new IllegalArgumentException(
          look.stop().get().message() + "; " + ready + String.join(", ", ran));
    }
  }
}
