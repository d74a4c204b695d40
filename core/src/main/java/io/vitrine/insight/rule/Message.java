package io.vitrine.insight.rule;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One thing that a rule may say; its words lie in the message bundles.
 *
 * @param key in the bundles: {@code view.rule.variant}
 * @param severity of what it says
 * @param arguments how many numbers and names its words hold, at least one
 */
public record Message(String key, Severity severity, int arguments) {
  private static final Pattern KEY = Pattern.compile("[a-z]+\\.[a-zA-Z]+\\.[a-zA-Z]+");

  public Message {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "a message's key is view.rule.variant, found '" + key + "'");
    }
    if (arguments < 1) {
      throw new IllegalArgumentException("the message '" + key + "' states no figure");
    }
  }

  public static Message note(String key, int arguments) {
    return new Message(key, Severity.NOTE, arguments);
  }

  public static Message good(String key, int arguments) {
    return new Message(key, Severity.GOOD, arguments);
  }

  public static Message warning(String key, int arguments) {
    return new Message(key, Severity.WARNING, arguments);
  }

  /** The rule that says it: the key without its variant. */
  public String rule() {
    return key.substring(0, key.lastIndexOf('.'));
  }

  /**
   * The finding that this message tells.
   *
   * @param values numbers, texts, {@link Amount}s, {@link Names} and {@link Term}s, as many as the
   *     message has arguments
   */
  public Finding with(Object... values) {
    return new Finding(this, List.of(values));
  }
}
