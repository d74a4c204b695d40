package io.vitrine.formats.script;

import java.util.List;
import java.util.Optional;

/**
 * A function or method.
 *
 * @param results how many values it says to return
 * @param text as the file has it
 */
record Function(
    String name, List<Parameter> parameters, int results, List<Statement> body, String text) {
  Function {
    parameters = List.copyOf(parameters);
    body = List.copyOf(body);
  }

  /**
   * What a function takes.
   *
   * @param type as the text writes it, empty where it does not
   */
  record Parameter(String name, String type, Optional<Expression> otherwise) {}
}
