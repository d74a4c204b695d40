package io.vitrine.insight.rule;

import java.util.List;
import java.util.Locale;

/**
 * What a rule found.
 *
 * @param message what it says
 * @param arguments the figures it says it with, in the message's order
 */
public record Finding(Message message, List<Object> arguments) {
  public Finding {
    arguments = List.copyOf(arguments);
    if (arguments.size() != message.arguments()) {
      throw new IllegalArgumentException(
          "the message '"
              + message.key()
              + "' has "
              + message.arguments()
              + " arguments, found "
              + arguments);
    }
  }

  /** The rule that found it. */
  public String rule() {
    return message.rule();
  }

  public Severity severity() {
    return message.severity();
  }

  /** The finding in a sentence or two, with its numbers as the locale writes them. */
  public String sentence(Locale locale) {
    return Words.in(locale).sentence(message.key(), arguments);
  }
}
