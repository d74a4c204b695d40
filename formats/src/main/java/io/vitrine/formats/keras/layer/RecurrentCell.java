package io.vitrine.formats.keras.layer;

import io.vitrine.formats.keras.stored.Config;
import io.vitrine.formats.keras.stored.Variables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One of the cells that a recurrent layer runs over the steps, each on what the one before made of
 * them. An LSTM, GRU or SimpleRNN has one; an RNN has the one it is given, or a stack.
 *
 * @param kind the layer whose cell it is: LSTM, GRU or SimpleRNN
 * @param call where its nodes and variables belong, with its own configuration
 * @param variables its numbers
 * @param sequences whether what it made of every step is wanted
 */
record RecurrentCell(String kind, LayerCall call, Variables variables, boolean sequences) {
  static final Set<String> KINDS = Set.of("SimpleRNN", "LSTM", "GRU");

  private static final String CELL = "Cell";
  private static final String STACK = "StackedRNNCells";

  /** The cells of a layer, first to last; empty where one is not of Keras's own. */
  static List<RecurrentCell> of(LayerCall layer) throws IOException {
    Variables inside = layer.variables().inner("cell", "");
    boolean sequences = layer.config().flag("return_sequences", false);
    if (KINDS.contains(layer.className())) {
      return List.of(new RecurrentCell(layer.className(), layer, inside, sequences));
    }
    Optional<Config> given =
        layer.className().equals("RNN") ? layer.config().object("cell") : Optional.empty();
    if (given.isEmpty()) {
      return List.of();
    }
    if (!given.get().text("class_name", "").equals(STACK)) {
      return known(List.of(layer.inner("cell", given.get(), inside)), sequences);
    }
    Config stack = given.get().object("config").orElse(Config.EMPTY);
    Map<String, Integer> counts = new HashMap<>();
    List<LayerCall> calls = new ArrayList<>();
    for (Config cell : stack.objects("cells")) {
      String className = cell.text("class_name", "");
      int before = counts.merge(className, 1, Integer::sum) - 1;
      String name = cell.object("config").orElse(Config.EMPTY).text("name", "");
      Variables own = inside.member("cells", className, before, name);
      calls.add(layer.inner("cells." + calls.size(), cell, own));
    }
    return known(calls, sequences);
  }

  /** The class of a layer's first cell that is not of Keras's own, empty where all are. */
  static Optional<String> strange(LayerCall layer) throws IOException {
    Optional<Config> given =
        layer.className().equals("RNN") ? layer.config().object("cell") : Optional.empty();
    if (given.isEmpty()) {
      return Optional.empty();
    }
    String className = given.get().text("class_name", "");
    List<String> classes = new ArrayList<>(List.of(className));
    if (className.equals(STACK)) {
      classes.clear();
      for (Config cell : given.get().object("config").orElse(Config.EMPTY).objects("cells")) {
        classes.add(cell.text("class_name", ""));
      }
    }
    return classes.stream().filter(name -> kind(name).isEmpty()).findFirst();
  }

  /** The layer whose cell a class is. */
  private static Optional<String> kind(String className) {
    return KINDS.stream().filter(kind -> className.equals(kind + CELL)).findFirst();
  }

  private static List<RecurrentCell> known(List<LayerCall> calls, boolean sequences) {
    List<RecurrentCell> cells = new ArrayList<>();
    for (LayerCall call : calls) {
      Optional<String> kind = kind(call.className());
      if (kind.isEmpty()) {
        return List.of();
      }
      boolean last = cells.size() == calls.size() - 1;
      cells.add(new RecurrentCell(kind.get(), call, call.variables(), !last || sequences));
    }
    return cells;
  }
}
