package io.vitrine.grouping.pattern;

import io.vitrine.grouping.pattern.Group.Display;
import java.util.Optional;

/**
 * A pattern and what its matches become.
 *
 * @param kind what a match is called
 * @param pattern what it looks like
 * @param display whether it is usually shown as one
 * @param sides what else may enter it
 * @param after a kind that the network must already hold, or empty
 * @param along what belongs to a match because it feeds nothing else, such as the projections of
 *     keys and values that come from elsewhere; a group is the last of those before it
 */
public record Rule(
    String kind,
    Pattern pattern,
    Display display,
    Sides sides,
    String after,
    Optional<Pattern.One> along) {
  /** Whether values from elsewhere may enter a match beside the one that it begins at. */
  public enum Sides {
    NONE,
    ALLOWED
  }

  public Rule {
    if (!kind.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "a kind is written in small letters, digits and hyphens, found '" + kind + "'");
    }
  }

  /** A rule whose matches are shown as one and are entered by one value. */
  public static Rule of(String kind, Pattern pattern) {
    return new Rule(kind, pattern, Display.CLOSED, Sides.NONE, "", Optional.empty());
  }

  public Rule shown(Display how) {
    return new Rule(kind, pattern, how, sides, after, along);
  }

  /** The same where values from elsewhere may enter, as a U-Net's skip does. */
  public Rule open() {
    return new Rule(kind, pattern, display, Sides.ALLOWED, after, along);
  }

  /** The same, but only in networks that hold a group of a kind. */
  public Rule onlyBeside(String other) {
    return new Rule(kind, pattern, display, sides, other, along);
  }

  /** The same where values from elsewhere may enter, with what feeds only a match. */
  public Rule openWith(Pattern.One part) {
    return new Rule(kind, pattern, display, Sides.ALLOWED, after, Optional.of(part));
  }
}
