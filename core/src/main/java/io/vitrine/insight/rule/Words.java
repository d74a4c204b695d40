package io.vitrine.insight.rule;

import io.vitrine.language.Bundles;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** Puts findings into words. */
final class Words {
  static final String BUNDLE = "io.vitrine.insight.messages";

  private final ResourceBundle bundle;
  private final Locale locale;

  private Words(ResourceBundle bundle, Locale locale) {
    this.bundle = bundle;
    this.locale = locale;
  }

  static Words in(Locale locale) {
    return new Words(Bundles.of(BUNDLE, locale), locale);
  }

  String text(String key) {
    return bundle.getString(key);
  }

  String sentence(String key, List<Object> arguments) {
    Object[] words = arguments.stream().map(this::word).toArray();
    return new MessageFormat(text(key), locale).format(words);
  }

  private Object word(Object argument) {
    if (argument instanceof Amount amount) {
      return amount.in(locale);
    }
    if (argument instanceof Names names) {
      return list(names);
    }
    return argument instanceof Term term ? text("term." + term.key()) : argument;
  }

  private String list(Names names) {
    String said = String.join(text("list.separator"), names.said());
    return names.unsaid() == 0
        ? said
        : new MessageFormat(text("list.more"), locale)
            .format(new Object[] {said, names.unsaid(), names.names().size()});
  }
}
