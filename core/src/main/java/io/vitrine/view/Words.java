package io.vitrine.view;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The words of the views in one language. */
public final class Words {
  private static final String BUNDLE = "io.vitrine.view.messages";

  private final Locale locale;
  private final ResourceBundle bundle;

  private Words(Locale locale, ResourceBundle bundle) {
    this.locale = locale;
    this.bundle = bundle;
  }

  /** The words for a locale: Chinese for any Chinese one, else English. */
  public static Words of(Locale locale) {
    boolean anyChinese = locale.getLanguage().equals("zh") && locale.getCountry().isEmpty();
    ResourceBundle bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            anyChinese ? Locale.SIMPLIFIED_CHINESE : locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return new Words(locale, bundle);
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
    return new MessageFormat(pattern(key), Locale.ROOT).format(texts);
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
