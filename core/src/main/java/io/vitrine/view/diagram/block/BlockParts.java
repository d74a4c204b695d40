package io.vitrine.view.diagram.block;

import io.vitrine.grouping.pattern.Group;
import io.vitrine.grouping.pattern.Kinds;
import io.vitrine.model.Node;
import io.vitrine.operator.Operators;
import io.vitrine.operator.ShapeTable;
import io.vitrine.operator.entry.Category;
import io.vitrine.view.diagram.Extent;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.block.Block.Bypass;
import io.vitrine.view.diagram.block.Block.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What a closed group is made of: its layers along its longest way, and what passes them by. */
final class BlockParts {
  private static final int MOST = 7;
  private static final Set<Look> SHOWN =
      Set.of(
          Look.CONVOLUTION,
          Look.POOLING,
          Look.UPSAMPLING,
          Look.LINEAR,
          Look.NORMALIZATION,
          Look.EMBEDDING,
          Look.RECURRENT,
          Look.ATTENTION,
          Look.GATE,
          Look.SOFTMAX);

  private final ShapeTable shapes;
  private final Set<String> data;
  private final List<Group> units = new ArrayList<>();
  private final Map<String, Integer> makers = new HashMap<>();
  private final List<Set<Integer>> sources = new ArrayList<>();

  private BlockParts(ShapeTable shapes, Set<String> data) {
    this.shapes = shapes;
    this.data = data;
  }

  /** The parts and bypasses of a group. */
  record Found(List<Part> parts, List<Bypass> bypasses) {}

  /**
   * What a group is made of.
   *
   * @param data the names of all values that are neither parameters nor settings
   */
  static Found of(Group group, ShapeTable shapes, Set<String> data) {
    if (Looks.isLayer(group)) {
      return new Found(List.of(part(group, shapes)), List.of());
    }
    if (group.is(Kinds.DENSE_BLOCK)) {
      return of(denseLayers(group).reduce((a, b) -> b).orElseThrow(), shapes, data);
    }
    BlockParts parts = new BlockParts(shapes, data);
    parts.collect(group);
    if (group.is(Kinds.INCEPTION)) {
      return new Found(parts.branches(group), List.of());
    }
    Found found = parts.along();
    if (found.parts().isEmpty() || found.parts().size() > MOST || holdsRepeat(group)) {
      List<Node> nodes = group.mainNodes().toList();
      Extent output = Looks.output(group, shapes);
      return new Found(List.of(new Part(Look.MODULE, nodes, false, output)), List.of());
    }
    int last = found.parts().size() - 1;
    return group.is(Kinds.DENSE_LAYER)
        ? new Found(found.parts(), List.of(new Bypass(0, last)))
        : found;
  }

  private static boolean holdsRepeat(Group group) {
    return group.members().stream().anyMatch(m -> m.is(Kinds.REPEAT) || holdsRepeat(m));
  }

  /** The layers of a dense block, folded ones too. */
  static Stream<Group> denseLayers(Group group) {
    return group.is(Kinds.DENSE_LAYER)
        ? Stream.of(group)
        : group.members().stream().flatMap(BlockParts::denseLayers);
  }

  static Part part(Group group, ShapeTable shapes) {
    List<Node> nodes = group.mainNodes().toList();
    List<Node> ordered = new ArrayList<>(nodes);
    Node main = Looks.main(group);
    ordered.remove(main);
    ordered.add(0, main);
    Look look = Looks.of(group);
    boolean banded =
        look != Look.OTHER
            && isActivated(group)
            && look != Look.ATTENTION
            && look != Look.GATE
            && look != Look.SOFTMAX;
    return new Part(look, ordered, banded, Looks.output(group, shapes));
  }

  private static boolean isActivated(Group group) {
    return group.is(Kinds.ACTIVATION)
        || group.isNode() && Operators.category(group.nodes().get(0)) == Category.ACTIVATION
        || group.members().stream().anyMatch(BlockParts::isActivated);
  }

  /** The layers in a group; of a repeat those of its first member. */
  private void collect(Group group) {
    if (Looks.isLayer(group)) {
      int index = units.size();
      Set<Integer> from = new HashSet<>();
      group
          .mainNodes()
          .forEach(
              node -> {
                for (String input : node.inputs().stream().filter(data::contains).toList()) {
                  from.add(makers.getOrDefault(input, -1));
                }
                node.outputs().forEach(output -> makers.put(output, index));
              });
      from.remove(index);
      units.add(group);
      sources.add(from);
    } else if (group.is(Kinds.REPEAT)) {
      collect(group.members().get(0));
    } else {
      group.members().forEach(this::collect);
    }
  }

  /**
   * One part for the end of each branch of a group whose last node joins them, and one before them
   * for a layer that all of them begin at.
   */
  private List<Part> branches(Group group) {
    Node join = group.mainNodes().reduce((a, b) -> b).orElseThrow();
    List<Part> parts = new ArrayList<>();
    boolean squeezed =
        sources.stream().filter(from -> from.contains(-1)).count() == 1
            && Looks.of(units.get(0)) == Look.CONVOLUTION;
    if (squeezed) {
      parts.add(part(units.get(0), shapes));
    }
    for (String input : join.inputs()) {
      int unit = makers.getOrDefault(input, -1);
      if (unit >= 0) {
        Part end = part(units.get(unit), shapes);
        parts.add(new Part(Look.BRANCH, end.layers(), false, end.output()));
      }
    }
    return parts;
  }

  /** The units on the longest way to the last, as far as they are shown. */
  private Found along() {
    List<Integer> way = longestWay();
    List<Part> parts = new ArrayList<>();
    Map<Integer, Integer> partBehind = new HashMap<>();
    List<Bypass> bypasses = new ArrayList<>();
    for (int unit : way) {
      Group group = units.get(unit);
      if (SHOWN.contains(Looks.of(group))) {
        parts.add(part(group, shapes));
      } else if (isSum(group) && !parts.isEmpty()) {
        addBypass(unit, way, partBehind, parts.size() - 1, bypasses);
      }
      partBehind.put(unit, parts.size() - 1);
    }
    return new Found(parts, bypasses);
  }

  private static boolean isSum(Group group) {
    return group.isNode() && group.is("Add", "Sum");
  }

  private void addBypass(
      int sum,
      List<Integer> way,
      Map<Integer, Integer> partBehind,
      int last,
      List<Bypass> bypasses) {
    int before = way.indexOf(sum) == 0 ? -1 : way.get(way.indexOf(sum) - 1);
    for (int source : sources.get(sum)) {
      if (source != before) {
        int from = beginning(source, partBehind) + 1;
        if (from <= last && !bypasses.contains(new Bypass(from, last))) {
          bypasses.add(new Bypass(from, last));
        }
      }
    }
  }

  /** The part before which a way through units beside the longest begins; -1: the entry. */
  private int beginning(int unit, Map<Integer, Integer> partBehind) {
    if (unit < 0) {
      return -1;
    }
    Integer part = partBehind.get(unit);
    return part != null
        ? part
        : sources.get(unit).stream().mapToInt(s -> beginning(s, partBehind)).max().orElse(-1);
  }

  private List<Integer> longestWay() {
    int[] length = new int[units.size()];
    int[] before = new int[units.size()];
    for (int unit = 0; unit < units.size(); unit++) {
      before[unit] = -1;
      for (int source : sources.get(unit)) {
        if (source >= 0 && length[source] > length[unit]) {
          length[unit] = length[source];
          before[unit] = source;
        }
      }
      length[unit] += SHOWN.contains(Looks.of(units.get(unit))) ? 1_000 : 1;
    }
    List<Integer> way = new ArrayList<>();
    for (int unit = units.size() - 1; unit >= 0; unit = before[unit]) {
      way.add(unit);
    }
    Collections.reverse(way);
    return way;
  }
}
