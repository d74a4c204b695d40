package io.vitrine.torch.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vitrine.engine.Engine;
import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Precision;
import io.vitrine.torch.TorchEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs ONNX's own test cases, which Debian's package libonnx-testdata installs. */
class ConformanceIT {
  static final List<String> GROUPS =
      List.of("node", "simple", "pytorch-converted", "pytorch-operator");

  private static final Path SUITE = ConformanceCase.SUITE;
  private static final Path PAGE = Path.of("../docs/conformance.md");
  private static ConformanceReport report =
      new ConformanceReport(List.of(), new PeerResults("", Map.of()));

  @BeforeAll
  static void run() throws IOException {
    assumeTrue(Files.isDirectory(SUITE), "libonnx-testdata is not installed");
    List<ConformanceReport.Result> results = new ArrayList<>();
    EngineOptions options =
        EngineOptions.defaults().withThreads(1).withPrecision(Precision.FP32).withSeed(1);
    try (Engine engine = TorchEngine.open(options)) {
      for (String group : GROUPS) {
        for (ConformanceCase of : ConformanceCase.of(SUITE, group)) {
          boolean random = RandomCases.isRandom(of.name());
          results.add(
              new ConformanceReport.Result(
                  group,
                  of.name(),
                  random,
                  random ? RandomCases.problem(of, engine) : of.problem(engine)));
        }
      }
      for (RecordedCase of : RecordedCase.all()) {
        results.add(
            new ConformanceReport.Result(RecordedCase.GROUP, of.name(), false, of.problem(engine)));
      }
    }
    report = new ConformanceReport(results, PeerResults.recorded());
  }

  @Test
  void suite_asAWhole_passesInNinetySevenOfAHundred() {
    assertThat(report.results(false)).hasSize(1072);
    assertThat(report.share()).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void laterOperators_asRecorded_passInNinetySevenOfAHundred() {
    assertThat(report.results(true)).hasSizeGreaterThan(700);
    assertThat(ConformanceReport.share(report.results(true))).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void cases_thatFail_haveAReason() {
    assertThat(report.results())
        .filteredOn(result -> !result.passed())
        .allSatisfy(
            result ->
                assertThat(result.reason())
                    .as("%s: %s", result.name(), result.problem().orElse(""))
                    .isPresent());
  }

  @Test
  void peer_onTheSameCases_passesInFewer() {
    long ours = report.results().stream().filter(ConformanceReport.Result::passed).count();
    assertThat(report.results()).filteredOn(report.peer()::passed).hasSizeBetween(1500, (int) ours);
    assertThat(report.peer().byCase()).hasSameSizeAs(report.results());
  }

  @Test
  void page_ofTheDocs_isWhatTheSuiteGave() throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, report.markdown());
    }
    assertThat(PAGE).content().isEqualTo(report.markdown());
  }
}
