package io.vitrine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.Network;
import io.vitrine.report.page.Content;
import io.vitrine.report.page.Report;
import io.vitrine.report.page.Section;
import io.vitrine.run.Run;
import io.vitrine.run.RunInfo;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunReportTest {
  private static final Network LENET = Zoo.lenet5(1, 32, 32, 10);

  @TempDir Path folder;

  private Report full(Locale locale) throws IOException {
    SyntheticRun synthetic = SyntheticRun.of(LENET);
    RunInfo info = synthetic.log(folder);
    return RunReport.of(LENET, locale)
        .run(info, Run.read(folder))
        .weights(synthetic.weights())
        .sample(synthetic.sample())
        .named("my run")
        .report();
  }

  @Test
  void report_ofAWholeRun_hasTheViewsInTheArticlesOrder() throws IOException {
    assertThat(full(Locale.US).sections())
        .extracting(Section::id)
        .containsExactly(
            "view-structure",
            "view-curves",
            "view-gradients",
            "view-kernels",
            "view-features",
            "view-parameters",
            "view-layers",
            "view-run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN", "zh"})
  void html_inEachLanguage_isWholeAndConsistent(String language) throws IOException {
    Page page = new Page(full(Locale.forLanguageTag(language)).html());

    assertThat(page.ids()).doesNotHaveDuplicates();
    assertThat(page.ids()).containsAll(page.targets());
    assertThat(page.html()).doesNotContain("{0", "{1");
    assertThat(page.all("(?:src|href)=\"([^\"]*)\""))
        .allMatch(target -> target.startsWith("#") || target.startsWith("data:"));
  }

  @Test
  void html_ofAWholeRun_tellsItsNumbersAndCommands() throws IOException {
    String html = full(Locale.US).html();

    assertThat(html)
        .contains("lenet5: training report", "93.33%", "61,706", "libtorch 2.10.0")
        .contains("<code>vitrine curves &quot;my run&quot; -o curves.svg</code>")
        .contains("Not converged: over the last 3 epochs");
  }

  @Test
  void html_everyViewsFigure_hasItsAnalysisAsAlternative() throws IOException {
    Report report = full(Locale.US);
    for (Section section : report.sections()) {
      List<Content> contents = section.contents();
      for (int i = 0; i < contents.size(); i++) {
        if (contents.get(i) instanceof Content.Picture picture) {
          Content.Findings findings =
              contents.stream()
                  .filter(Content.Findings.class::isInstance)
                  .map(Content.Findings.class::cast)
                  .findFirst()
                  .orElseThrow();
          assertThat(picture.figure().alternativeText())
              .as(section.id())
              .isEqualTo(findings.analysis().text(Locale.US));
        }
      }
    }
  }

  @Test
  void html_diagram_leadsToAPanelOfEveryBlock() throws IOException {
    String html = full(Locale.US).html();
    String diagram = html.substring(html.indexOf("id=\"architecture\""));
    List<String> targets = new Page(diagram.substring(0, diagram.indexOf("</svg>"))).targets();

    assertThat(targets).contains("layer-conv1", "layer-fc1", "layer-pool2");
    String panel = html.substring(html.indexOf("<details id=\"layer-conv2\""));
    assertThat(panel.substring(0, panel.indexOf("</details>")))
        .contains("Slides small learned kernels", "(14 - 5 + 2*0)/1 + 1 = 10")
        .contains("href=\"#row-conv2\"", "href=\"#features-conv2\"")
        .contains("href=\"#gradients-3-mean-conv2.weight\"", "id=\"maps-conv2\"")
        .contains("id=\"histograms-conv2\"", "Weights conv2.weight after epoch 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vgg16", "lenet5", "resnet18", "mlp"})
  void html_ofANetworkAlone_leavesOutWhatIsNotKnown(String name) {
    Network network = Zoo.build(name, Zoo.usualTask(name));
    Report report = RunReport.of(network, Locale.US).report();
    Page page = new Page(report.html());

    assertThat(report.sections())
        .extracting(Section::id)
        .containsExactly("view-structure", "view-parameters", "view-layers");
    assertThat(page.ids()).doesNotHaveDuplicates();
    assertThat(page.ids()).containsAll(page.targets());
  }

  @Test
  void table_ofVgg16_sumsToItsTotals() {
    Report report = RunReport.of(Zoo.vgg16(1, 32, 32, 10), Locale.US).report();
    Content.Table table =
        report.sections().get(1).contents().stream()
            .filter(Content.Table.class::isInstance)
            .map(Content.Table.class::cast)
            .findFirst()
            .orElseThrow();

    assertThat(table.rows()).hasSize(51);
    assertThat(sum(table, 3)).isEqualTo(15_118_538);
    assertThat(sum(table, 5)).isEqualTo(312_412_672);
    assertThat(table.totals().get(0).cells())
        .extracting(Content.Cell::text)
        .contains("15,118,538", "312,412,672");
  }

  private static long sum(Content.Table table, int column) {
    return table.rows().stream()
        .map(row -> row.cells().get(column).text().replace(",", ""))
        .filter(text -> !text.equals("–"))
        .mapToLong(Long::parseLong)
        .sum();
  }

  @Test
  void bundles_ofBothLanguages_haveTheSameKeys() throws IOException {
    assertThat(keys("messages_zh_CN.properties")).isEqualTo(keys("messages.properties"));
  }

  private static Properties keys(String file) throws IOException {
    Properties properties = new Properties();
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(RunReportTest.class.getResourceAsStream(file)),
            StandardCharsets.UTF_8)) {
      properties.load(in);
    }
    properties.replaceAll((key, value) -> "");
    return properties;
  }
}
