package io.vitrine.inspect;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds the names that someone who mistyped one may have meant. */
final class NearNames {
  private static final int MOST = 5;
  private static final int LONGEST = 200;

  /** A name and how far it is from what was asked for. */
  private record Candidate(String name, int distance) {}

  private NearNames() {}

  /**
   * Up to five names, the nearest first: those that contain what was asked for, then those that few
   * letters tell from it, a third of them at most.
   */
  static List<String> of(String asked, Stream<String> names) {
    String wanted = asked.toLowerCase(Locale.ROOT);
    int limit = Math.max(2, wanted.length() / 3);
    return names
        .distinct()
        .filter(name -> name.length() <= LONGEST && wanted.length() <= LONGEST)
        .map(name -> new Candidate(name, distance(wanted, name.toLowerCase(Locale.ROOT), limit)))
        .filter(candidate -> candidate.distance() <= limit)
        .sorted(Comparator.comparingInt(Candidate::distance))
        .limit(MOST)
        .map(Candidate::name)
        .toList();
  }

  private static int distance(String wanted, String name, int limit) {
    if (name.contains(wanted)) {
      return 0;
    }
    return Math.abs(name.length() - wanted.length()) > limit ? limit + 1 : edits(wanted, name);
  }

  /** Letters to insert, delete and replace. Source: Levenshtein, 1965. */
  private static int edits(String a, String b) {
    int[] before = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(before[j], row[j - 1]));
      }
      before = row;
    }
    return before[b.length()];
  }
}
