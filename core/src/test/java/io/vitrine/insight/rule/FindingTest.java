package io.vitrine.insight.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingTest {
  private static final Finding NOT_CONVERGED =
      Message.note("curves.convergence.falling", 4)
          .with(3, 0.0625, new Amount(0.1234), new Amount(1.05e-6));

  @Test
  void sentence_inEnglish_writesNumbersTheEnglishWay() {
    assertThat(NOT_CONVERGED.sentence(Locale.US))
        .isEqualTo(
            "Not converged: over the last 3 epochs the training loss was still falling by 6.2% an"
                + " epoch, from 0.123 to 1.05 × 10⁻⁶. More epochs may lower it further.");
  }

  @Test
  void sentence_inChinese_isChinese() {
    assertThat(NOT_CONVERGED.sentence(Locale.SIMPLIFIED_CHINESE))
        .isEqualTo("尚未收敛：最近 3 轮训练损失由 0.123 降到 1.05 × 10⁻⁶，平均每轮仍下降 6.2%，继续训练可能还会降低。");
  }

  @Test
  void sentence_inALanguageWithoutABundle_keepsEnglishWordsAndTheLocalesNumbers() {
    assertThat(NOT_CONVERGED.sentence(Locale.GERMANY)).contains("Not converged").contains("6,2%");
  }

  @Test
  void with_wrongNumberOfArguments_isRefused() {
    assertThatThrownBy(() -> Message.note("a.b.c", 2).with(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.b.c");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1.00",
    "0.98765, 0.988",
    "-0.000123456, -0.000123",
    "0.0000123456, 1.23 × 10⁻⁵",
    "123456, '123,000'",
    "1.5e12, 1.50 × 10¹²",
    "NaN, NaN",
    "Infinity, ∞"
  })
  void amount_ofAnySize_hasThreeSignificantDigits(double value, String text) {
    assertThat(new Amount(value).in(Locale.US)).isEqualTo(text);
  }

  @Test
  void names_moreThanASentenceHolds_areCounted() {
    Finding finding =
        Message.warning("gradients.zero.found", 3)
            .with(7, 29, new Names(List.of("a", "b", "c", "d", "e", "f", "g")));

    assertThat(finding.sentence(Locale.US)).contains("a, b, c, d and 3 more (7 in all).");
    assertThat(finding.sentence(Locale.SIMPLIFIED_CHINESE)).contains("a、b、c、d 等（另有 3 个，共 7 个）");
  }

  @Test
  void text_ofAnAnalysis_joinsItsSentences() {
    Analysis analysis = new Analysis(List.of(NOT_CONVERGED, NOT_CONVERGED));

    assertThat(analysis.text(Locale.US))
        .isEqualTo(NOT_CONVERGED.sentence(Locale.US) + " " + NOT_CONVERGED.sentence(Locale.US));
  }
}
