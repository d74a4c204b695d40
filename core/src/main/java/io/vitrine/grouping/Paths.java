package io.vitrine.grouping;

import io.vitrine.grouping.pattern.Group;
import io.vitrine.grouping.pattern.Kinds;
import io.vitrine.model.Node;
import io.vitrine.operator.Operators;
import io.vitrine.operator.entry.Category;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What groups are called, from the dotted paths of their nodes. */
final class Paths {
  private static final Set<Category> TELLING =
      Set.of(
          Category.CONVOLUTION,
          Category.LINEAR,
          Category.RECURRENT,
          Category.ATTENTION,
          Category.NORMALIZATION);

  private static final Set<String> LAYERS =
      Set.of(Kinds.CONVOLUTION, Kinds.LINEAR, Kinds.UPSAMPLING, Kinds.NORMALIZATION);

  private static final int LONGEST_NUMBER = 4;

  private Paths() {}

  /**
   * The beginning, up to a dot, that the paths of all layers with weights share; of a single layer
   * the path of what has its weights. Where they share none, the path of the first.
   */
  static String of(String kind, List<Group> members) {
    List<Node> nodes = members.stream().flatMap(Group::mainNodes).toList();
    boolean single = LAYERS.contains(kind);
    if (single) {
      List<Node> others =
          members.stream()
              .filter(member -> !member.is(Kinds.ACTIVATION, Kinds.NORMALIZATION))
              .flatMap(Group::mainNodes)
              .toList();
      nodes = others.isEmpty() ? nodes : others;
    }
    List<Node> layers = nodes.stream().filter(node -> tells(node, single)).toList();
    List<Node> telling = layers.isEmpty() ? nodes : layers;
    String first = telling.get(0).name();
    String shared = first;
    for (Node node : telling) {
      shared = shared(shared, node.name());
    }
    return shared.isEmpty() ? first : shared;
  }

  /**
   * The paths of groups; one that another group has too, or that holds another's, is replaced by
   * that of the group's first layer.
   */
  static List<String> unique(List<Group> groups) {
    Map<String, Integer> uses = new HashMap<>();
    for (Group group : groups) {
      String path = group.path();
      uses.merge(path, 1, Integer::sum);
      for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
        uses.merge(path.substring(0, dot), 1, Integer::sum);
      }
    }
    return groups.stream()
        .map(g -> uses.getOrDefault(g.path(), 1) > 1 && !g.isNode() ? first(g) : g.path())
        .toList();
  }

  private static String first(Group group) {
    return group
        .mainNodes()
        .filter(node -> TELLING.contains(Operators.category(node)))
        .findFirst()
        .orElseGet(() -> group.mainNodes().findFirst().orElseThrow())
        .name();
  }

  private static boolean tells(Node node, boolean inLayer) {
    Category category = Operators.category(node);
    return inLayer
        ? category == Category.CONVOLUTION || category == Category.LINEAR || isSum(node)
        : TELLING.contains(category);
  }

  private static boolean isSum(Node node) {
    return node.operator().equals("Add");
  }

  /** What groups in a row are called together: {@code layer.0–11}, {@code block1–5}. */
  static String range(List<Group> groups) {
    String[] first = groups.get(0).path().split("\\.");
    String[] last = groups.get(groups.size() - 1).path().split("\\.");
    int same = 0;
    while (same < Math.min(first.length, last.length) - 1 && first[same].equals(last[same])) {
      same++;
    }
    String shared = String.join(".", List.of(first).subList(0, same));
    String range = first[same] + "–" + numberBehind(first[same], last[same]);
    return shared.isEmpty() ? range : shared + "." + range;
  }

  /**
   * Of {@code block11} behind {@code block0} the number, of {@code 5d} behind {@code 5c} {@code d}.
   */
  private static String numberBehind(String first, String last) {
    int same = 0;
    while (same < Math.min(first.length(), last.length())
        && first.charAt(same) == last.charAt(same)) {
      same++;
    }
    boolean inNumber = same < last.length() && Character.isDigit(last.charAt(same));
    while (inNumber && same > 0 && Character.isDigit(last.charAt(same - 1))) {
      same--;
    }
    int rest = last.length() - same;
    return same < first.length() && rest > 0 && rest <= LONGEST_NUMBER
        ? last.substring(same)
        : last;
  }

  private static String shared(String a, String b) {
    if (a.equals(b) || b.startsWith(a + ".")) {
      return a;
    }
    int dot = a.lastIndexOf('.');
    return dot < 0 ? "" : shared(a.substring(0, dot), b);
  }
}
