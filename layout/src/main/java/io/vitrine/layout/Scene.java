package io.vitrine.layout;

import io.vitrine.grouping.Cut;
import io.vitrine.grouping.Grouping;
import io.vitrine.grouping.pattern.Group;
import io.vitrine.layout.place.Level;
import io.vitrine.layout.place.Net;
import io.vitrine.layout.place.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that is drawn of a network, without places.
 *
 * @param whole the network's own stage
 * @param signals by their numbers
 * @param order the entries of each stage, each after those that it reads from
 */
record Scene(Stage whole, List<Signal> signals, Map<Stage, List<Entry>> order) {
  Scene {
    signals = List.copyOf(signals);
  }

  /**
   * What a cut shows of a grouped network. Frames that wait for each other, because values go from
   * one to another and back, are dissolved.
   *
   * @param cards makes a new maker of cards
   * @throws IllegalArgumentException where nodes wait for each other
   */
  static Scene of(Grouping grouping, Cut cut, Supplier<Cards> cards) {
    Set<Group> dissolved = Collections.newSetFromMap(new IdentityHashMap<>());
    while (true) {
      SceneBuilder builder = new SceneBuilder(grouping, cut, cards.get(), dissolved);
      Stage whole = builder.build();
      Map<Stage, List<Entry>> order = new HashMap<>();
      List<Entry> tangled = new ArrayList<>();
      order(whole, order, tangled);
      if (tangled.isEmpty()) {
        return new Scene(whole, builder.signals(), order);
      }
      List<Group> frames = tangled.stream().flatMap(Scene::group).toList();
      dissolved.addAll(frames);
      if (frames.isEmpty()) {
        throw cycle(grouping, tangled);
      }
    }
  }

  private static void order(Stage stage, Map<Stage, List<Entry>> order, List<Entry> tangled) {
    RunningOrder running = RunningOrder.of(stage);
    order.put(stage, running.ordered());
    tangled.addAll(running.tangled());
    for (Entry entry : stage.entries()) {
      entry.inner().ifPresent(inner -> order(inner, order, tangled));
    }
  }

  private static Stream<Group> group(Entry entry) {
    return Stream.concat(
        entry.card().flatMap(Card::group).stream(), entry.inner().flatMap(Stage::group).stream());
  }

  private static IllegalArgumentException cycle(Grouping grouping, List<Entry> tangled) {
    String names =
        tangled.stream()
            .flatMap(entry -> entry.card().stream())
            .flatMap(card -> card.nodes().stream())
            .map(node -> node.name())
            .limit(5)
            .collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        grouping.network().name()
            + " cannot be drawn: values go in a circle through "
            + names
            + "; a network's nodes read only what was made before");
  }

  /** The sizes of all cards, and the level that is laid out, for a direction. */
  Sized sized(Flow flow) {
    Map<Entry, Flow.Size> sizes = new HashMap<>();
    return new Sized(level(whole, flow, sizes), sizes);
  }

  /** A level and the sizes of the cards on it and inside. */
  record Sized(Level level, Map<Entry, Flow.Size> sizes) {}

  private Level level(Stage stage, Flow flow, Map<Entry, Flow.Size> sizes) {
    List<Entry> entries = order.getOrDefault(stage, List.of());
    Map<Entry, Integer> index = new HashMap<>();
    Map<Entry, List<String>> labels = new HashMap<>();
    Map<Entry, Integer> read = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      index.put(entries.get(i), i);
    }
    List<Net> nets = new ArrayList<>();
    stage
        .crossings()
        .ways()
        .forEach(
            (number, way) -> {
              nets.add(net(number, way, index));
              way.targets().forEach(target -> read.merge(target, 1, Integer::sum));
              way.source()
                  .ifPresent(
                      source ->
                          labels
                              .computeIfAbsent(source, k -> new ArrayList<>())
                              .add(label(signals.get(number))));
            });
    List<Part> parts = new ArrayList<>();
    for (Entry entry : entries) {
      Optional<Stage> inner = entry.inner();
      if (inner.isPresent()) {
        parts.add(
            new Part.Frame(level(inner.get(), flow, sizes), flow.insets(inner.get().heading())));
      } else {
        List<String> made = labels.getOrDefault(entry, List.of());
        Flow.Size size = flow.size(entry.card().orElseThrow(), read.getOrDefault(entry, 0), made);
        sizes.put(entry, size);
        parts.add(flow.box(size, made));
      }
    }
    return new Level(parts, nets);
  }

  /** What is written where a signal leaves its maker; an input says its shape itself. */
  static String label(Signal signal) {
    boolean isTerminal =
        signal
            .maker()
            .card()
            .filter(c -> c.form() == io.vitrine.figure.Flat.Form.TERMINAL)
            .isPresent();
    return isTerminal ? "" : signal.shape();
  }

  private static Net net(int number, Crossings.Way way, Map<Entry, Integer> index) {
    List<Integer> targets = new ArrayList<>();
    way.targets().forEach(target -> targets.add(index.getOrDefault(target, 0)));
    Collections.sort(targets);
    if (way.leaves()) {
      targets.add(Net.OUTSIDE);
    }
    int source = way.source().map(entry -> index.getOrDefault(entry, 0)).orElse(Net.OUTSIDE);
    return new Net(number, source, targets);
  }

  /** All cards. */
  Stream<Card> cards() {
    return cards(whole);
  }

  private Stream<Card> cards(Stage stage) {
    return stage.entries().stream()
        .flatMap(
            entry ->
                Stream.concat(entry.card().stream(), entry.inner().stream().flatMap(this::cards)));
  }
}
