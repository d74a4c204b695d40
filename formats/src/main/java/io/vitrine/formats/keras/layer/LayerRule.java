package io.vitrine.formats.keras.layer;

import java.io.IOException;
import java.util.List;

/** Makes nodes of a layer's call. */
@FunctionalInterface
public interface LayerRule {
  /**
   * Adds the nodes of a call.
   *
   * @return what the layer makes
   */
  List<Flow> emit(LayerCall call, Emission out) throws IOException;
}
