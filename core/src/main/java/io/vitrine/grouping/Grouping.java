package io.vitrine.grouping;

import io.vitrine.grouping.pattern.Group;
import io.vitrine.grouping.pattern.Group.Display;
import io.vitrine.grouping.pattern.Kinds;
import io.vitrine.grouping.pattern.Rule;
import io.vitrine.model.Network;
import io.vitrine.operator.ShapeInference;
import io.vitrine.operator.ShapeTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A network as a tree of groups. Every node is in exactly one group without members.
 *
 * @param network what is grouped
 * @param shapes of all values, for a batch of one
 * @param root the whole network, its members in running order
 */
public record Grouping(Network network, ShapeTable shapes, Group root) {
  /**
   * Groups a network by the built-in rules.
   *
   * @throws IllegalArgumentException where it has no nodes
   */
  public static Grouping of(Network network) {
    return of(network, Rules.standard());
  }

  /**
   * Groups a network: rules reduce what they match, dotted paths make modules of what is left,
   * equal neighbors are folded. The same network gives the same groups; the cost grows linearly
   * with nodes and connections, times the number of rules.
   *
   * @throws IllegalArgumentException where the network has no nodes, or a rule waits for a kind
   *     that no rule makes
   * @throws java.util.concurrent.CancellationException where the thread is interrupted
   */
  public static Grouping of(Network network, List<Rule> rules) {
    if (network.nodes().isEmpty()) {
      throw new IllegalArgumentException("the network " + network.name() + " has no nodes");
    }
    requireKnown(rules);
    ShapeTable shapes = ShapeInference.infer(network, 1);
    UnitGraph graph = Contraction.of(network, shapes, rules);
    List<Group> members = Modules.of(graph, new Repeats(new Wiring(network, shapes)));
    Group root = Group.of("", Kinds.MODULE, Display.OPEN, members);
    return new Grouping(network, shapes, root);
  }

  private static void requireKnown(List<Rule> rules) {
    Set<String> made =
        rules.stream().map(Rule::kind).collect(Collectors.toCollection(TreeSet::new));
    for (Rule rule : rules) {
      if (!rule.after().isEmpty() && !made.contains(rule.after())) {
        throw new IllegalArgumentException(
            "the rule '"
                + rule.kind()
                + "' waits for the kind '"
                + rule.after()
                + "', which no rule makes; there are "
                + String.join(", ", made));
      }
    }
  }

  /** The outermost group of a path. */
  public Optional<Group> group(String path) {
    return path.isEmpty() ? Optional.of(root) : find(root, path);
  }

  private static Optional<Group> find(Group in, String path) {
    if (in.path().equals(path)) {
      return Optional.of(in);
    }
    return in.members().stream()
        .map(member -> find(member, path))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
