package io.vitrine.formats.script;

import io.vitrine.formats.sketch.Arg;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Python does with lists, texts and types that are known. */
final class ListArithmetic {
  private ListArithmetic() {}

  /** The value of an operator, empty where it is none of these or not known. */
  static Optional<Arg> of(String operator, List<Arg> given) {
    if (given.size() == 1 && given.get(0) instanceof Arg.Items items) {
      return ofOne(operator, items);
    }
    if (operator.equals("slice") && given.get(0) instanceof Arg.Items items) {
      return slice(items.items(), given);
    }
    if (given.size() != 2) {
      return Optional.empty();
    }
    Arg one = given.get(0);
    Arg other = given.get(1);
    if (operator.equals("add")
        && one instanceof Arg.Items first
        && other instanceof Arg.Items more) {
      List<Arg> joined = new ArrayList<>(first.items());
      joined.addAll(more.items());
      return Optional.of(new Arg.Items(joined));
    }
    boolean comparable =
        (one instanceof Arg.Text && other instanceof Arg.Text)
            || (one instanceof Arg.Other && other instanceof Arg.Other);
    return comparable ? compared(operator, one.equals(other)) : Optional.empty();
  }

  /** Items from a place to before another, both counted from the end where they are negative. */
  private static Optional<Arg> slice(List<Arg> items, List<Arg> given) {
    boolean dense = given.size() < 4 || given.get(3).equals(new Arg.Int(1));
    Optional<Integer> from = place(given, 1, 0, items.size());
    Optional<Integer> to = place(given, 2, items.size(), items.size());
    if (!dense || from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Arg.Items(items.subList(from.get(), Math.max(from.get(), to.get()))));
  }

  private static Optional<Integer> place(List<Arg> given, int index, int otherwise, int size) {
    if (index >= given.size() || given.get(index) == Arg.None.NONE) {
      return Optional.of(otherwise);
    }
    return given.get(index) instanceof Arg.Int at
        ? Optional.of(
            (int) Math.min(size, Math.max(0, at.value() < 0 ? at.value() + size : at.value())))
        : Optional.empty();
  }

  private static Optional<Arg> compared(String operator, boolean same) {
    return switch (operator) {
      case "eq" -> Optional.of(new Arg.Bool(same));
      case "ne" -> Optional.of(new Arg.Bool(!same));
      default -> Optional.empty();
    };
  }

  private static Optional<Arg> ofOne(String operator, Arg.Items list) {
    return switch (operator) {
      case "copy" -> Optional.of(list);
      case "sum" -> sum(list);
      case "all" -> truths(list).map(all -> new Arg.Bool(!all.contains(false)));
      case "any" -> truths(list).map(all -> new Arg.Bool(all.contains(true)));
      default -> Optional.empty();
    };
  }

  private static Optional<Arg> sum(Arg.Items list) {
    long sum = 0;
    for (Arg item : list.items()) {
      if (!(item instanceof Arg.Int number)) {
        return Optional.empty();
      }
      sum = Math.addExact(sum, number.value());
    }
    return Optional.of(new Arg.Int(sum));
  }

  private static Optional<List<Boolean>> truths(Arg.Items list) {
    List<Boolean> truths = new ArrayList<>();
    for (Arg item : list.items()) {
      if (!(item instanceof Arg.Bool truth)) {
        return Optional.empty();
      }
      truths.add(truth.value());
    }
    return Optional.of(truths);
  }
}
