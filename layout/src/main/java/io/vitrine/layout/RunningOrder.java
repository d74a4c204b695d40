package io.vitrine.layout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** Puts the entries of a stage into an order in which each comes after those that it reads from. */
final class RunningOrder {
  private final List<Entry> ordered = new ArrayList<>();
  private final List<Entry> tangled = new ArrayList<>();

  private RunningOrder() {}

  /**
   * Orders a stage's entries: of those that may come next the one that the network runs first. What
   * reads nothing comes right before what reads it. Cost: entries and connections, times a
   * logarithm.
   */
  static RunningOrder of(Stage stage) {
    RunningOrder order = new RunningOrder();
    Map<Entry, List<Entry>> readers = stage.crossings().readers();
    Map<Entry, Integer> waiting = new LinkedHashMap<>();
    stage.entries().forEach(entry -> waiting.put(entry, 0));
    readers.values().forEach(all -> all.forEach(entry -> waiting.merge(entry, 1, Integer::sum)));
    Map<Entry, Double> ranks = ranks(stage, readers, waiting);
    PriorityQueue<Entry> ready =
        new PriorityQueue<>(Comparator.comparingDouble(entry -> ranks.getOrDefault(entry, 0.0)));
    waiting.forEach(
        (entry, count) -> {
          if (count == 0) {
            ready.add(entry);
          }
        });
    while (!ready.isEmpty()) {
      Entry next = ready.remove();
      order.ordered.add(next);
      for (Entry reader : readers.getOrDefault(next, List.of())) {
        if (waiting.merge(reader, -1, Integer::sum) == 0) {
          ready.add(reader);
        }
      }
    }
    waiting.forEach(
        (entry, count) -> {
          if (count > 0) {
            order.tangled.add(entry);
          }
        });
    return order;
  }

  /**
   * Orders a stage's entries so that each comes soon after what it reads: of those that may come
   * next the first that was waiting for the last. What reads nothing comes right before what reads
   * it. Cost: linear in entries and connections, times a logarithm.
   */
  static List<Entry> near(Stage stage) {
    Map<Entry, List<Entry>> readers = stage.crossings().readers();
    Map<Entry, List<Entry>> reads = new HashMap<>();
    readers.forEach(
        (maker, all) ->
            all.forEach(
                reader -> reads.computeIfAbsent(reader, k -> new ArrayList<>()).add(maker)));
    Comparator<Entry> byRank = Comparator.comparingDouble(Entry::rank);
    reads.values().forEach(all -> all.sort(byRank));
    Map<Entry, Integer> waiting = new HashMap<>();
    reads.forEach(
        (reader, all) ->
            waiting.put(reader, (int) all.stream().filter(reads::containsKey).count()));
    Set<Entry> ordered = new LinkedHashSet<>();
    Deque<Entry> ready = new ArrayDeque<>();
    List<Entry> byRanks = new ArrayList<>(stage.entries());
    byRanks.sort(byRank);
    for (Entry first : byRanks) {
      if (waiting.getOrDefault(first, -1) == 0 && !ordered.contains(first)) {
        ready.push(first);
      }
      while (!ready.isEmpty()) {
        Entry next = ready.pop();
        ordered.addAll(reads.getOrDefault(next, List.of()));
        ordered.add(next);
        List<Entry> after = new ArrayList<>(readers.getOrDefault(next, List.of()));
        after.sort(byRank.reversed());
        for (Entry reader : after) {
          if (waiting.merge(reader, -1, Integer::sum) == 0) {
            ready.push(reader);
          }
        }
      }
    }
    ordered.addAll(byRanks);
    return List.copyOf(ordered);
  }

  private static Map<Entry, Double> ranks(
      Stage stage, Map<Entry, List<Entry>> readers, Map<Entry, Integer> waiting) {
    Map<Entry, Double> ranks = new HashMap<>();
    for (Entry entry : stage.entries()) {
      boolean reads = waiting.getOrDefault(entry, 0) > 0;
      double first =
          readers.getOrDefault(entry, List.of()).stream()
              .mapToDouble(Entry::rank)
              .min()
              .orElse(entry.rank());
      ranks.put(entry, reads ? entry.rank() : first - 0.5);
    }
    return ranks;
  }

  List<Entry> ordered() {
    return ordered;
  }

  /** Entries that wait for each other, and those behind them. */
  List<Entry> tangled() {
    return tangled;
  }
}
