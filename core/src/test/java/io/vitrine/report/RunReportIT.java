package io.vitrine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.Network;
import io.vitrine.report.page.Report;
import io.vitrine.run.Run;
import io.vitrine.run.RunInfo;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportIT {
  @TempDir Path folder;

  @Test
  void write_ofTheArticlesNetworkWithEverything_staysUnderTenMegabytes() throws IOException {
    Network network = Zoo.vgg16(1, 32, 32, 10);
    SyntheticRun synthetic = SyntheticRun.of(network);
    RunInfo info = synthetic.log(folder);
    Path file = folder.resolve("report.html");
    RunReport.of(network, Locale.SIMPLIFIED_CHINESE)
        .run(info, Run.read(folder))
        .weights(synthetic.weights())
        .sample(synthetic.sample())
        .report()
        .write(file);

    Page page = new Page(Files.readString(file));
    assertThat(Files.size(file)).isLessThan(Report.MOST_BYTES);
    assertThat(page.ids()).doesNotHaveDuplicates();
    assertThat(page.ids()).containsAll(page.targets());
    assertThat(page.all(" id=\"(kernels-layer[^\"]*)-description\"")).hasSize(13);
    assertThat(page.all(" id=\"(maps-layer[^\"]*)-description\"")).hasSize(13);
  }

  @Test
  void write_ofAWideNetwork_leavesFiguresToTheirCommandsWhereThePageIsFull() throws IOException {
    Network network = Zoo.resnet18(1, 224, 224, 1000);
    SyntheticRun synthetic = SyntheticRun.of(network);
    String html = RunReport.of(network, Locale.US).sample(synthetic.sample()).report().html();

    assertThat(html.length()).isLessThan(Report.MOST_BYTES);
    assertThat(html).contains("left out, since this page is full").contains("--layer layer");
  }
}
