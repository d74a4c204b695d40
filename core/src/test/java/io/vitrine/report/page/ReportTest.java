package io.vitrine.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.figure.AxesPanel;
import io.vitrine.figure.Axis;
import io.vitrine.figure.Figure;
import io.vitrine.figure.LineStyle;
import io.vitrine.figure.Mark;
import io.vitrine.figure.Numbers;
import io.vitrine.figure.color.Palette;
import io.vitrine.insight.rule.Analysis;
import io.vitrine.insight.rule.Message;
import io.vitrine.report.Page;
import io.vitrine.report.page.Content.Cell;
import io.vitrine.report.page.Content.Column;
import io.vitrine.report.page.Content.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static Report report(Content... contents) {
    return new Report(
        "A <title>",
        "Below it",
        Locale.ENGLISH,
        List.of(new Fact("Loss", "0.1")),
        List.of(new Section("view-a", "Heading", "How to read it.", List.of(contents))));
  }

  private static Content.Picture picture() {
    Mark line = Mark.Line.of("", Numbers.of(1, 2), Numbers.of(3, 4), LineStyle.of(Palette.BLUE));
    Figure figure =
        Figure.builder("line", "A line")
            .panels(AxesPanel.of("", Axis.linear("x"), Axis.linear("y"), line))
            .alternativeText("It rises from 3 to 4.")
            .build();
    return new Content.Picture(figure, "vitrine curves RUN");
  }

  @Test
  void html_title_isEscaped() {
    assertThat(report().html())
        .contains("<title>A &lt;title&gt;</title>", "<h1>A &lt;title&gt;</h1>");
  }

  @Test
  void html_anyReport_loadsNothingFromElsewhere() {
    Page page = new Page(report(picture()).html());

    assertThat(page.all("(?:src|href)=\"([^\"]*)\""))
        .isNotEmpty()
        .allMatch(target -> target.startsWith("#") || target.startsWith("data:"));
    assertThat(page.html()).doesNotContain("url(http", "@import", "fetch(", "XMLHttpRequest");
    assertThat(page.html()).contains("default-src &#39;none&#39;");
  }

  @Test
  void html_picture_carriesItsAlternativeText() {
    assertThat(report(picture()).html())
        .contains("<desc id=\"line-description\">It rises from 3 to 4.</desc>")
        .contains("aria-describedby=\"line-description\"");
  }

  @Test
  void html_keyboard_findsSkipLinkHeadingsAndFocus() {
    String html = report(new Content.Fold("f", "Folded", "", List.of(picture()))).html();

    assertThat(html).contains("<a class=\"skip\" href=\"#main\">", "<main id=\"main\"");
    assertThat(html).contains("<h2 id=\"view-a-heading\">Heading</h2>", "<h3>Folded</h3>");
    assertThat(html).contains(":focus-visible", "tabindex=\"0\" role=\"group\"");
  }

  @Test
  void html_pageIsFull_namesTheCommandInstead() {
    String full = new PageWriter(report(picture()), 110_000).write();

    assertThat(full).doesNotContain("<svg").contains("A line").contains("vitrine curves RUN");
    assertThat(new PageWriter(report(picture()), 200_000).write()).contains("<svg");
  }

  @Test
  void html_findings_sayTheirSeverityInWords() {
    Analysis analysis =
        new Analysis(List.of(Message.warning("kernels.nonFinite.found", 2).with(3, "conv1")));

    assertThat(report(new Content.Findings(analysis)).html())
        .contains("<li class=\"warning\" data-rule=\"kernels.nonFinite\">")
        .contains("<span class=\"badge\">Look</span>")
        .contains("3 weights are NaN or infinite, in conv1.");
  }

  @Test
  void html_table_hasHeadingsForRowsAndColumns() {
    Content.Table table =
        new Content.Table(
            "Layers",
            List.of(new Column("Layer", "", false), new Column("Share", "of all", true)),
            List.of(
                new Row(
                    "row-a",
                    List.of(
                        new Cell("a", "layer-a", "what it is for", 0),
                        new Cell("50%", "", "", 0.5)))),
            List.of());

    assertThat(report(table).html())
        .contains("<caption>Layers</caption>", "<th scope=\"col\">Layer</th>")
        .contains("<th scope=\"row\" title=\"what it is for\"><a href=\"#layer-a\">a</a>")
        .contains("<td class=\"number share\" style=\"--share:50.00%\">50%</td>");
  }

  @Test
  void html_chinese_saysSo() {
    Report chinese = new Report("标题", "副标题", Locale.SIMPLIFIED_CHINESE, List.of(), List.of());

    assertThat(chinese.html()).contains("<html lang=\"zh-CN\">").contains("跳到各视图");
  }

  @Test
  void write_overAnOlderFile_replacesIt(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.html");
    Files.writeString(file, "old");
    report().write(file);

    assertThat(file).content().startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    assertThat(folder).isDirectoryContaining("glob:**report.html");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }
}
