package io.vitrine.layout;

import io.vitrine.figure.Flat.Form;
import io.vitrine.figure.Tag;
import io.vitrine.grouping.pattern.Group;
import io.vitrine.view.diagram.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a box says.
 *
 * @param nodes what it stands for, for colors that are numbers
 * @param group the group that is closed in it, or empty
 */
record Card(
    Tag tag,
    Form form,
    Look look,
    String heading,
    List<String> lines,
    List<io.vitrine.model.Node> nodes,
    Optional<Group> group) {
  Card {
    lines = List.copyOf(lines);
    nodes = List.copyOf(nodes);
  }

  /** The same with more lines. */
  Card saying(List<String> more) {
    List<String> all = new ArrayList<>(lines);
    all.addAll(more);
    return new Card(tag, form, look, heading, all, nodes, group);
  }
}
