package io.vitrine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.engine.Mode;
import io.vitrine.model.Network;
import io.vitrine.run.Run;
import io.vitrine.view.ArticleChain;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArticleFilesTest {
  private static final Network LENET = Zoo.lenet5(1, 32, 32, 10);

  @TempDir Path folder;

  private LoggedRun run(SyntheticRun synthetic) throws IOException {
    synthetic.log(folder);
    return LoggedRun.of(LENET, Run.read(folder), Mode.EVALUATION);
  }

  @Test
  void figures_ofAWholeRun_haveTheArticlesNames() throws IOException {
    SyntheticRun synthetic = SyntheticRun.of(LENET);
    ArticleFiles files =
        ArticleFiles.of(LENET, Locale.US).run(run(synthetic)).weights(LENET, synthetic.weights());

    assertThat(files.figures().keySet())
        .containsExactly(
            "architecture.svg",
            "architecture.tex",
            "loss_and_accuracy.png",
            "gradient_flow_epoch_0.png",
            "gradient_flow_epoch_1.png",
            "gradient_flow_epoch_2.png",
            "conv1_kernel.png",
            "conv2_kernel.png");
  }

  @Test
  void featureMaps_ofTheChain_sayInTheirTitleWhatTheyAre() {
    Network vgg = Zoo.vgg16(1, 32, 32, 10);
    Sample sample = SyntheticRun.of(vgg).sample();
    ArticleFiles files = ArticleFiles.of(vgg, Locale.US).featureMaps(ArticleChain.of(vgg), sample);

    assertThat(files.figures())
        .hasEntrySatisfying("feature_maps.jpg", maps -> assertThat(maps.title()).contains("chain"));
  }

  @Test
  void texts_ofTheArticlesNetwork_areItsTable() {
    String table =
        ArticleFiles.of(Zoo.vgg16(1, 32, 32, 10), Locale.US).texts().get("torchsummary.txt");

    assertThat(table).contains("Linear-95", "29,840,522");
  }

  @Test
  void write_intoANewFolder_writesEveryFile() throws IOException {
    Path target = folder.resolve("new/article");
    ArticleFiles files = ArticleFiles.of(LENET, Locale.US).run(run(SyntheticRun.of(LENET)));

    assertThat(files.write(target))
        .hasSize(7)
        .allSatisfy(file -> assertThat(Files.size(file)).isPositive());
    assertThat(target.resolve("loss_and_accuracy.png")).exists();
  }
}
