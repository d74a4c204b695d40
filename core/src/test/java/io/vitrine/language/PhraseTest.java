package io.vitrine.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhraseTest {
  private static final String[] PARTS = {"one", "{1}", "it''s", "four", "five", "six"};

  private static String byJava(String pattern, String... parts) {
    return new MessageFormat(pattern, Locale.ROOT).format(parts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no place",
        "{0}",
        "{1}{0}{1}",
        "the filter''s {0}, {2}.",
        "'{0}' is not {0}",
        "'quoted ''{0}'' too' {1}",
        "''{0}''",
        "{7} has no part"
      })
  void fill_pattern_saysWhatMessageFormatSays(String pattern) {
    assertThat(Phrase.of(pattern).fill(PARTS)).isEqualTo(byJava(pattern, PARTS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void fill_everyPhraseOfTheViews_saysWhatMessageFormatSays(String tag) {
    ResourceBundle bundle = Bundles.of("io.vitrine.view.messages", Locale.forLanguageTag(tag));
    for (String key : bundle.keySet()) {
      String pattern = bundle.getString(key);
      assertThat(Phrase.of(pattern).fill(PARTS)).isEqualTo(byJava(pattern, PARTS));
    }
  }

  @Test
  void of_formatInAPlace_isRefused() {
    assertThatThrownBy(() -> Phrase.of("{0,number,integer}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{0,number,integer}");
  }

  @Test
  void of_openPlace_isRefused() {
    assertThatThrownBy(() -> Phrase.of("from {0")).isInstanceOf(IllegalArgumentException.class);
  }
}
