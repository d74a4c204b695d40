package io.vitrine.render.layout.part;

import io.vitrine.language.Bundles;
import java.util.Locale;
import java.util.ResourceBundle;

/** The few words that a layout adds by itself, in the figure's language. */
public record Words(ResourceBundle bundle) {
  public static Words in(Locale language) {
    return new Words(Bundles.of("io.vitrine.render.layout.part.words", language));
  }

  public String of(String key) {
    return bundle.getString(key);
  }
}
