package io.vitrine.layout;

import io.vitrine.figure.Tag;
import io.vitrine.grouping.pattern.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A level of a scene in the making: the network's own, a module, or the graph inside a node. */
final class Stage {
  private final @Nullable Entry self;
  private final int depth;
  private final String path;
  private final String heading;
  private final Tag tag;
  private final Optional<Group> group;
  private final List<Entry> entries = new ArrayList<>();
  private final Crossings crossings = new Crossings();

  private Stage(
      @Nullable Stage around,
      double rank,
      String path,
      String heading,
      Tag tag,
      Optional<Group> group) {
    this.self = around == null ? null : Entry.of(around, rank, this);
    this.depth = around == null ? 0 : around.depth + 1;
    this.path = path;
    this.heading = heading;
    this.tag = tag;
    this.group = group;
  }

  static Stage whole() {
    return new Stage(null, 0, "", "", Tag.NONE, Optional.empty());
  }

  /** A stage inside this one, of a group or of a node's inner graph. */
  Stage within(double rank, String innerPath, String name, Tag innerTag, Optional<Group> of) {
    Stage stage = new Stage(this, rank, innerPath, name, innerTag, of);
    entries.add(stage.entry());
    return stage;
  }

  Entry add(double rank, Card card) {
    Entry entry = Entry.of(this, rank, card);
    entries.add(entry);
    return entry;
  }

  /** This stage as an entry of the one around it. */
  Entry entry() {
    if (self == null) {
      throw new IllegalStateException("the whole network is on no stage");
    }
    return self;
  }

  int depth() {
    return depth;
  }

  String path() {
    return path;
  }

  String heading() {
    return heading;
  }

  Tag tag() {
    return tag;
  }

  Optional<Group> group() {
    return group;
  }

  List<Entry> entries() {
    return entries;
  }

  Crossings crossings() {
    return crossings;
  }

  /** A name without the beginning that the stage's own path says already. */
  String relative(String name) {
    return !path.isEmpty() && name.startsWith(path + ".")
        ? name.substring(path.length() + 1)
        : name;
  }
}
