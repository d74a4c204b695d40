package io.vitrine.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HtmlTest {
  @Test
  void element_hostileTextAndAttribute_areEscaped() {
    Html html = new Html().element("p", "<script>&'\"</script>", "title", "\" onclick='x'");

    assertThat(html)
        .hasToString(
            "<p title=\"&quot; onclick=&#39;x&#39;\">&lt;script&gt;&amp;&#39;&quot;&lt;/script&gt;"
                + "</p>\n");
  }

  @Test
  void text_controlCharacters_areReplaced() {
    assertThat(new Html().text("a\u0000b\u001Bc\td")).hasToString("a\uFFFDb\uFFFDc\td");
  }

  @Test
  void begin_emptyAttribute_isLeftOut() {
    assertThat(new Html().begin("td", "class", "", "id", "a").end())
        .hasToString("<td id=\"a\"></td>\n");
  }

  @Test
  void toString_elementLeftOpen_throws() {
    Html html = new Html().begin("ul").begin("li");

    assertThatThrownBy(html::toString)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("[li, ul]");
  }

  @Test
  void mostBytes_ofAnyText_isNoLessThanTheBytes() {
    Html html = new Html().text("卷积 × 32").raw("<b>层</b>");
    long bytes = html.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;

    assertThat(html.mostBytes()).isGreaterThanOrEqualTo(bytes).isLessThan(2 * bytes);
  }
}
