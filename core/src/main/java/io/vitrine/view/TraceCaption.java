package io.vitrine.view;

import io.vitrine.engine.FirstNonFinite.Found;
import io.vitrine.engine.FirstNonFinite.Operand;
import io.vitrine.engine.trace.Stop;
import java.util.Locale;
import java.util.stream.Collectors;

/** What went wrong in a run of a network, in words. */
public final class TraceCaption {
  private TraceCaption() {}

  /**
   * A sentence that says where a run ended and why, what the node was given, and how far it came.
   *
   * @param ran nodes that ran
   * @param all nodes of the network
   */
  public static String stopped(Stop stop, long ran, long all, Locale locale) {
    Words words = Words.of(locale);
    String given = String.join(words.say("input.comma"), stop.inputs());
    String why = words.say("stopped." + stop.kind(), stop.reason());
    return words.say(
        given.isEmpty() ? "stopped.withoutInputs" : "stopped",
        stop.node(),
        stop.operator(),
        why,
        ran,
        all,
        given);
  }

  /** A sentence that says where numbers were first NaN or infinite. */
  public static String notFinite(Found found, Locale locale) {
    Words words = Words.of(locale);
    String what = words.say("notFinite." + found.kind());
    String numbers = words.say("notFinite.numbers", found.numbers(), count(found), found.shape());
    if (found.node().isEmpty()) {
      return words.say("notFinite.value", what, found.value(), numbers);
    }
    String given =
        found.operands().stream()
            .map(operand -> operand(operand, words))
            .collect(Collectors.joining(words.say("input.comma")));
    return words.say(
        given.isEmpty() ? "notFinite.source" : "notFinite.node",
        what,
        found.node().get().name(),
        found.node().get().qualifiedOperator(),
        numbers,
        given);
  }

  private static long count(Found found) {
    return found.shape().elements().orElseThrow();
  }

  private static String operand(Operand operand, Words words) {
    String text =
        operand.shape().map(shape -> operand.name() + " " + shape).orElseGet(operand::name);
    return operand.finite() ? text : words.say("notFinite.operand", text);
  }
}
