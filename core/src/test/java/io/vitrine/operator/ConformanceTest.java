package io.vitrine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.operator.RecordedCase.Agreement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Against the shapes of the results in ONNX's own conformance cases: those of Debian's
 * libonnx-testdata, and those of newer operators.
 */
class ConformanceTest {
  private static final int CASES = 1664;

  /** Why some cases are not inferred in full. */
  private record Reason(Pattern cases, boolean dependsOnData, String text) {
    static List<Reason> read() throws IOException {
      try (InputStream in =
          Objects.requireNonNull(
              ConformanceTest.class.getResourceAsStream("conformance-open.txt"))) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("\t"))
            .map(cells -> new Reason(Pattern.compile(cells[0]), cells[1].equals("data"), cells[2]))
            .toList();
      }
    }
  }

  @Test
  void infer_conformanceCases_agreeOrHaveAReason() throws IOException {
    List<RecordedCase> cases = RecordedCase.read("conformance.jsonl");
    List<Reason> reasons = Reason.read();
    TreeSet<String> used = new TreeSet<>();
    List<String> unexplained = new ArrayList<>();
    int exact = 0;
    int known = 0;
    for (RecordedCase each : cases) {
      ShapeTable table = ShapeInference.infer(each.network());
      boolean agrees = each.agreement(table) == Agreement.EXACT;
      Optional<Reason> reason =
          agrees
              ? Optional.empty()
              : reasons.stream().filter(r -> r.cases().matcher(each.name()).matches()).findFirst();
      exact += agrees ? 1 : 0;
      known += reason.filter(Reason::dependsOnData).isPresent() ? 0 : 1;
      reason.ifPresent(found -> used.add(found.cases().pattern()));
      if (!agrees && reason.isEmpty()) {
        unexplained.add(
            each.name() + ": expected " + each.expected() + ", found " + each.found(table));
      }
    }

    assertThat(cases).hasSize(CASES);
    assertThat(unexplained).isEmpty();
    assertThat(used).as("reasons without a case are outdated").hasSize(reasons.size());
    assertThat((double) exact / known).as("of the cases with a known result").isGreaterThan(0.98);
  }

  /** Nothing that is inferred contradicts a recorded result, but for what the recording lacks. */
  @Test
  void infer_conformanceCases_contradictNone() throws IOException {
    List<String> wrong =
        RecordedCase.read("conformance.jsonl").stream()
            .filter(each -> each.agreement(ShapeInference.infer(each.network())) == Agreement.WRONG)
            .map(RecordedCase::name)
            .toList();

    assertThat(wrong)
        .containsExactlyInAnyOrder(
            "test_cast_FLOAT_to_BFLOAT16", "test_castlike_FLOAT_to_BFLOAT16_expanded");
  }
}
