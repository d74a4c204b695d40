package io.vitrine.inspect;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A search over names, in one of three ways of writing: {@code layer1} finds names that contain it,
 * whatever the case; with {@code *} (any text) or {@code ?} (one character), {@code *.weight} finds
 * whole names; {@code /^layer[12]\./} finds names that the regular expression occurs in.
 */
public final class NamePattern {
  private final String text;
  private final Pattern pattern;

  private NamePattern(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  /**
   * A pattern.
   *
   * @throws IllegalArgumentException where a regular expression is none, or nothing is written
   */
  public static NamePattern of(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a pattern is empty; write a part of a name, or *");
    }
    if (text.length() > 2 && text.startsWith("/") && text.endsWith("/")) {
      return new NamePattern(text, expression(text.substring(1, text.length() - 1)));
    }
    boolean glob = text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    return new NamePattern(
        text,
        glob
            ? Pattern.compile("\\A" + globbed(text) + "\\z", Pattern.DOTALL)
            : Pattern.compile(
                Pattern.quote(text), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
  }

  private static Pattern expression(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "/" + regex + "/ is no regular expression: " + e.getDescription(), e);
    }
  }

  private static String globbed(String glob) {
    StringBuilder regex = new StringBuilder();
    glob.codePoints()
        .forEach(
            c ->
                regex.append(
                    switch (c) {
                      case '*' -> ".*";
                      case '?' -> ".";
                      default -> Pattern.quote(Character.toString(c));
                    }));
    return regex.toString();
  }

  public boolean matches(String name) {
    return pattern.matcher(name).find();
  }

  @Override
  public String toString() {
    return text;
  }
}
