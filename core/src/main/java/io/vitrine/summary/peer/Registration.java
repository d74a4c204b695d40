package io.vitrine.summary.peer;

import java.util.Set;

/**
 * How a network's class in Python registers its modules. One that it assigns to two attributes, or
 * to one and to a container beside it, is hooked once for each and so stands twice in
 * torchsummary's table.
 *
 * @param twice paths of modules registered twice, with all below them
 */
public record Registration(Set<String> twice) {
  public Registration {
    twice = Set.copyOf(twice);
  }

  /** Each module once, as classes usually do. */
  public static Registration once() {
    return new Registration(Set.of());
  }

  public static Registration twice(String... paths) {
    return new Registration(Set.of(paths));
  }

  /**
   * The article's VGG-16: its stages as {@code layer1} to {@code layer5} and inside {@code conv}.
   */
  public static Registration article() {
    return twice("layer1", "layer2", "layer3", "layer4", "layer5");
  }

  /** How often a module is registered: 1 or 2. */
  int times(String path) {
    boolean doubled =
        twice.stream().anyMatch(module -> path.equals(module) || path.startsWith(module + "."));
    return doubled ? 2 : 1;
  }
}
