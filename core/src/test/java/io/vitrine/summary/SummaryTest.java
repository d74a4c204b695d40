package io.vitrine.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.zoo.Zoo;
import org.junit.jupiter.api.Test;

class SummaryTest {
  @Test
  void of_vgg16_hasTheTotalsOfOurRule() {
    SummaryTotals totals = Summary.of(Zoo.vgg16(1, 32, 32, 10)).totals();

    assertThat(totals.layers()).isEqualTo(51);
    assertThat(totals.parameters().total()).isEqualTo(15_118_538);
    assertThat(totals.parameters().buffers()).isEqualTo(8_448);
    assertThat(totals.byType())
        .hasEntrySatisfying("BatchNorm2d", count -> assertThat(count.total()).isEqualTo(8_448));
    assertThat(totals.macs()).isEqualTo(new Tally(312_412_672, 0));
  }
}
