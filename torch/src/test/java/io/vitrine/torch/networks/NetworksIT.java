package io.vitrine.torch.networks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.engine.Engine;
import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Precision;
import io.vitrine.torch.TorchEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of torchvision, in every form in which PyTorch lets them go, against PyTorch. */
class NetworksIT {
  /** Numbers are within this share of the largest number of their tensor. */
  static final double TOLERANCE = 1e-3;

  private static final Path PAGE = Path.of("../docs/networks.md");

  @TempDir static Path folder;

  private static NetworksReport report = new NetworksReport(List.of());

  @BeforeAll
  static void run() throws IOException {
    List<NetworksReport.Result> results = new ArrayList<>();
    EngineOptions options = EngineOptions.defaults().withPrecision(Precision.FP32).withSeed(1);
    try (Engine engine = TorchEngine.open(options)) {
      for (String name : RecordedNetwork.names()) {
        RecordedNetwork network = RecordedNetwork.of(name);
        for (Form form : Form.values()) {
          if (!network.has(form)) {
            continue;
          }
          results.add(NetworksReport.Result.of(engine, network, form, folder));
        }
      }
    }
    report = new NetworksReport(results);
  }

  @Test
  void networks_thatWereRecorded_areSixteen() throws IOException {
    assertThat(RecordedNetwork.names()).hasSize(16);
  }

  @Test
  void forms_ofAllNetworks_giveLogitsAndGradientsOfPyTorch() {
    assertThat(report.results())
        .hasSize(16 * (Form.values().length - 1) + 11)
        .allSatisfy(
            result ->
                assertThat(result.passed())
                    .as("%s: %s %s", result.name(), result.parity(), result.problem())
                    .isTrue());
  }

  @Test
  void page_ofTheDocs_isWhatTheNetworksGave() throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, report.markdown());
    }
    assertThat(PAGE).content().isEqualTo(report.markdown());
  }
}
