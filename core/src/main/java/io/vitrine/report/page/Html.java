package io.vitrine.report.page;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes HTML; all text and every attribute's value is escaped. */
final class Html {
  private final StringBuilder out = new StringBuilder(1 << 16);
  private final Deque<String> open = new ArrayDeque<>();
  private long wide;

  /**
   * Begins an element.
   *
   * @param attributes names and values in turn; a value that is empty leaves its attribute out
   */
  Html begin(String tag, String... attributes) {
    tag(tag, attributes);
    open.push(tag);
    return this;
  }

  private void tag(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      if (!attributes[i + 1].isEmpty()) {
        out.append(' ').append(attributes[i]).append("=\"");
        escape(attributes[i + 1]);
        out.append('"');
      }
    }
    out.append('>');
  }

  /** Ends the element begun last. */
  Html end() {
    out.append("</").append(open.pop()).append(">\n");
    return this;
  }

  /** An element that has no content and no end. */
  Html empty(String tag, String... attributes) {
    tag(tag, attributes);
    return this;
  }

  /** A whole element with a text in it. */
  Html element(String tag, String text, String... attributes) {
    return begin(tag, attributes).text(text).end();
  }

  Html text(String text) {
    escape(text);
    return this;
  }

  /** What is markup already. */
  Html raw(String markup) {
    out.append(markup);
    wide += markup.chars().filter(c -> c >= 0x80).count();
    return this;
  }

  /** At most so many bytes have been written: a character of ours takes up to three. */
  long mostBytes() {
    return out.length() + 2L * wide;
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> plain(isAllowed(c) ? c : '\uFFFD');
      }
    }
  }

  private void plain(char c) {
    wide += c < 0x80 ? 0 : 1;
    out.append(c);
  }

  /** Control characters may not stand in a document. */
  private static boolean isAllowed(char c) {
    return c >= ' ' && c != '\u007F' || c == '\n' || c == '\t';
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("elements that were not ended: " + open);
    }
    return out.toString();
  }
}
