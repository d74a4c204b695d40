package io.vitrine.summary.peer;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences of this package in a language. */
record Words(Locale locale) {
  String of(String key, Object... texts) {
    ResourceBundle bundle =
        ResourceBundle.getBundle(
            "io.vitrine.summary.peer.messages",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return new MessageFormat(bundle.getString(key), Locale.ROOT).format(texts);
  }
}
