package io.vitrine.grouping;

import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which groups of a tree are shown as one.
 *
 * @param depth levels that are opened, 1 or more, but never layers with what refines them; empty:
 *     blocks are closed and what holds them is open, as far as that stays readable
 * @param collapsed paths of groups that are closed
 * @param expanded paths of groups that are opened, what holds them too
 */
public record Cut(OptionalInt depth, Set<String> collapsed, Set<String> expanded) {
  public Cut {
    collapsed = Set.copyOf(collapsed);
    expanded = Set.copyOf(expanded);
    if (depth.isPresent() && depth.getAsInt() < 1) {
      throw new IllegalArgumentException("a depth of " + depth.getAsInt() + "; 1 or more");
    }
  }

  public static Cut standard() {
    return new Cut(OptionalInt.empty(), Set.of(), Set.of());
  }

  public static Cut atDepth(int levels) {
    return new Cut(OptionalInt.of(levels), Set.of(), Set.of());
  }

  public Cut collapsing(String... paths) {
    return new Cut(depth, with(collapsed, paths), expanded);
  }

  public Cut expanding(String... paths) {
    return new Cut(depth, collapsed, with(expanded, paths));
  }

  private static Set<String> with(Set<String> before, String... more) {
    return Stream.concat(before.stream(), Stream.of(more))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
