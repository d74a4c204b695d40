package io.vitrine.tuning;

import io.vitrine.language.Bundles;
import io.vitrine.language.Phrase;
import java.util.List;
import java.util.Locale;

/**
 * What was done to a network, or cannot be done, as a sentence.
 *
 * @param key of the sentence among the package's texts
 * @param parts what stands in its places
 */
public record Remark(String key, List<String> parts) {
  public Remark {
    parts = List.copyOf(parts);
  }

  /** The sentence in a language. */
  public String say(Locale language) {
    String pattern = Bundles.of("io.vitrine.tuning.messages", language).getString(key);
    return Phrase.of(pattern).fill(parts.toArray(String[]::new));
  }
}
