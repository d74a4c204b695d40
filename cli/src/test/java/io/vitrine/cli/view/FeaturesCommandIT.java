package io.vitrine.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.cli.Ran;
import io.vitrine.engine.Engine;
import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Model;
import io.vitrine.formats.OnnxWriter;
import io.vitrine.model.Network;
import io.vitrine.model.Weights;
import io.vitrine.torch.TorchEngine;
import io.vitrine.zoo.ImageTask;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an image goes into a network that comes from elsewhere. */
class FeaturesCommandIT {
  private static final Path FILES = Path.of("../formats/src/test/resources/io/vitrine/formats");

  private static final Path SCRIPT = FILES.resolve("exported/adaptive.pt");

  @TempDir static Path folder;

  private static Path model;

  @BeforeAll
  static void save() throws IOException {
    model = folder.resolve("colour.onnx");
    Network network = Zoo.build("lenet5", new ImageTask(3, 32, 32, 4));
    try (Engine engine = TorchEngine.open(EngineOptions.defaults().withSeed(2));
        Model loaded = engine.load(network, Weights.NONE)) {
      OnnxWriter.write(model, network, loaded.weights());
    }
  }

  /** The words of the figure that a command line writes. */
  private static String words(Path of, String... options) throws IOException {
    Path svg = folder.resolve("figure.svg");
    List<String> line = new ArrayList<>(List.of("features", of.toString(), "-o", svg.toString()));
    line.addAll(List.of(options));
    assertThat(Ran.vitrine(line.toArray(new String[0])).err()).isEmpty();
    return Files.readString(svg).replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ");
  }

  private static Ran features(Path of, String... options) {
    List<String> line = new ArrayList<>(List.of("features", of.toString(), "--json"));
    line.addAll(List.of(options));
    return Ran.vitrine(line.toArray(new String[0]));
  }

  @Test
  void features_presetAndClasses_areInTheCaption() throws IOException {
    Path names = Files.writeString(folder.resolve("names.txt"), "cup\npear\napple\nplum\n");

    assertThat(words(model, "--preset", "imagenet", "--classes", names.toString()))
        .contains("shorter side to 37, the central 32 × 32, RGB")
        .contains("less mean 0.485/0.456/0.406, divided by 0.229/0.224/0.225")
        .contains("best answers: ")
        .containsAnyOf("cup (", "pear (", "apple (", "plum (");
  }

  @Test
  void features_everyOption_isTaken() throws IOException {
    String words =
        words(
            model,
            "--resize",
            "40",
            "--crop",
            "32",
            "--channel-order",
            "BGR",
            "--pixel-range",
            "255",
            "--mean",
            "103.939,116.779,123.68",
            "--std",
            "1,1,1",
            "--layer",
            "conv1");

    assertThat(words)
        .contains("shorter side to 40, the central 32 × 32, BGR, values from 0 to 255")
        .contains("less mean 103.9/116.8/123.7, divided by 1/1/1");
  }

  @Test
  void features_channelsLast_areToldByTheShape() throws IOException {
    Path last = Path.of("src/test/resources/io/vitrine/cli/forward/channels_last.onnx");

    assertThat(words(last, "--preset", "imagenet"))
        .contains("the central 24 × 24, RGB, layout NHWC")
        .contains("best answers: class ");
    assertThat(features(last, "--layout", "NHWC").out()).isEqualTo(features(last).out());
    assertThat(features(last, "--layout", "NCHW").err()).contains("that is 24 channels");
  }

  @Test
  void features_otherNumbers_areOtherMaps() {
    assertThat(features(model, "--preset", "tf").out())
        .isEqualTo(features(model, "--resize", "32x32").out());
    assertThat(features(model, "--preset", "imagenet").out())
        .isNotEqualTo(features(model, "--preset", "tf").out());
  }

  @Test
  void features_script_takesTheShapeThatItIsGiven() {
    Ran ran = features(SCRIPT, "--input-shape", "N,2,6,5");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("takes (N, 2, 6, 5), that is 2 channels");
  }

  /** One network each, in files of several kinds: PyTorch's archives and Keras's. */
  @ParameterizedTest
  @CsvSource({
    "exported/cnn.pt2, exported/older.pt2, stem.0",
    "exported/cnn.pt2, exported/traced.pt, stem.0",
    "keras/cnn.keras, keras/cnn.h5, conv2d.Conv",
    "keras/cnn.keras, keras/keras2_cnn.h5, conv2d.Conv",
  })
  void features_sameNetworkInAnotherFile_areTheSameMaps(String first, String second, String layer) {
    Ran one = features(FILES.resolve(first));
    Ran other = features(FILES.resolve(second));

    assertThat(one.code()).as(one.err()).isZero();
    assertThat(panels(one)).contains("\"" + layer + ", ").isEqualTo(panels(other));
  }

  /** Titles and numbers of the maps, without the network's name. */
  private static String panels(Ran ran) {
    return ran.out().substring(ran.out().indexOf("\"panels\""));
  }

  @Test
  void features_wrongOptions_areRefusedInALine() throws IOException {
    Path names = Files.writeString(folder.resolve("two.txt"), "cup\npear\n");

    assertThat(features(model, "--preset", "coco").err()).contains("there are mnist, imagenet, tf");
    assertThat(features(model, "--crop", "32x").err()).contains("'32x' is no size");
    assertThat(features(model, "--resize", "-3").err()).contains("at least one row");
    assertThat(features(model, "--pixel-range", "0").err()).contains("a range ends above 0");
    assertThat(features(model, "--std", "0").err()).contains("deviations above 0");
    assertThat(features(model, "--layout", "NHWC").err()).contains("takes (N, 3, 32, 32)");
    assertThat(features(model, "--layout", "NWHC").code()).isEqualTo(2);
    assertThat(features(model, "--channel-order", "GBR").code()).isEqualTo(2);
    assertThat(features(model, "--mean", "a").code()).isEqualTo(2);
    assertThat(features(model, "--crop", "900").err())
        .contains("900 x 900 is larger than the image");
    assertThat(features(model, "--resize", "none").err()).contains("takes images of 32 x 32");
    assertThat(features(model, "--preset", "mnist", "--mean", "1,2").err())
        .contains("the preprocessing is for 2 channels");
    assertThat(features(model, "--mean", "1,2", "--std", "1").err())
        .contains("--mean has 2 numbers");
    assertThat(features(model, "--classes", names.toString()).err())
        .contains("2 names")
        .contains("4 classes");
  }
}
