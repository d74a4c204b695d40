package io.vitrine.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.jr.ob.JSON;
import io.vitrine.bench.measure.Row.Checked;
import io.vitrine.bench.measure.Row.Measured;
import io.vitrine.bench.measure.Row.Skipped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final Row FAST =
      new Measured(
          "training",
          Measurement.of("images/s", 200, 210, 190),
          Optional.of(Measurement.of("images/s", 80)),
          Optional.of(Goal.ratioAtLeast(2.8)));
  private static final Row SLOW =
      new Measured(
          "report",
          Measurement.of("s", 4, 6),
          Optional.empty(),
          Optional.of(Goal.valueAtMost(4.5)));
  private static final Row KNOWN =
      new Measured(
          "settings",
          Measurement.of("ms", 1),
          Optional.of(Measurement.of("ms", 100)),
          Optional.empty());

  @Test
  void markdown_hasALineForEachRow() {
    Row holds = new Checked("output", "equal", Optional.empty());
    Row differs = new Checked("output", "equal", Optional.of("differs"));
    Row skipped = new Skipped("training", "at least 2.8 x", "no torch");
    Table table = new Table(List.of(FAST, SLOW, KNOWN, holds, differs, skipped));

    assertThat(table.markdown())
        .isEqualTo(
            """
            | what | must reach | measured | peer | ratio | result |
            | --- | --- | --- | --- | --- | --- |
            | training | at least 2.8 x | 200 images/s (195 to 205, n = 3) | 80.0 images/s (once) | 2.50 | **FAIL** |
            | report | at most 4.5 s | 5.00 s (4.50 to 5.50, n = 2) |  |  | **FAIL** |
            | settings |  | 1.00 ms (once) | 100 ms (once) | 0.01000 |  |
            | output | equal | holds |  |  | pass |
            | output | equal | differs |  |  | **FAIL** |
            | training | at least 2.8 x | skipped: no torch |  |  | skipped |
            """);
  }

  @Test
  void isPassed_unlessARowFails() {
    Row skipped = new Skipped("training", "at least 2.8 x", "no torch");

    assertThat(new Table(List.of(KNOWN, skipped)).isPassed()).isTrue();
    assertThat(new Table(List.of(KNOWN, SLOW)).isPassed()).isFalse();
  }

  @Test
  void ratioGoal_withoutPeer_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Measured(
                    "training",
                    Measurement.of("s", 1),
                    Optional.empty(),
                    Optional.of(Goal.ratioAtMost(1))));
  }

  @Test
  void json_keepsAllValues() throws IOException {
    Map<String, Object> json =
        JSON.std.mapFrom(new Table(List.of(FAST)).json(Map.of("cores", "2")));

    assertThat(json).containsEntry("cores", "2");
    assertThat(String.valueOf(json.get("rows")))
        .contains("verdict=fail", "ratio=2.5", "lower_quartile=195.0", "[200.0, 210.0, 190.0]");
  }
}
