package io.vitrine.report;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What tests ask of a page. */
public record Page(String html) {
  /** All ids, in order. */
  List<String> ids() {
    return all(" id=\"([^\"]+)\"");
  }

  /** What links lead to inside the page. */
  List<String> targets() {
    return all("href=\"#([^\"]+)\"");
  }

  /** The first groups of all matches. */
  public List<String> all(String pattern) {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(html)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
