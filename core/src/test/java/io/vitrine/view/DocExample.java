package io.vitrine.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Code that a document shows and a test runs: in the document behind {@code <!-- Test part -->}, in
 * the test's source between {@code // begin part} and {@code // end part}.
 */
public record DocExample(Path document, Path source) {
  /** Checks that both are the same. */
  public void check(String part) throws IOException {
    String test = String.valueOf(source.getFileName()).replace(".java", "");
    String marker = (test + " " + part).strip();
    assertThat(found(document, "<!-- " + marker + " -->\\n```java\\n(.*?)```"))
        .isEqualTo(run(part));
  }

  /** What the test runs. */
  public String run(String part) throws IOException {
    String end = part.isEmpty() ? "" : " " + part;
    return found(source, "// begin" + end + "\\n(.*?)// end" + end + "\\n");
  }

  private static String found(Path file, String pattern) throws IOException {
    String text = Files.readString(file).replace("\r", "");
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
    assertThat(matcher.find()).as("%s holds %s", file, pattern).isTrue();
    return matcher.group(1).stripIndent().strip();
  }
}
