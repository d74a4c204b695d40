package io.vitrine.formats.script;

import io.vitrine.formats.script.Token.Kind;
import java.util.List;

/** The words of a text, read forward. */
final class Tokens {
  private final List<Token> tokens;
  private int index;

  Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token here() {
    return tokens.get(Math.min(index, tokens.size() - 1));
  }

  Token next() {
    Token token = here();
    index++;
    return token;
  }

  boolean at(String mark) {
    return here().is(mark);
  }

  boolean at(Kind kind) {
    return here().kind() == kind;
  }

  void expect(String mark) {
    if (!next().is(mark)) {
      throw new NotFollowed("expected '" + mark + "' at character " + here().at());
    }
  }

  void expect(Kind kind) {
    if (next().kind() != kind) {
      throw new NotFollowed("expected a " + kind + " at character " + here().at());
    }
  }

  String name() {
    Token token = next();
    if (token.kind() != Kind.NAME) {
      throw new NotFollowed("expected a name at character " + token.at());
    }
    return token.text();
  }

  /** Goes behind the end of the line, over blocks that begin there. */
  void skipLine() {
    while (!at(Kind.LINE) && !at(Kind.END)) {
      index++;
    }
    if (at(Kind.LINE)) {
      index++;
    }
  }
}
