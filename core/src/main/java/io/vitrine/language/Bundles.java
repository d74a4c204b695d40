package io.vitrine.language;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.jspecify.annotations.Nullable;

/** Finds the texts of a package, which lie in it as properties files by language. */
public final class Bundles {
  private static final Control FILES = new Files();

  private Bundles() {}

  /**
   * The texts in a language: simplified Chinese for Chinese that names no country, English where
   * there is no file for the language. The system's own language plays no part.
   *
   * @param name the package and the files' name, without language and ending
   * @throws java.util.MissingResourceException if there is no such file
   */
  public static ResourceBundle of(String name, Locale language) {
    return ResourceBundle.getBundle(name, language, FILES);
  }

  /** Looks for those files only that may be there: each other one is sought in every library. */
  private static final class Files extends Control {
    @Override
    public List<String> getFormats(String name) {
      return FORMAT_PROPERTIES;
    }

    @Override
    public List<Locale> getCandidateLocales(String name, Locale language) {
      boolean anyChinese = language.getLanguage().equals("zh") && language.getCountry().isEmpty();
      if (anyChinese || language.equals(Locale.SIMPLIFIED_CHINESE)) {
        return List.of(Locale.SIMPLIFIED_CHINESE, Locale.ROOT);
      }
      return language.getLanguage().equals("en")
          ? List.of(Locale.ROOT)
          : super.getCandidateLocales(name, language);
    }

    @Override
    public @Nullable Locale getFallbackLocale(String name, Locale language) {
      return null;
    }
  }
}
