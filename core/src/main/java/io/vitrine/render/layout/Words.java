package io.vitrine.render.layout;

import java.util.Locale;
import java.util.ResourceBundle;

/** The few words that a layout adds by itself, in the figure's language. */
record Words(ResourceBundle bundle) {
  static Words in(Locale language) {
    ResourceBundle.Control exact =
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    return new Words(
        ResourceBundle.getBundle(Words.class.getPackageName() + ".words", language, exact));
  }

  String of(String key) {
    return bundle.getString(key);
  }
}
