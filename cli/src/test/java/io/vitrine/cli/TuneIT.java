package io.vitrine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.vitrine.engine.Engine;
import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Model;
import io.vitrine.engine.Precision;
import io.vitrine.engine.Request;
import io.vitrine.formats.Networks;
import io.vitrine.formats.OpenedModel;
import io.vitrine.model.Tensor;
import io.vitrine.run.RunInfo;
import io.vitrine.run.Tags;
import io.vitrine.torch.TorchEngine;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole program on a network from a file: trains it on MNIST and shows it by every command. */
public class TuneIT {
  @TempDir static Path folder;

  private static Path run;
  private static Ran first;

  /** A file that export_tuning.py made. */
  public static Path file(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(TuneIT.class.getResource("/io/vitrine/cli/tuning/" + name))
              .toURI());
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Ran train(String... more) {
    List<String> line = new ArrayList<>(List.of("train", "--lang", "en", "--threads", "1"));
    line.addAll(List.of(more));
    return Ran.vitrine(line.toArray(String[]::new));
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }

  @BeforeAll
  static void train() {
    run = folder.resolve("tuned");
    first =
        train(
            "--model",
            file("probabilities.onnx").toString(),
            "--new-head",
            "--limit=1500",
            "--test-limit=300",
            "--epochs=1",
            "--batch=32",
            "--lr=0.05",
            "--momentum=0.9",
            "--run",
            run.toString());
    assertThat(first.code()).as(first.err()).isZero();
  }

  @Test
  void train_smallOnnxFile_learns() throws IOException {
    RunInfo info = RunInfo.read(run);

    assertThat(info.result()).hasSize(1);
    assertThat(info.result().get(0).values().get(Tags.TEST_ACCURACY)).isGreaterThan(0.6);
  }

  @Test
  void train_fileOfProbabilities_saysWhatItDoes() {
    assertThat(first.err())
        .contains(
            "1500 images (1 x 9 x 9), 10 classes",
            "use the statistics of the batch in training and move their running ones: 2",
            "(momentum 0.8, 0.9)",
            "no Dropout is in the file",
            "it ends in probabilities (",
            "gave 3 classes and is replaced by one for 10, with new numbers");
  }

  @Test
  void views_ofTheRun_areWritten() {
    for (String view :
        new String[] {"curves", "gradients", "kernels", "features", "histograms", "draw"}) {
      Path file = folder.resolve(view + ".png");
      Ran ran = Ran.vitrine(view, run.toString(), "-o", file.toString());
      assertThat(ran.code()).as(view + ": " + ran.err()).isZero();
      assertThat(file).isNotEmptyFile();
    }
    assertThat(run.resolve("report.html")).isNotEmptyFile();
    Ran summary = Ran.vitrine("summary", run.toString(), "--lang", "en");
    assertThat(summary.code()).as(summary.err()).isZero();
    assertThat(summary.out()).contains("Softmax");
  }

  @Test
  void savedModel_inOnnxRuntime_givesTheSameProbabilities() throws Exception {
    OpenedModel saved = Networks.read(run.resolve("model.onnx"));
    Tensor images = images();
    EngineOptions options = EngineOptions.defaults().withPrecision(Precision.FP32);
    float[] ours;
    try (Engine engine = TorchEngine.open(options);
        Model model = engine.load(saved.network(), saved.weights())) {
      String output = saved.network().outputs().get(0).name();
      ours = model.run(images, Request.forward()).tensor(output).floats();
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(run.resolve("model.onnx").toString());
        OnnxTensor fed =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(images.floats()), images.shape().sizes());
        OrtSession.Result result = session.run(Map.of("image", fed))) {
      float[][] theirs = (float[][]) result.get(0).getValue();
      for (int i = 0; i < ours.length; i++) {
        assertThat(ours[i]).isCloseTo(theirs[i / 10][i % 10], within(1e-5f));
      }
      assertThat(theirs[0]).hasSize(10);
    }
  }

  private static Tensor images() {
    float[] values = new float[5 * 81];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i);
    }
    return Tensor.of(values, 5, 1, 9, 9);
  }

  @Test
  void train_resumed_equalsAnUndisturbedRun() throws IOException {
    Path data = TinyData.idx(folder.resolve("idx"));
    Path model = folder.resolve("moved.onnx");
    Files.copy(file("probabilities.onnx"), model);
    Path whole = folder.resolve("whole");
    Path parts = folder.resolve("parts");
    String[] options = {
      "--model=" + model,
      "--data=" + data,
      "--freeze=net.features.0,net.features.1",
      "--preset=mnist"
    };

    Ran two = train(with(options, "--epochs=2", "--run=" + whole));
    Ran one = train(with(options, "--epochs=1", "--run=" + parts));
    Files.delete(model);
    Ran more = train("--resume", "--epochs=2", "--run=" + parts);

    assertThat(two.code()).as(two.err()).isZero();
    assertThat(one.code()).as(one.err()).isZero();
    assertThat(more.code()).as(more.err()).isZero();
    assertThat(parts.resolve("model.onnx")).hasSameBinaryContentAs(whole.resolve("model.onnx"));
  }

  @Test
  void train_frozenLayers_stayAsTheyWere() throws IOException {
    Path data = TinyData.idx(folder.resolve("frozen data"));
    Path tuned = folder.resolve("frozen");

    Ran ran =
        train(
            "--model=" + file("training.onnx"),
            "--data=" + data,
            "--epochs=1",
            "--freeze=features.0",
            "--freeze=features.1",
            "--run=" + tuned);

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err()).contains("frozen parameters: 4 of 10", "exported in training form");
    OpenedModel before = Networks.read(file("training.onnx"));
    OpenedModel after = Networks.read(tuned.resolve("model.onnx"));
    for (String name : before.weights().names()) {
      boolean frozen = name.startsWith("features.0") || name.startsWith("features.1");
      boolean same =
          before.weights().require(name).bytes().equals(after.weights().require(name).bytes());
      assertThat(same).as(name).isEqualTo(frozen);
    }
  }

  @Test
  void train_filesOfEveryKind_learn() throws IOException {
    Path data = TinyData.idx(folder.resolve("kinds data"));
    Path archive = folder.resolve("first");
    Ran built = train("lenet5", "--data=" + data, "--epochs=1", "--run=" + archive);
    assertThat(built.code()).as(built.err()).isZero();
    String[] more = {"--data=" + data, "--epochs=1"};

    Ran folded =
        train(with(more, "--model=" + file("folded.onnx"), "--run=" + folder.resolve("folded")));
    Ran zoo =
        train(
            with(
                more,
                "lenet5",
                "--weights=" + archive.resolve("model.safetensors"),
                "--run=" + folder.resolve("zoo")));

    assertThat(folded.code()).as(folded.err()).isZero();
    assertThat(folded.err())
        .contains("the file fixes the batch at 2", "folded it into the weights");
    assertThat(zoo.code()).as(zoo.err()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"exported/cnn.pt2", "exported/scripted.pt", "keras/cnn.keras", "keras/keras2_cnn.h5"})
  void train_archivesAndKeras_getANewHeadAndAReport(String name) {
    Path archive = Path.of("../formats/src/test/resources/io/vitrine/formats").resolve(name);
    Path tuned = folder.resolve(name.replace('/', '-'));

    Ran ran =
        train(
            "--model=" + archive,
            "--new-head",
            "--limit=64",
            "--test-limit=64",
            "--epochs=1",
            "--run=" + tuned);

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err()).contains("gave 3 classes and is replaced by one for 10");
    assertThat(tuned.resolve("report.html")).isNotEmptyFile();
    assertThat(tuned.resolve("start.onnx")).isNotEmptyFile();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          probabilities.onnx |                     | it tells 3 classes apart and the images have 10; replace its last layer by a new one with --new-head
          probabilities.onnx | --new-head --freeze=layer9 | no name of a parameter or of its layer begins with 'layer9'; names begin with net
          probabilities.onnx | --new-head --freeze=net | would be frozen; nothing is left to train
          step.npz           |                     | holds weights without structure
          missing.onnx       |                     | is no file
          probabilities.onnx | --preset=nose       | no preset 'nose'; there are mnist
          """)
  void train_whatCannotBe_saysWhy(String name, String options, String message) {
    List<String> line = new ArrayList<>(List.of("--limit=64", "--test-limit=64", "--epochs=1"));
    Path model = name.equals("missing.onnx") ? folder.resolve(name) : file(name);
    line.add("--model=" + model);
    line.add("--run=" + folder.resolve("none"));
    if (options != null) {
      line.addAll(List.of(options.split(" ")));
    }

    Ran ran = train(line.toArray(String[]::new));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains(message);
    assertThat(folder.resolve("none").resolve("run.json")).doesNotExist();
  }

  @Test
  void train_headOfNothingOpened_saysWhatIsMissing() {
    Ran ran = train("lenet5", "--new-head");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("give --model FILE");
  }
}
