package io.vitrine.report.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitrine.run.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A report as data.
 *
 * @param title the page's heading
 * @param subtitle below it, a sentence
 * @param language of its texts
 * @param headline the few numbers that matter most
 * @param sections from top to bottom
 */
public record Report(
    String title, String subtitle, Locale language, List<Fact> headline, List<Section> sections) {
  /** The largest page, in bytes; detail figures beyond it are left to their commands. */
  public static final int MOST_BYTES = 10_000_000;

  public Report {
    headline = List.copyOf(headline);
    sections = List.copyOf(sections);
  }

  /** The page: one HTML document that loads nothing from anywhere. */
  public String html() {
    return new PageWriter(this, MOST_BYTES).write();
  }

  /**
   * Writes the page; an older file is replaced as a whole.
   *
   * @throws IOException where it cannot be written; an older file then stays as it was
   */
  public void write(Path file) throws IOException {
    byte[] bytes = html().getBytes(UTF_8);
    AtomicFile.write(file, out -> out.write(bytes));
  }
}
