package io.vitrine.language;

import java.util.ArrayList;
import java.util.List;

/**
 * A sentence with places for texts, in the notation of {@link java.text.MessageFormat}: {@code {0}}
 * is a place, {@code ''} an apostrophe, and what stands between apostrophes is taken as it is.
 * Formats within a place are not read. It is read once and filled often.
 */
public final class Phrase {
  /** The texts between the places; one more than there are places. */
  private final List<String> texts;

  private final int[] places;

  private Phrase(List<String> texts, List<Integer> places) {
    this.texts = List.copyOf(texts);
    this.places = places.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException where a place is not a number between braces
   */
  public static Phrase of(String pattern) {
    List<String> texts = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\'') {
        boolean isDouble = i + 1 < pattern.length() && pattern.charAt(i + 1) == '\'';
        if (isDouble) {
          text.append(c);
          i++;
        } else {
          isQuoted = !isQuoted;
        }
      } else if (c == '{' && !isQuoted) {
        int end = pattern.indexOf('}', i);
        places.add(place(pattern, i + 1, end));
        texts.add(text.toString());
        text.setLength(0);
        i = end;
      } else {
        text.append(c);
      }
    }
    texts.add(text.toString());
    return new Phrase(texts, places);
  }

  private static int place(String pattern, int start, int end) {
    try {
      return Integer.parseInt(pattern, start, Math.max(start, end), 10);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected {0}, {1}, ... in \"" + pattern + "\"", e);
    }
  }

  /** The sentence with parts in its places; a place without a part keeps its number. */
  public String fill(String... parts) {
    StringBuilder sentence = new StringBuilder(texts.get(0));
    for (int i = 0; i < places.length; i++) {
      int place = places[i];
      if (place < parts.length) {
        sentence.append(parts[place]);
      } else {
        sentence.append('{').append(place).append('}');
      }
      sentence.append(texts.get(i + 1));
    }
    return sentence.toString();
  }
}
