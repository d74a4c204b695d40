package io.vitrine.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.MissingResourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundlesTest {
  private static final String TEXTS = "io.vitrine.operator.messages";

  @ParameterizedTest
  @CsvSource({"zh, zh-CN", "zh-CN, zh-CN", "zh-Hans, zh-CN", "en, und", "en-GB, und", "de, und"})
  void of_language_takesItsFileOrEnglish(String asked, String found) {
    Locale language = Locale.forLanguageTag(asked);
    assertThat(Bundles.of(TEXTS, language).getLocale().toLanguageTag()).isEqualTo(found);
  }

  @Test
  void of_systemInChinese_staysEnglishWhereEnglishIsAsked() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
    try {
      assertThat(Bundles.of(TEXTS, Locale.ENGLISH).getLocale()).isEqualTo(Locale.ROOT);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void of_noSuchFile_isRefused() {
    assertThatThrownBy(() -> Bundles.of("io.vitrine.operator.nothing", Locale.ENGLISH))
        .isInstanceOf(MissingResourceException.class)
        .hasMessageContaining("io.vitrine.operator.nothing");
  }
}
