package io.vitrine.layout;

import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Networks of any arrangement, in modules or not. */
final class RandomNets {
  private RandomNets() {}

  /**
   * A network of so many nodes. Each reads one to three values, mostly late ones; those that nobody
   * reads are outputs. Names are of modules that follow one another, at random depths.
   */
  static Network of(long seed, int nodes) {
    return of(seed, nodes, 10);
  }

  /** The same where one value of so many is any that there is. */
  static Network of(long seed, int nodes, int anyOf) {
    Random random = new Random(seed);
    NetworkBuilder builder = Network.builder("random" + seed);
    List<String> values = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      values.add(builder.input("in" + i, ElementType.FLOAT32, Shape.of(1, 8)));
    }
    for (int i = 0; i < nodes; i++) {
      List<String> reads = new ArrayList<>();
      for (int k = 0; k <= random.nextInt(3); k++) {
        int back = random.nextInt(anyOf) == 0 ? values.size() : Math.min(values.size(), 6);
        reads.add(values.get(values.size() - 1 - random.nextInt(back)));
      }
      String operator = reads.size() == 1 ? "Relu" : reads.size() == 2 ? "Add" : "Sum";
      String path = module(random, i) + operator.toLowerCase(java.util.Locale.ROOT) + i;
      values.add(builder.node(path, operator, reads, Map.of()));
      unread.removeAll(reads);
      unread.add(path);
    }
    for (String value : unread) {
      builder.output(value, io.vitrine.model.ValueType.tensor(ElementType.FLOAT32, Shape.of(1, 8)));
    }
    return builder.build();
  }

  private static String module(Random random, int i) {
    return switch (random.nextInt(3)) {
      case 0 -> "stage" + i / 20 + ".";
      case 1 -> "stage" + i / 20 + ".block" + i / 7 + ".";
      default -> "";
    };
  }
}
