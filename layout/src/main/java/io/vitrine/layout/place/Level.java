package io.vitrine.layout.place;

import java.util.List;

/**
 * Parts and the nets between them.
 *
 * @param parts each after those whose values it reads
 * @param nets one for each value that is read on this level, enters or leaves it
 */
public record Level(List<Part> parts, List<Net> nets) {
  public Level {
    parts = List.copyOf(parts);
    nets = List.copyOf(nets);
    for (Net net : nets) {
      for (int target : net.targets()) {
        boolean forward = target == Net.OUTSIDE || target > net.source() && target < parts.size();
        if (!forward || net.source() >= parts.size()) {
          throw new IllegalArgumentException(
              "the value "
                  + net.value()
                  + " goes from part "
                  + net.source()
                  + " to "
                  + target
                  + " of "
                  + parts.size());
        }
      }
    }
  }

  /** The number of boxes on this level and those inside. */
  public int boxes() {
    return parts.stream()
        .mapToInt(part -> part instanceof Part.Frame frame ? frame.level().boxes() : 1)
        .sum();
  }
}
