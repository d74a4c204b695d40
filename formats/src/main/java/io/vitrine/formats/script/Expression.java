package io.vitrine.formats.script;

import io.vitrine.formats.sketch.Arg;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An expression of the text. */
sealed interface Expression {
  record Name(String name) implements Expression {}

  record Literal(Arg value) implements Expression {}

  record Member(Expression of, String name) implements Expression {}

  record Item(Expression of, Expression index) implements Expression {}

  record Invocation(Expression what, List<Expression> positional, Map<String, Expression> named)
      implements Expression {
    public Invocation {
      positional = List.copyOf(positional);
      named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
    }
  }

  /** A list or a tuple. */
  record Several(List<Expression> items) implements Expression {
    public Several {
      items = List.copyOf(items);
    }
  }

  /** What is read over, such as a dict. */
  record Unread() implements Expression {}

  /** Names joined by dots, such as {@code torch.conv2d}; empty where this is something else. */
  static Optional<String> dotted(Expression expression) {
    if (expression instanceof Name name) {
      return Optional.of(name.name());
    }
    return expression instanceof Member member
        ? dotted(member.of()).map(of -> of + "." + member.name())
        : Optional.empty();
  }
}
