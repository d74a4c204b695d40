package io.vitrine.formats.script;

import io.vitrine.formats.script.Expression.Unread;
import io.vitrine.formats.script.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parses what TorchScript writes: classes with methods and functions, of assignments, conditions,
 * loops and returns.
 */
final class Parser {
  private final String text;
  private final Tokens tokens;
  private final ExpressionParser expressions;
  private final Map<String, ClassText> classes = new LinkedHashMap<>();
  private final Map<String, Function> functions = new LinkedHashMap<>();

  private Parser(String text) {
    this.text = text;
    this.tokens = new Tokens(Lexer.tokens(text));
    this.expressions = new ExpressionParser(tokens);
  }

  /** A file that was parsed. */
  record File(Map<String, ClassText> classes, Map<String, Function> functions) {}

  static File file(String text) {
    Parser parser = new Parser(text);
    parser.run();
    return new File(parser.classes, parser.functions);
  }

  private void run() {
    while (!tokens.at(Kind.END)) {
      if (tokens.at("class")) {
        ClassText read = classText();
        classes.put(read.name(), read);
      } else if (tokens.at("def")) {
        Function read = function();
        functions.put(read.name(), read);
      } else {
        tokens.skipLine();
      }
    }
  }

  private ClassText classText() {
    tokens.expect("class");
    String name = tokens.name();
    while (!tokens.at(Kind.LINE)) {
      tokens.next();
    }
    Map<String, Function> methods = new LinkedHashMap<>();
    Map<String, Expression> constants = new LinkedHashMap<>();
    block(
        () -> {
          if (tokens.at("def")) {
            Function method = function();
            methods.put(method.name(), method);
          } else {
            constant(constants);
          }
        });
    return new ClassText(name, methods, constants);
  }

  /** {@code name = value} or {@code name : type = value}; other lines say nothing of use. */
  private void constant(Map<String, Expression> constants) {
    String name = tokens.at(Kind.NAME) ? tokens.name() : "";
    if (tokens.at(":")) {
      tokens.next();
      expressions.one();
    }
    if (tokens.at("=") && !name.isEmpty()) {
      tokens.next();
      constants.put(name, expressions.several());
    }
    tokens.skipLine();
  }

  private Function function() {
    int start = tokens.here().at();
    tokens.expect("def");
    String name = tokens.name();
    tokens.expect("(");
    List<Function.Parameter> parameters = new ArrayList<>();
    while (!tokens.at(")")) {
      parameters.add(parameter());
      if (tokens.at(",")) {
        tokens.next();
      }
    }
    tokens.expect(")");
    int results = 1;
    if (tokens.at("->")) {
      tokens.next();
      results = results(expressions.one());
    }
    tokens.expect(":");
    List<Statement> body = statements();
    String written = text.substring(start, Math.min(tokens.here().at(), text.length()));
    return new Function(name, parameters, results, body, written.strip());
  }

  /** A tuple's type lists its parts. */
  private static int results(Expression type) {
    return type instanceof Expression.Item item
            && item.of().equals(new Expression.Name("Tuple"))
            && item.index() instanceof Expression.Several parts
        ? parts.items().size()
        : 1;
  }

  private Function.Parameter parameter() {
    String name = tokens.name();
    String type = "";
    if (tokens.at(":")) {
      tokens.next();
      int from = tokens.here().at();
      expressions.one();
      type = text.substring(from, tokens.here().at()).strip();
    }
    Optional<Expression> otherwise = Optional.empty();
    if (tokens.at("=")) {
      tokens.next();
      otherwise = Optional.of(expressions.one());
    }
    return new Function.Parameter(name, type, otherwise);
  }

  private void block(Runnable member) {
    tokens.expect(Kind.LINE);
    if (!tokens.at(Kind.INDENT)) {
      return;
    }
    tokens.next();
    while (!tokens.at(Kind.DEDENT) && !tokens.at(Kind.END)) {
      member.run();
    }
    if (tokens.at(Kind.DEDENT)) {
      tokens.next();
    }
  }

  private List<Statement> statements() {
    List<Statement> statements = new ArrayList<>();
    block(() -> statement().ifPresent(statements::add));
    return statements;
  }

  private Optional<Statement> statement() {
    String word = tokens.here().kind() == Kind.NAME ? tokens.here().text() : "";
    return switch (word) {
      case "pass" -> {
        tokens.skipLine();
        yield Optional.empty();
      }
      case "if" -> Optional.of(condition());
      case "for" -> Optional.of(counted());
      case "while" -> {
        tokens.next();
        Expression condition = expressions.one();
        tokens.expect(":");
        yield Optional.of(new Statement.While(condition, statements()));
      }
      case "return" -> {
        tokens.next();
        Expression value = tokens.at(Kind.LINE) ? new Unread() : expressions.several();
        tokens.skipLine();
        yield Optional.of(new Statement.Return(value));
      }
      default -> Optional.of(plain());
    };
  }

  private Statement condition() {
    tokens.next();
    Expression condition = expressions.one();
    tokens.expect(":");
    List<Statement> then = statements();
    List<Statement> otherwise = List.of();
    if (tokens.at("else")) {
      tokens.next();
      tokens.expect(":");
      otherwise = statements();
    }
    return new Statement.If(condition, then, otherwise);
  }

  private Statement counted() {
    tokens.next();
    Expression target = expressions.several();
    tokens.expect("in");
    Expression range = expressions.one();
    tokens.expect(":");
    return new Statement.For(target, range, statements());
  }

  private Statement plain() {
    Expression first = expressions.several();
    if (tokens.at(":")) {
      tokens.next();
      expressions.one();
    }
    if (!tokens.at("=")) {
      tokens.skipLine();
      return new Statement.Bare(first);
    }
    tokens.next();
    Expression value = expressions.several();
    tokens.skipLine();
    List<Expression> targets =
        first instanceof Expression.Several several ? several.items() : List.of(first);
    return new Statement.Assignment(targets, value);
  }
}
