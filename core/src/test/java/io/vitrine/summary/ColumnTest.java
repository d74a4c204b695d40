package io.vitrine.summary;

import static io.vitrine.summary.Networks.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class ColumnTest {
  @Test
  void of_key_finds() {
    for (Column column : Column.values()) {
      assertThat(Column.of(column.key())).isEqualTo(column);
    }
  }

  @Test
  void of_unknownKey_listsTheKeys() {
    assertThatThrownBy(() -> Column.of("flops"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("flops")
        .hasMessageContaining("layer, type, input, output, parameters, share_percent");
  }

  @Test
  void columns_repeatedOrWithoutLayer_beginWithLayerOnce() {
    assertThat(ROOT.columns(List.of(Column.MACS, Column.LAYER, Column.MACS)).columns())
        .containsExactly(Column.LAYER, Column.MACS);
  }

  @Test
  void options_outOfRange_say() {
    assertThatThrownBy(() -> ROOT.batch(0)).hasMessageContaining("found 0");
    assertThatThrownBy(() -> ROOT.depth(0)).hasMessageContaining("and 0");
  }

  @Test
  void messages_bothLanguages_haveTheSameKeys() {
    for (String name : List.of("io.vitrine.summary.messages", "io.vitrine.summary.peer.messages")) {
      ResourceBundle english = ResourceBundle.getBundle(name, Locale.ROOT);
      ResourceBundle chinese = ResourceBundle.getBundle(name, Locale.SIMPLIFIED_CHINESE);

      assertThat(english.keySet())
          .as(name)
          .allSatisfy(
              key ->
                  assertThat(chinese.getString(key))
                      .as(key)
                      .matches(
                          text ->
                              text.codePoints().anyMatch(Character::isIdeographic)
                                  || key.startsWith("note.problem")));
    }
  }
}
