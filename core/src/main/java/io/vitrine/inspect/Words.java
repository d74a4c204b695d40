package io.vitrine.inspect;

import io.vitrine.language.Bundles;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of this package in one language; numbers are written alike in all. */
final class Words {
  private final ResourceBundle bundle;

  private Words(ResourceBundle bundle) {
    this.bundle = bundle;
  }

  static Words of(Locale locale) {
    return new Words(Bundles.of("io.vitrine.inspect.messages", locale));
  }

  /**
   * The language of the words as in the bundle's name, such as {@code zh_CN}; empty for English.
   */
  String language() {
    return bundle.getLocale().toString();
  }

  String say(String key, Object... parts) {
    String[] texts = new String[parts.length];
    for (int i = 0; i < parts.length; i++) {
      boolean whole = parts[i] instanceof Long || parts[i] instanceof Integer;
      texts[i] =
          whole ? NumberText.count(((Number) parts[i]).longValue()) : String.valueOf(parts[i]);
    }
    return new MessageFormat(bundle.getString(key), Locale.ROOT).format(texts);
  }
}
