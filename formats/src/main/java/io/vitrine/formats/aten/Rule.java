package io.vitrine.formats.aten;

import io.vitrine.formats.sketch.Arg;
import java.util.List;

/** How calls of one operator are said in ONNX's vocabulary. */
@FunctionalInterface
interface Rule {
  /** Adds the nodes of a call and gives its results; throws {@link NoCounterpart} otherwise. */
  List<Arg> apply(Conversion call);

  /** How a call with one result is said. */
  @FunctionalInterface
  interface OfOne {
    String apply(Conversion call);
  }
}
