package io.vitrine.layout.place;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A box or a finished frame.
 *
 * @param isBox whether values end at it
 * @param ins where values enter, across, by value; of a box empty
 * @param outs where values leave, across, by value; of a box with one empty
 */
record Block(
    double across,
    double along,
    boolean isBox,
    Map<Integer, Double> ins,
    Map<Integer, Double> outs) {
  static Block of(Part.Box box, List<Integer> made) {
    Map<Integer, Double> outs = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(made.size(), box.outs().size()); i++) {
      outs.put(made.get(i), box.outs().get(i));
    }
    return new Block(box.across(), box.along(), true, Map.of(), outs);
  }

  static Block of(Placement frame) {
    return new Block(frame.across(), frame.along(), false, frame.entries(), frame.exits());
  }

  /** The same with other numbers for its values. */
  Block renamed(Map<Integer, Integer> names) {
    return new Block(
        across, along, isBox, Placement.renamed(ins, names), Placement.renamed(outs, names));
  }

  /** Whether its values enter and leave at fixed places. */
  boolean isFixed() {
    return !isBox || outs.size() > 1;
  }

  /** Where a value enters, which is one of several. */
  double in(int value, int place, int places) {
    return ins.getOrDefault(value, across * (place + 1) / (places + 1));
  }

  double out(int value) {
    return outs.getOrDefault(value, across / 2);
  }
}
