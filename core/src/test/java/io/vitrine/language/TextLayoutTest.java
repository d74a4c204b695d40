package io.vitrine.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextLayoutTest {
  @ParameterizedTest
  @CsvSource({
    "layer1, 6",
    "├─ a, 4",
    "卷积层, 6",
    "层（1）, 7",
    "ｗｉｄｅ, 8",
    "한글, 4",
    "e\u0301, 1",
    "😀, 2"
  })
  void width_countsTerminalColumns(String text, int width) {
    assertThat(TextLayout.width(text)).isEqualTo(width);
  }

  @Test
  void pad_wideText_fillsColumnsNotCharacters() {
    assertThat(TextLayout.left("层", 4)).isEqualTo("层  ");
    assertThat(TextLayout.right("层", 4)).isEqualTo("  层");
    assertThat(TextLayout.right("too long", 4)).isEqualTo("too long");
  }

  @Test
  void wrap_words_breakAtSpaces() {
    assertThat(TextLayout.wrap("one two three", 8)).containsExactly("one two", "three");
    assertThat(TextLayout.wrap("unbreakable", 4)).containsExactly("unbreakable");
  }

  @Test
  void wrap_chinese_breaksAnywhereButBeforeAComma() {
    assertThat(TextLayout.wrap("用小的核，滑动", 8)).containsExactly("用小的", "核，滑动");
  }
}
