package io.vitrine.language;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** Finds the texts of a package, which lie in it as properties files by language. */
public final class Bundles {
  private Bundles() {}

  /**
   * The texts in a language: simplified Chinese for Chinese that names no country, English where
   * there is no file for the language. The system's own language plays no part.
   *
   * @param name the package and the files' name, without language and ending
   * @throws java.util.MissingResourceException if there is no such file
   */
  public static ResourceBundle of(String name, Locale language) {
    boolean anyChinese = language.getLanguage().equals("zh") && language.getCountry().isEmpty();
    return ResourceBundle.getBundle(
        name,
        anyChinese ? Locale.SIMPLIFIED_CHINESE : language,
        Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
  }
}
