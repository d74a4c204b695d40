package io.vitrine.model;

import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A file is not what it should be. The message says what was found, what was expected, where, and
 * what to do. It can be shown as it is: names from the file may hold characters that a terminal
 * obeys, which are replaced, and lines of more than {@value #MOST_SHOWN} characters are cut.
 */
public final class ModelFormatException extends IOException {
  private static final long serialVersionUID = 1;

  private static final int MOST_SHOWN = 2000;
  private static final Pattern OBEYED = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\n]]");

  public ModelFormatException(String message) {
    super(shown(message));
  }

  public ModelFormatException(String message, Throwable cause) {
    super(shown(message), cause);
  }

  private static String shown(String message) {
    return OBEYED
        .matcher(message)
        .replaceAll("\uFFFD")
        .lines()
        .map(line -> line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) + "..." : line)
        .collect(Collectors.joining("\n"));
  }
}
