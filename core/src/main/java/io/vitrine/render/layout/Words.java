package io.vitrine.render.layout;

import io.vitrine.language.Bundles;
import java.util.Locale;
import java.util.ResourceBundle;

/** The few words that a layout adds by itself, in the figure's language. */
record Words(ResourceBundle bundle) {
  static Words in(Locale language) {
    return new Words(Bundles.of("io.vitrine.render.layout.words", language));
  }

  String of(String key) {
    return bundle.getString(key);
  }
}
