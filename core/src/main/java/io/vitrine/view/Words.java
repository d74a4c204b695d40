package io.vitrine.view;

import io.vitrine.language.Bundles;
import io.vitrine.language.Phrase;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/** The words of the views in one language. */
public final class Words {
  private static final String BUNDLE = "io.vitrine.view.messages";

  private final Locale locale;
  private final ResourceBundle bundle;
  private final Map<String, Phrase> phrases = new ConcurrentHashMap<>();

  private Words(Locale locale, ResourceBundle bundle) {
    this.locale = locale;
    this.bundle = bundle;
  }

  /** The words for a locale. */
  public static Words of(Locale locale) {
    return new Words(locale, Bundles.of(BUNDLE, locale));
  }

  public Locale locale() {
    return locale;
  }

  /**
   * The sentence of a key with its parts filled in; numbers appear as {@link NumberText} writes
   * them, whole numbers in full.
   */
  public String say(String key, Object... parts) {
    String[] texts = new String[parts.length];
    for (int i = 0; i < parts.length; i++) {
      texts[i] =
          parts[i] instanceof Double number ? NumberText.of(number) : String.valueOf(parts[i]);
    }
    return phrases.computeIfAbsent(key, k -> Phrase.of(pattern(k))).fill(texts);
  }

  /** A share from 0 to 1 in per cent, to a hundredth. */
  public String percent(double share) {
    return NumberText.percent(share);
  }

  /** Sentences one after another, with a space between them where the language has one. */
  public String sentences(List<String> sentences) {
    return String.join(pattern("space"), sentences);
  }

  private String pattern(String key) {
    try {
      return bundle.getString(key);
    } catch (MissingResourceException e) {
      throw new IllegalStateException("no words for " + key + " in " + BUNDLE, e);
    }
  }
}
