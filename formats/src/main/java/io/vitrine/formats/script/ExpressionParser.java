package io.vitrine.formats.script;

import io.vitrine.formats.script.Expression.Invocation;
import io.vitrine.formats.script.Expression.Item;
import io.vitrine.formats.script.Expression.Literal;
import io.vitrine.formats.script.Expression.Member;
import io.vitrine.formats.script.Expression.Name;
import io.vitrine.formats.script.Expression.Several;
import io.vitrine.formats.script.Expression.Unread;
import io.vitrine.formats.script.Token.Kind;
import io.vitrine.formats.sketch.Arg;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses expressions: names, literals, members, items, calls, lists and tuples. */
final class ExpressionParser {
  private static final int MOST_DEPTH = 500;

  private final Tokens tokens;
  private int depth;

  ExpressionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** One expression, or a tuple without brackets where a comma follows. */
  Expression several() {
    Expression first = one();
    if (!tokens.at(",")) {
      return first;
    }
    List<Expression> items = new ArrayList<>(List.of(first));
    while (tokens.at(",")) {
      tokens.next();
      if (ends()) {
        break;
      }
      items.add(one());
    }
    return new Several(items);
  }

  private boolean ends() {
    return tokens.at("=") || tokens.at("in") || tokens.at(Kind.LINE) || tokens.at(Kind.END);
  }

  Expression one() {
    if (++depth > MOST_DEPTH) {
      throw new NotFollowed("expressions that nest more than " + MOST_DEPTH + " deep");
    }
    Expression expression = behind(start());
    depth--;
    return expression;
  }

  private Expression start() {
    Token token = tokens.next();
    return switch (token.kind()) {
      case NUMBER -> new Literal(number(token.text(), false));
      case STRING -> new Literal(new Arg.Text(token.text()));
      case NAME -> word(token.text());
      case MARK -> mark(token);
      default -> throw new NotFollowed("expected an expression at character " + token.at());
    };
  }

  private Expression mark(Token token) {
    return switch (token.text()) {
      case "(" -> tuple();
      case "[" -> new Several(items("]"));
      case "-" -> negative();
      case "{" -> dict();
      default -> throw new NotFollowed("'" + token.text() + "' at character " + token.at());
    };
  }

  private static Expression word(String name) {
    return switch (name) {
      case "None" -> new Literal(Arg.None.NONE);
      case "True" -> new Literal(new Arg.Bool(true));
      case "False" -> new Literal(new Arg.Bool(false));
      case "inf" -> new Literal(new Arg.Real(Double.POSITIVE_INFINITY));
      case "nan" -> new Literal(new Arg.Real(Double.NaN));
      default -> new Name(name);
    };
  }

  private Expression negative() {
    Token token = tokens.next();
    if (token.kind() == Kind.NUMBER) {
      return new Literal(number(token.text(), true));
    }
    if (token.is("inf")) {
      return new Literal(new Arg.Real(Double.NEGATIVE_INFINITY));
    }
    throw new NotFollowed("expected a number behind '-' at character " + token.at());
  }

  private static Arg number(String text, boolean negative) {
    try {
      if (text.matches("\\d+")) {
        BigInteger whole = new BigInteger(text.substring(0, Math.min(text.length(), 40)));
        return new Arg.Int((negative ? whole.negate() : whole).longValueExact());
      }
      double real = Double.parseDouble(text);
      return new Arg.Real(negative ? -real : real);
    } catch (NumberFormatException | ArithmeticException e) {
      throw new NotFollowed("'" + text + "' is no number of 64 bits");
    }
  }

  /** An expression in brackets, or a tuple. */
  private Expression tuple() {
    if (tokens.at(")")) {
      tokens.next();
      return new Several(List.of());
    }
    Expression first = one();
    if (tokens.at(")")) {
      tokens.next();
      return first;
    }
    List<Expression> all = new ArrayList<>(List.of(first));
    tokens.expect(",");
    all.addAll(items(")"));
    return new Several(all);
  }

  private List<Expression> items(String end) {
    List<Expression> items = new ArrayList<>();
    while (!tokens.at(end)) {
      items.add(one());
      if (tokens.at(",")) {
        tokens.next();
      } else if (!tokens.at(end)) {
        throw new NotFollowed("expected '" + end + "' at character " + tokens.here().at());
      }
    }
    tokens.next();
    return items;
  }

  private Expression dict() {
    while (!tokens.at("}")) {
      one();
      if (tokens.at(":") || tokens.at(",")) {
        tokens.next();
      } else if (!tokens.at("}")) {
        throw new NotFollowed("expected '}' at character " + tokens.here().at());
      }
    }
    tokens.next();
    return new Unread();
  }

  /** Members, items and calls of what was read. */
  private Expression behind(Expression start) {
    Expression read = start;
    for (int parts = 0; parts <= MOST_DEPTH; parts++) {
      if (tokens.at(".")) {
        tokens.next();
        read = new Member(read, tokens.name());
      } else if (tokens.at("(")) {
        tokens.next();
        read = call(read);
      } else if (tokens.at("[")) {
        tokens.next();
        List<Expression> index = items("]");
        read = new Item(read, index.size() == 1 ? index.get(0) : new Several(index));
      } else {
        return read;
      }
    }
    throw new NotFollowed("expressions of more than " + MOST_DEPTH + " parts");
  }

  private Expression call(Expression what) {
    List<Expression> positional = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    while (!tokens.at(")")) {
      Expression argument = one();
      if (tokens.at("=") && argument instanceof Name name) {
        tokens.next();
        named.put(name.name(), one());
      } else {
        positional.add(argument);
      }
      if (tokens.at(",")) {
        tokens.next();
      } else if (!tokens.at(")")) {
        throw new NotFollowed("expected ')' at character " + tokens.here().at());
      }
    }
    tokens.next();
    return new Invocation(what, positional, named);
  }
}
