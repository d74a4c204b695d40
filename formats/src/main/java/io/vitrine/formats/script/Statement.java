package io.vitrine.formats.script;

import java.util.List;

/** A statement of the text. */
sealed interface Statement {
  /**
   * A value for one target, or the items of one for several.
   *
   * @param targets names, or members that are set
   */
  record Assignment(List<Expression> targets, Expression value) implements Statement {
    public Assignment {
      targets = List.copyOf(targets);
    }
  }

  record Bare(Expression value) implements Statement {}

  record Return(Expression value) implements Statement {}

  record If(Expression condition, List<Statement> then, List<Statement> otherwise)
      implements Statement {
    public If {
      then = List.copyOf(then);
      otherwise = List.copyOf(otherwise);
    }
  }

  record For(Expression target, Expression range, List<Statement> body) implements Statement {
    public For {
      body = List.copyOf(body);
    }
  }

  record While(Expression condition, List<Statement> body) implements Statement {
    public While {
      body = List.copyOf(body);
    }
  }
}
