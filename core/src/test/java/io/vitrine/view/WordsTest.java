package io.vitrine.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.render.drawing.TextStyle.Weight;
import io.vitrine.render.text.Fonts;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  private static final Pattern PART = Pattern.compile("\\{\\d}");

  private static Properties bundle(String file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(WordsTest.class.getResourceAsStream(file)),
            StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }

  private static Set<String> parts(String text) {
    return PART.matcher(text)
        .results()
        .map(match -> match.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void bundles_ofBothLanguages_sayTheSameWithTheSameParts() throws IOException {
    Properties english = bundle("messages.properties");
    Properties chinese = bundle("messages_zh_CN.properties");

    assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(parts(chinese.getProperty(key)))
          .as(key)
          .isEqualTo(parts(english.getProperty(key)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"messages.properties", "messages_zh_CN.properties"})
  void bundles_everyCharacter_isInOurFonts(String file) throws IOException {
    for (Object text : bundle(file).values()) {
      assertThat(Fonts.runs(text.toString(), Weight.REGULAR))
          .as(text.toString())
          .allMatch(run -> run.glyphs().stream().noneMatch(glyph -> glyph == 0));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "zh-CN", "zh-Hans-CN"})
  void of_anyChinese_speaksChinese(String tag) {
    assertThat(Words.of(Locale.forLanguageTag(tag)).say("curves.loss")).isEqualTo("损失");
  }

  @Test
  void of_otherLanguage_speaksEnglish() {
    assertThat(Words.of(Locale.FRENCH).say("curves.loss")).isEqualTo("loss");
  }

  @Test
  void say_numbers_inFourDigitsAndWholeOnesInFull() {
    Words words = Words.of(Locale.ROOT);

    assertThat(words.say("curves.point", 3, 28_140L, "test", 0.0123456))
        .isEqualTo("epoch 3 (step 28140), test: 0.01235");
  }
}
