package io.vitrine.report;

import io.vitrine.report.page.Content;
import io.vitrine.report.page.Content.Group;
import io.vitrine.report.page.Words;
import io.vitrine.view.Ids;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The panels of layers under the headings of the groups that their paths name. */
final class PanelTree {
  private final Map<String, Content> panels;
  private final Words words;

  /** For panels by path, in running order. */
  PanelTree(Map<String, Content> panels, Words words) {
    this.panels = panels;
    this.words = words;
  }

  List<Content> contents() {
    return contents("", List.copyOf(panels.keySet()));
  }

  /** What stands under a group's path, its panels being those of some paths. */
  private List<Content> contents(String above, List<String> paths) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (String path : paths) {
      groups.computeIfAbsent(next(above, path), group -> new ArrayList<>()).add(path);
    }
    List<Content> contents = new ArrayList<>();
    groups.forEach((group, members) -> add(contents, group, members));
    return contents;
  }

  private void add(List<Content> contents, String group, List<String> members) {
    if (panels.containsKey(group)) {
      members.forEach(path -> contents.add(panels.get(path)));
    } else {
      String heading = words.say("layer.stage", group);
      contents.add(new Group(Ids.layer(group), heading, contents(group, members)));
    }
  }

  /** A path with one name more than that above it: {@code layer1.0} of {@code layer1.0.conv1}. */
  private static String next(String above, String path) {
    int from = above.isEmpty() ? 0 : above.length() + 1;
    int dot = path.indexOf('.', Math.min(from, path.length()));
    return dot < 0 ? path : path.substring(0, dot);
  }
}
