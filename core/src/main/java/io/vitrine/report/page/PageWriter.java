package io.vitrine.report.page;

import io.vitrine.insight.rule.Finding;
import io.vitrine.render.Theme;
import io.vitrine.report.page.Content.Link;
import io.vitrine.report.page.Content.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Turns a report into its page. */
final class PageWriter {
  /** What the rest of a page needs after its last figure, generously. */
  private static final int REST = 100_000;

  private final Report report;
  private final int mostBytes;
  private final Words words;
  private final Drawings drawings;
  private final Html html = new Html();
  private int level = 2;

  PageWriter(Report report, int mostBytes) {
    this.report = report;
    this.mostBytes = mostBytes;
    this.words = Words.in(report.language());
    this.drawings = Drawings.of(report);
  }

  String write() {
    html.raw("<!DOCTYPE html>\n");
    html.begin("html", "lang", report.language().toLanguageTag());
    head();
    html.begin("body");
    html.element("a", words.say("skip"), "class", "skip", "href", "#main");
    header();
    html.begin("main", "id", "main", "tabindex", "-1");
    report.sections().forEach(this::section);
    html.end();
    html.begin("footer").element("p", words.say("footer")).end();
    html.begin("script").raw(resource("report.js")).end();
    html.end().end();
    return html.toString();
  }

  private void head() {
    html.begin("head").empty("meta", "charset", "utf-8");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "color-scheme", "content", "light dark");
    html.empty(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:");
    html.element("title", report.title());
    html.begin("script").raw(resource("theme.js")).end();
    html.begin("style").raw(resource("report.css")).raw(themes()).end();
    html.end();
  }

  /** The figures follow the page's theme where the reader has chosen one. */
  private static String themes() {
    return "@media screen{:root[data-theme=light] svg.vitrine{"
        + Theme.LIGHT.customProperties()
        + "}\n:root[data-theme=dark] svg.vitrine{"
        + Theme.DARK.customProperties()
        + "}}\n";
  }

  private static String resource(String name) {
    try (InputStream in = PageWriter.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void header() {
    html.begin("header", "class", "page");
    html.begin("div", "class", "top").element("h1", report.title());
    html.element(
        "button",
        words.say("theme"),
        "type",
        "button",
        "id",
        "theme",
        "hidden",
        "hidden",
        "data-light",
        words.say("theme.light"),
        "data-dark",
        words.say("theme.dark"));
    html.end();
    html.element("p", report.subtitle(), "class", "lead");
    html.begin("dl", "class", "headline");
    report.headline().forEach(this::fact);
    html.end();
    html.begin("nav", "aria-label", words.say("contents")).begin("ol");
    for (Section section : report.sections()) {
      html.begin("li").element("a", section.heading(), "href", "#" + section.id()).end();
    }
    html.end().end().end();
  }

  private void fact(Fact fact) {
    html.begin("div").element("dt", fact.name()).element("dd", fact.value()).end();
  }

  private void section(Section section) {
    String heading = section.id() + "-heading";
    html.begin("section", "id", section.id(), "aria-labelledby", heading);
    html.element("h2", section.heading(), "id", heading);
    if (!section.lead().isEmpty()) {
      html.element("p", section.lead(), "class", "lead");
    }
    contents(section.contents());
    html.end();
  }

  private void contents(List<Content> contents) {
    level++;
    contents.forEach(this::content);
    level--;
  }

  private void content(Content content) {
    if (content instanceof Content.Text text) {
      html.element("p", text.text());
    } else if (content instanceof Picture picture) {
      picture(picture);
    } else if (content instanceof Content.Pictures pictures) {
      html.begin("div", "class", "pictures");
      pictures.pictures().forEach(this::picture);
      html.end();
    } else if (content instanceof Content.Findings findings) {
      findings(findings);
    } else if (content instanceof Content.Command command) {
      command(words.say("command"), command.line());
    } else if (content instanceof Content.Facts facts) {
      html.begin("dl", "class", "facts");
      facts.facts().forEach(this::fact);
      html.end();
    } else if (content instanceof Content.Links links) {
      links(links.links());
    } else if (content instanceof Content.Group group) {
      html.begin("div", "class", "group", "id", group.id());
      html.element(heading(), group.heading());
      contents(group.contents());
      html.end();
    } else if (content instanceof Content.Fold fold) {
      fold(fold);
    } else if (content instanceof Content.Table table) {
      new TableWriter(html).write(table);
    }
  }

  /** The figure, or its command where the page is full; the figure's desc is its alternative. */
  private void picture(Picture picture) {
    String svg = drawings.svg(picture);
    long bytes = html.mostBytes() + svg.getBytes(StandardCharsets.UTF_8).length + REST;
    if (bytes > mostBytes) {
      command(words.say("too.large", picture.figure().title()), picture.command());
      return;
    }
    html.begin("figure", "class", "figure");
    html.begin(
        "div",
        "class",
        "scroll",
        "tabindex",
        "0",
        "role",
        "group",
        "aria-label",
        picture.figure().title());
    html.raw(svg).end();
    html.element("p", "", "class", "readout", "aria-live", "polite");
    html.end();
  }

  private void command(String what, String line) {
    html.begin("p", "class", "command").text(what + " ").element("code", line).end();
  }

  private void findings(Content.Findings findings) {
    if (findings.analysis().findings().isEmpty()) {
      return;
    }
    html.begin("div", "class", "analysis");
    html.element(heading(), words.say("analysis")).begin("ul", "role", "list");
    for (Finding finding : findings.analysis().findings()) {
      String severity = finding.severity().name().toLowerCase(Locale.ROOT);
      html.begin("li", "class", severity, "data-rule", finding.rule());
      html.element("span", words.say("severity." + severity), "class", "badge");
      html.text(" " + finding.sentence(words.locale())).end();
    }
    html.end().end();
  }

  private void links(List<Link> links) {
    html.begin("ul", "class", "links", "role", "list");
    for (Link link : links) {
      html.begin("li").element("a", link.text(), "href", "#" + link.id()).end();
    }
    html.end();
  }

  private String heading() {
    return "h" + Math.min(level, 6);
  }

  private void fold(Content.Fold fold) {
    html.begin("details", "id", fold.id(), "class", "fold").begin("summary");
    html.element(heading(), fold.heading());
    if (!fold.note().isEmpty()) {
      html.element("span", fold.note(), "class", "note");
    }
    html.end();
    contents(fold.contents());
    html.end();
  }
}
