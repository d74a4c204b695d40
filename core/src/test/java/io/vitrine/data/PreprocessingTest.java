package io.vitrine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class PreprocessingTest {
  @Test
  void table_half_runsFromMinusOneToOne() {
    float[] table = Preprocessing.HALF.table(0);

    assertThat(table).hasSize(256).isSorted();
    assertThat(table[0]).isEqualTo(-1);
    assertThat(table[255]).isEqualTo(1);
    assertThat(table[102]).isEqualTo((102 / 255f - 0.5f) / 0.5f);
  }

  @Test
  void table_imagenet_differsByChannel() {
    assertThat(Preprocessing.IMAGENET.table(2)[255]).isEqualTo((1 - 0.406f) / 0.225f);
  }

  @Test
  void preprocessing_badNumbers_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Preprocessing.of(0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Preprocessing.of(0, Float.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> Preprocessing.of(Float.NaN, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Preprocessing(List.of(0f, 1f), List.of(1f)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Preprocessing(List.of(), List.of()));
  }
}
