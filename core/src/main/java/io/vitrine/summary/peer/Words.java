package io.vitrine.summary.peer;

import io.vitrine.language.Bundles;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences of this package in a language. */
record Words(Locale locale) {
  String of(String key, Object... texts) {
    ResourceBundle bundle = Bundles.of("io.vitrine.summary.peer.messages", locale);
    return new MessageFormat(bundle.getString(key), Locale.ROOT).format(texts);
  }
}
