package io.vitrine.render.drawing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DrawingTest {
  @Test
  void of_sideBeyondBounds_saysWhichThereAreAndWhatToDo() {
    for (double height : new double[] {0, 1_094_304, Double.NaN}) {
      assertThatThrownBy(
              () -> new Drawing("d", 12_898, height, "Operators", "", Locale.ROOT, List.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'Operators' would be 12,898 x ")
          .hasMessageContaining("below 1,000,000 px")
          .hasMessageContaining("--depth");
    }
  }
}
