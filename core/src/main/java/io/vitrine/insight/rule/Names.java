package io.vitrine.insight.rule;

import java.util.List;

/** Names in a row, of which the first few are said and the others counted. */
public record Names(List<String> names) {
  /** How many are said; more would hide the sentence's point. */
  static final int SAID = 4;

  public Names {
    names = List.copyOf(names);
  }

  List<String> said() {
    return names.size() <= SAID + 1 ? names : names.subList(0, SAID);
  }

  int unsaid() {
    return names.size() - said().size();
  }
}
