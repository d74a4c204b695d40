package io.vitrine.summary.peer;

import io.vitrine.model.Network;
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

  /** The article's for its VGG-16, by name and stages; each module once for any other network. */
  public static Registration of(Network network) {
    Registration article = article();
    boolean itsOwn =
        network.name().equals("vgg16")
            && article.twice().stream()
                .allMatch(stage -> network.nodes().stream().anyMatch(n -> isIn(stage, n.name())));
    return itsOwn ? article : once();
  }

  private static boolean isIn(String module, String path) {
    return path.equals(module) || path.startsWith(module + ".");
  }

  /** How often a module is registered: 1 or 2. */
  int times(String path) {
    return twice.stream().anyMatch(module -> isIn(module, path)) ? 2 : 1;
  }
}
