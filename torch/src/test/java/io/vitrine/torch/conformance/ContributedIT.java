package io.vitrine.torch.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.engine.Engine;
import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Precision;
import io.vitrine.torch.TorchEngine;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX Runtime's own operators and classical ones, against what ONNX Runtime made of them. */
class ContributedIT {
  private static final Engine ENGINE =
      TorchEngine.open(
          EngineOptions.defaults().withThreads(1).withPrecision(Precision.FP32).withSeed(1));

  static List<RecordedCase> cases() throws IOException {
    return RecordedCase.contributed();
  }

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void run_ofACase_givesWhatOnnxRuntimeGave(RecordedCase recorded) {
    assertThat(recorded.problem(ENGINE)).isEmpty();
  }
}
