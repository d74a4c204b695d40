package io.vitrine.engine.trace;

import java.util.List;

/**
 * Why a run ended before the network did.
 *
 * @param node the node that did not run
 * @param operator its operator
 * @param inputs the values it was given, each with its type and shape
 * @param reason what kept it from running
 * @param kind of reason
 */
public record Stop(String node, String operator, List<String> inputs, String reason, Kind kind) {
  /** Kinds of reasons. */
  public enum Kind {
    /** Nobody knows how to run the operator. */
    UNKNOWN,
    /** It is known, and failed on what it was given, or was refused. */
    FAILED
  }

  public Stop {
    inputs = List.copyOf(inputs);
  }

  /** All of it in a sentence. */
  public String message() {
    String found = inputs.isEmpty() ? "" : " (inputs " + String.join(", ", inputs) + ")";
    return "node " + node + " (" + operator + "): " + reason + found;
  }
}
