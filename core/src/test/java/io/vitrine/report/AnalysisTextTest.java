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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sentences of a whole report; {@code -Dgolden.update} writes them anew. */
class AnalysisTextTest {
  private static final Path FOLDER = Path.of("src/test/resources/io/vitrine/report");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "zh-CN"})
  void sentences_ofAWholeRun_areTheRecordedOnes(String language) throws IOException {
    Network network = Zoo.lenet5(1, 32, 32, 10);
    SyntheticRun synthetic = SyntheticRun.of(network);
    RunInfo info = synthetic.log(folder);
    Locale locale = Locale.forLanguageTag(language);
    Report report =
        RunReport.of(network, locale)
            .run(info, Run.read(folder))
            .weights(synthetic.weights())
            .sample(synthetic.sample())
            .report();

    String actual =
        report.sections().stream()
            .map(section -> section.heading() + "\n" + sentences(section, locale) + "\n")
            .collect(Collectors.joining("\n"));
    Path golden = FOLDER.resolve("analysis-" + language + ".txt");
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(FOLDER);
      Files.writeString(golden, actual);
    }
    assertThat(actual)
        .as("%s; -Dgolden.update writes it anew", golden)
        .isEqualTo(Files.readString(golden));
  }

  private static String sentences(Section section, Locale locale) {
    return section.contents().stream()
        .filter(Content.Findings.class::isInstance)
        .flatMap(content -> ((Content.Findings) content).analysis().sentences(locale).stream())
        .map(sentence -> "- " + sentence)
        .collect(Collectors.joining("\n"));
  }
}
