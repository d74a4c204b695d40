package io.vitrine.formats.keras;

import io.vitrine.formats.keras.stored.Variables;
import java.io.IOException;

/** Where the variables of a model's layers are in its file. */
interface WeightStore {
  /** The variables of a layer of the model. */
  Variables layer(LayerSpec layer) throws IOException;

  /** The store of a model that is a layer of this one. */
  WeightStore nested(LayerSpec model) throws IOException;
}
