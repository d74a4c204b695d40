package io.vitrine.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which signals go from which entries of a stage to which, come in and go out. */
final class Crossings {
  /** A signal's way on one stage. */
  static final class Way {
    private Optional<Entry> source = Optional.empty();
    private final Set<Entry> targets = new LinkedHashSet<>();
    private boolean leaves;

    /** What makes it on this stage; empty where it comes from around it. */
    Optional<Entry> source() {
      return source;
    }

    Set<Entry> targets() {
      return targets;
    }

    boolean leaves() {
      return leaves;
    }

    /** Leaves no more. */
    void stay() {
      leaves = false;
    }
  }

  private final Map<Integer, Way> ways = new TreeMap<>();

  /** All ways by signal, in the signals' order. */
  Map<Integer, Way> ways() {
    return ways;
  }

  private Way way(Signal signal) {
    return ways.computeIfAbsent(signal.number(), k -> new Way());
  }

  /** Leads a signal from where it is made to an entry that reads it, through all stages between. */
  static void lead(Signal signal, Entry reader) {
    Entry from = signal.maker();
    Entry to = reader;
    while (from.stage() != to.stage()) {
      if (from.stage().depth() > to.stage().depth()) {
        Way way = from.stage().crossings().way(signal);
        way.source = Optional.of(from);
        way.leaves = true;
        from = from.stage().entry();
      } else {
        to.stage().crossings().way(signal).targets.add(to);
        to = to.stage().entry();
      }
    }
    if (from != to) {
      Way way = from.stage().crossings().way(signal);
      way.source = Optional.of(from);
      way.targets.add(to);
    }
  }

  /** For each entry those that read what it makes. */
  Map<Entry, List<Entry>> readers() {
    Map<Entry, List<Entry>> readers = new HashMap<>();
    for (Way way : ways.values()) {
      way.source.ifPresent(
          source -> readers.computeIfAbsent(source, k -> new ArrayList<>()).addAll(way.targets));
    }
    return readers;
  }
}
