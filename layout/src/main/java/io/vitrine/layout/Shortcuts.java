package io.vitrine.layout;

import io.vitrine.figure.Flat.Form;
import io.vitrine.view.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Says in words what lines would be too many to follow: where a value is read far from where it is
 * made, both boxes name each other, and no line is drawn.
 *
 * <p>A layered layout gives each line a place in every layer that it passes, so that its cost, and
 * the length of the picture, are those of all spans together. Only where these are more than {@link
 * #PASSING} for each box are lines left out, the longest first, until they are not. Cost: linear in
 * the lines, for each limit that is tried.
 */
final class Shortcuts {
  /** Lines together may span so many boxes, whatever there is: this is still laid out at once. */
  private static final long FREE = 30_000;

  /** Or so many lines pass by a box, on the average. */
  private static final int PASSING = 8;

  /** And so many are kept, where that is too many; in a chain two. */
  private static final double KEPT = 2.5;

  /** How many boxes a line may pass that is drawn, where too many are too long. */
  private static final int[] LONGEST = {64, 48, 32, 24, 16, 12, 8, 5, 3, 2};

  private final Scene scene;
  private final Words words;
  private final Map<Stage, List<Entry>> order;
  private final Map<Entry, List<String>> from = new LinkedHashMap<>();
  private final Map<Entry, List<String>> to = new LinkedHashMap<>();
  private int left;
  private int longest;

  private Shortcuts(Scene scene, Words words) {
    this.scene = scene;
    this.words = words;
    this.order = new HashMap<>(scene.order());
  }

  /**
   * A scene without lines that are too long.
   *
   * @param note what is to be said of them, or empty
   */
  record Taken(Scene scene, String note) {}

  /** Takes lines that are too long out of a scene, which is changed. */
  static Taken of(Scene scene, Words words) {
    Shortcuts shortcuts = new Shortcuts(scene, words);
    shortcuts.take(scene.whole());
    if (shortcuts.left == 0) {
      return new Taken(scene, "");
    }
    shortcuts.from.forEach((entry, names) -> entry.say(shortcuts.lines("operators.from", names)));
    shortcuts.to.forEach((entry, names) -> entry.say(shortcuts.lines("operators.to", names)));
    String count = String.format(Locale.ROOT, "%,d", shortcuts.left);
    Scene taken = new Scene(scene.whole(), scene.signals(), shortcuts.order);
    return new Taken(taken, words.say("operators.note.far", count, shortcuts.longest));
  }

  private List<String> lines(String key, List<String> names) {
    return Cards.listed(words, key, names);
  }

  /** A stage's lines, then those of the stages inside. */
  private void take(Stage stage) {
    List<Entry> running = order.getOrDefault(stage, List.of());
    Lines lines = Lines.of(stage, running);
    if (lines.cost(Integer.MAX_VALUE) > Math.max(FREE, (long) PASSING * running.size())) {
      long most = Math.round(KEPT * running.size());
      Lines near = Lines.of(stage, RunningOrder.near(stage));
      Lines fewer = near.beyond(near.limit(most)) < lines.beyond(lines.limit(most)) ? near : lines;
      int limit = fewer.limit(most);
      longest = Math.max(longest, limit);
      fewer.spans().forEach((number, all) -> cut(stage, number, all, limit));
      order.put(stage, connected(stage, fewer.order()));
    }
    running.forEach(entry -> entry.inner().ifPresent(this::take));
  }

  /**
   * The same order where what lines still connect stands together, in the order of what is first.
   */
  private static List<Entry> connected(Stage stage, List<Entry> order) {
    Map<Entry, Integer> index = new HashMap<>();
    int[] first = new int[order.size()];
    for (int i = 0; i < first.length; i++) {
      index.put(order.get(i), i);
      first[i] = i;
    }
    for (Crossings.Way way : stage.crossings().ways().values()) {
      List<Entry> ends = new ArrayList<>(way.targets());
      way.source().ifPresent(ends::add);
      for (Entry end : ends) {
        int a = first(first, index.getOrDefault(ends.get(0), 0));
        int b = first(first, index.getOrDefault(end, 0));
        first[Math.max(a, b)] = Math.min(a, b);
      }
    }
    List<Entry> connected = new ArrayList<>(order);
    connected.sort(Comparator.comparingInt(entry -> first(first, index.getOrDefault(entry, 0))));
    return connected;
  }

  /** The first of those that one is connected with; halves the way there (Tarjan 1975). */
  private static int first(int[] first, int of) {
    int at = of;
    while (first[at] != at) {
      first[at] = first[first[at]];
      at = first[at];
    }
    return at;
  }

  /** A value's line to one of those that read it, or out of the stage, and how long it is. */
  private record Span(Optional<Entry> reader, int length) {}

  /** All lines of a stage by their values. */
  private record Lines(List<Entry> order, Map<Integer, List<Span>> spans) {
    static Lines of(Stage stage, List<Entry> order) {
      Map<Entry, Integer> index = new HashMap<>();
      for (int i = 0; i < order.size(); i++) {
        index.put(order.get(i), i);
      }
      Map<Integer, List<Span>> spans = new TreeMap<>();
      stage.crossings().ways().forEach((number, way) -> spans.put(number, spans(way, index)));
      return new Lines(order, spans);
    }

    /** What comes from around the stage begins before its first entry, and goes out behind all. */
    private static List<Span> spans(Crossings.Way way, Map<Entry, Integer> index) {
      List<Span> spans = new ArrayList<>();
      int begin = way.source().map(entry -> index.getOrDefault(entry, 0)).orElse(-1);
      way.targets()
          .forEach(t -> spans.add(new Span(Optional.of(t), index.getOrDefault(t, 0) - begin)));
      if (way.leaves()) {
        spans.add(new Span(Optional.empty(), index.size() - begin));
      }
      return spans;
    }

    /**
     * What lines of at most some length cost: a value's lines that go the same way once, and each
     * that parts from them.
     */
    long cost(int limit) {
      long cost = 0;
      for (List<Span> all : spans.values()) {
        int farthest = 0;
        for (Span span : all) {
          if (span.length() <= limit) {
            farthest = Math.max(farthest, span.length());
            cost++;
          }
        }
        cost += farthest;
      }
      return cost;
    }

    /** The longest lines that may be drawn. */
    int limit(long most) {
      int limit = LONGEST[LONGEST.length - 1];
      for (int i = LONGEST.length - 1; i >= 0 && cost(LONGEST[i]) <= most; i--) {
        limit = LONGEST[i];
      }
      return limit;
    }

    /** How many lines are longer. */
    long beyond(int limit) {
      return spans.values().stream().flatMap(List::stream).filter(s -> s.length() > limit).count();
    }
  }

  private void cut(Stage stage, int number, List<Span> spans, int limit) {
    Signal signal = scene.signals().get(number);
    Optional<Crossings.Way> way = Optional.ofNullable(stage.crossings().ways().get(number));
    boolean isCut = false;
    for (Span span : spans) {
      if (way.isPresent() && span.length() > limit) {
        isCut = true;
        if (span.reader().isPresent()) {
          way.get().targets().remove(span.reader().get());
          read(signal, span.reader().get());
        } else {
          keep(signal, stage);
        }
      }
    }
    if (isCut) {
      withdraw(stage, number);
    }
  }

  /** Notes all boxes around a stage that read a value which is made there, and leads it no more. */
  private void keep(Signal signal, Stage stage) {
    Stage around = stage.entry().stage();
    Crossings.Way way = around.crossings().ways().remove(signal.number());
    if (way != null) {
      way.targets().forEach(target -> read(signal, target));
      if (way.leaves()) {
        keep(signal, around);
      }
    }
    Optional.ofNullable(stage.crossings().ways().get(signal.number()))
        .ifPresent(Crossings.Way::stay);
  }

  /** Notes all boxes in an entry that read a value, and takes its lines out of the entry. */
  private void read(Signal signal, Entry reader) {
    if (reader.inner().isEmpty()) {
      left++;
      from.computeIfAbsent(reader, k -> new ArrayList<>()).add(name(signal.maker()));
      to.computeIfAbsent(signal.maker(), k -> new ArrayList<>()).add(name(reader));
      return;
    }
    Crossings.Way way = reader.inner().get().crossings().ways().remove(signal.number());
    if (way != null) {
      way.targets().forEach(target -> read(signal, target));
    }
  }

  /** Takes a way that leads nowhere any more out of its stage, those inside and those around. */
  private static void withdraw(Stage stage, int number) {
    Crossings.Way way = stage.crossings().ways().get(number);
    if (way == null || !way.targets().isEmpty() || way.leaves()) {
      return;
    }
    stage.crossings().ways().remove(number);
    if (way.source().isEmpty()) {
      Stage around = stage.entry().stage();
      Optional.ofNullable(around.crossings().ways().get(number))
          .ifPresent(outer -> outer.targets().remove(stage.entry()));
      withdraw(around, number);
    }
    way.source()
        .flatMap(Entry::inner)
        .ifPresent(
            inner -> {
              Optional.ofNullable(inner.crossings().ways().get(number))
                  .ifPresent(Crossings.Way::stay);
              withdraw(inner, number);
            });
  }

  private static String name(Entry entry) {
    return entry
        .card()
        .map(c -> c.form() == Form.OPERATOR ? c.nodes().get(0).name() : c.heading())
        .orElse("");
  }
}
