package io.vitrine.grouping.pattern;

import io.vitrine.operator.Operators;
import io.vitrine.operator.entry.Category;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a part of a graph looks like, from one value on.
 *
 * <pre>{@code
 * Pattern body = serial(kind(CONVOLUTION), optional(kind(SQUEEZE_EXCITE)), kind(CONVOLUTION));
 * Pattern block = serial(parallel(body, nothing()).into(operator("Add")), optional(activation()));
 * }</pre>
 */
public sealed interface Pattern {
  /** One node or group. */
  record One(Predicate<Candidate> test) implements Pattern {
    /** The same with a further condition, for instance on attributes or shapes. */
    public One where(Predicate<Candidate> condition) {
      return new One(test.and(condition));
    }

    /** The same, taking so many computed values. */
    public One taking(int dataInputs) {
      return where(candidate -> candidate.dataInputs() == dataInputs);
    }
  }

  /** One after another; without parts, nothing. */
  record Serial(List<Pattern> parts) implements Pattern {
    public Serial {
      parts = List.copyOf(parts);
    }
  }

  /** The first alternative that fits all that follows. */
  record Choice(List<Pattern> alternatives) implements Pattern {
    public Choice {
      alternatives = List.copyOf(alternatives);
    }
  }

  /** The same again and again, as often as fits. */
  record Repeat(Pattern part, int least, int most) implements Pattern {
    public Repeat {
      if (least < 0 || most < least) {
        throw new IllegalArgumentException("a part repeated " + least + " to " + most + " times");
      }
    }
  }

  /** Different branches from one value, brought together; each branch exactly once. */
  record Parallel(List<Pattern> branches, One join) implements Pattern {
    public Parallel {
      branches = List.copyOf(branches);
    }
  }

  /** Branches of one look from one value, brought together. */
  record Branches(Pattern each, int least, One join) implements Pattern {}

  /** Branches that still need what brings them together. */
  interface Fork {
    Pattern into(One join);
  }

  /** A node with one of these operators. */
  static One operator(String... names) {
    Set<String> wanted = named("an operator", names);
    return new One(c -> c.isNode() && wanted.contains(c.group().kind()));
  }

  /** A group that an earlier rule made. */
  static One kind(String... kinds) {
    Set<String> wanted = named("a kind of group", kinds);
    return new One(c -> !c.isNode() && wanted.contains(c.group().kind()));
  }

  private static Set<String> named(String what, String... names) {
    if (names.length == 0 || List.of(names).contains("")) {
      throw new IllegalArgumentException(
          "a pattern of " + what + " names it, found " + List.of(names));
    }
    return Set.of(names);
  }

  /** A node whose operator is of a category. */
  static One category(Category category) {
    return new One(c -> c.isNode() && Operators.category(c.group().nodes().get(0)) == category);
  }

  /** Any node or group. */
  static One any() {
    return new One(c -> true);
  }

  static Pattern serial(Pattern... parts) {
    return new Serial(List.of(parts));
  }

  /** No node at all: in a branch, a connection that passes by. */
  static Pattern nothing() {
    return new Serial(List.of());
  }

  static Pattern anyOf(Pattern... alternatives) {
    return new Choice(List.of(alternatives));
  }

  static Pattern optional(Pattern part) {
    return new Repeat(part, 0, 1);
  }

  static Pattern repeat(Pattern part, int least, int most) {
    return new Repeat(part, least, most);
  }

  static Fork parallel(Pattern... branches) {
    return join -> new Parallel(List.of(branches), join);
  }

  /** At least so many branches, all of one look. */
  static Fork branches(Pattern each, int least) {
    return join -> new Branches(each, least, join);
  }
}
