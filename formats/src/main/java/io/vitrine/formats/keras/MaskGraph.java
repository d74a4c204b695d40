package io.vitrine.formats.keras;

import io.vitrine.formats.keras.LayerSpec.Ref;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keras 3 writes into a functional model what it computed the masks of layers with: calls of {@code
 * NotEqual}, {@code Any} and the like, which the layers read as a further input. As masks follow
 * from the layers that make them, those calls are left out.
 */
final class MaskGraph {
  private static final Set<String> OPERATIONS =
      Set.of("NotEqual", "Any", "LogicalAnd", "LogicalOr", "ExpandDims", "ZerosLike", "OnesLike");

  /** Layers that take a mask beside their inputs. */
  private static final Set<String> READERS =
      Set.of(
          "SimpleRNN",
          "LSTM",
          "GRU",
          "RNN",
          "ConvLSTM1D",
          "ConvLSTM2D",
          "ConvLSTM3D",
          "Bidirectional",
          "TimeDistributed",
          "GlobalAveragePooling1D",
          "BatchNormalization",
          "Softmax",
          "Attention",
          "MultiHeadAttention");

  private MaskGraph() {}

  /**
   * The layers without references to masks, and without the operations that nothing else needs.
   *
   * @param ends what the model gives
   */
  static List<LayerSpec> without(List<LayerSpec> layers, List<Ref> ends) {
    Set<String> masks =
        layers.stream()
            .filter(layer -> OPERATIONS.contains(layer.className()))
            .map(LayerSpec::name)
            .collect(Collectors.toSet());
    List<LayerSpec> kept = new ArrayList<>();
    for (LayerSpec layer : layers) {
      kept.add(READERS.contains(layer.className()) ? layer.notReading(masks) : layer);
    }
    for (int i = 0; i < masks.size(); i++) {
      Set<String> read = new HashSet<>(ends.stream().map(Ref::layer).toList());
      kept.forEach(layer -> layer.calls().forEach(c -> c.forEach(ref -> read.add(ref.layer()))));
      if (!kept.removeIf(layer -> masks.contains(layer.name()) && !read.contains(layer.name()))) {
        break;
      }
    }
    return kept;
  }
}
