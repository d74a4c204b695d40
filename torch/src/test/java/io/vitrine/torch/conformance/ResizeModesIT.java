package io.vitrine.torch.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.engine.Engine;
import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Precision;
import io.vitrine.torch.TorchEngine;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Resize in all of its modes, against ONNX's reference implementation. */
class ResizeModesIT {
  private static final Engine ENGINE =
      TorchEngine.open(
          EngineOptions.defaults().withThreads(1).withPrecision(Precision.FP32).withSeed(1));

  static List<RecordedCase> cases() throws IOException {
    return RecordedCase.resize();
  }

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  @Test
  void cases_areOfEveryModeAndAttribute() throws IOException {
    assertThat(cases())
        .hasSize(431)
        .extracting(RecordedCase::name)
        .anyMatch(name -> name.contains("nearest_ceil_align_corners"))
        .anyMatch(name -> name.contains("cubic-0.5_asymmetric_down_antialias_exclude_outside"))
        .anyMatch(name -> name.contains("linear_not_smaller_9x6_axes32"))
        .anyMatch(name -> name.contains("cubic_tf_crop_and_resize_reversed"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void resize_inAMode_givesWhatTheReferenceGave(RecordedCase recorded) {
    assertThat(recorded.problem(ENGINE)).isEmpty();
  }
}
