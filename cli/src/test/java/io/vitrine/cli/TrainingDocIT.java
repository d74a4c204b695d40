package io.vitrine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.data.DataFolder;
import io.vitrine.data.Preprocessing;
import io.vitrine.data.image.ImageFormat;
import io.vitrine.engine.Engine;
import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Model;
import io.vitrine.formats.Networks;
import io.vitrine.formats.OnnxWriter;
import io.vitrine.formats.OpenedModel;
import io.vitrine.torch.TorchEngine;
import io.vitrine.train.Recipe;
import io.vitrine.train.Trainer;
import io.vitrine.train.TrainingData;
import io.vitrine.tuning.Tuning;
import io.vitrine.tuning.TuningOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code in docs/training.md is the code here, but for the files. */
class TrainingDocIT {
  private static final Path DOC = Path.of("../docs/training.md");
  private static final Path SOURCE = Path.of("src/test/java/io/vitrine/cli/TrainingDocIT.java");

  @TempDir Path folder;

  @Test
  void example_ofTheDocs_trainsAndSaves() throws IOException {
    Path file = TuneIT.file("probabilities.onnx");
    Path tuned = folder.resolve("tuned.onnx");
    ImageFormat size = new ImageFormat(1, 9, 9);
    DataFolder images = DataFolder.read(TinyData.idx(folder.resolve("data")), size);
    TrainingData data =
        new TrainingData(images.training(), Optional.empty(), images.test(), Preprocessing.HALF);
    Recipe recipe = Recipe.defaults().epochs(1);
    // begin
    OpenedModel opened = Networks.read(file).withConstantsAsParameters();
    ImageFormat format = Tuning.format(opened.network(), size);
    Tuning tuning =
        Tuning.of(opened.network(), opened.weights(), format, 3, TuningOptions.defaults());
    try (Engine engine = TorchEngine.open(EngineOptions.defaults());
        Model model = engine.load(tuning.trained(), tuning.weights())) {
      Trainer.of(model, recipe, data).freezing(tuning.frozen()).train();
      OnnxWriter.write(tuned, tuning.saved(), model.weights());
    }
    // end
    assertThat(Networks.read(tuned).network().parameters()).isEqualTo(tuning.saved().parameters());
  }

  @Test
  void example_inTheDocs_isTheCodeOfThisTest() throws IOException {
    assertThat(block(DOC, "TrainingDocIT -->\\n```java\\n(.*?)```"))
        .isEqualTo(block(SOURCE, "// begin\\n(.*?)// end"));
  }

  private static String block(Path file, String pattern) throws IOException {
    Matcher matcher =
        Pattern.compile(pattern, Pattern.DOTALL).matcher(Files.readString(file).replace("\r", ""));
    assertThat(matcher.find()).as("%s", file).isTrue();
    return matcher.group(1).stripIndent().strip();
  }
}
