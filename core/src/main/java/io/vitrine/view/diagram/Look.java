package io.vitrine.view.diagram;

import java.util.Locale;

/** How a block or a part of one looks; each has its colors in a theme. */
public enum Look {
  /** What goes in. */
  INPUT,
  CONVOLUTION,
  POOLING,
  /** Upsampling and transposed convolution. */
  UPSAMPLING,
  LINEAR,
  SOFTMAX,
  /** Two or more values become one: a ball with a sign. */
  MERGE,
  NORMALIZATION,
  /** An activation on its own, or another layer that is not named here. */
  OTHER,
  EMBEDDING,
  RECURRENT,
  ATTENTION,
  /** Channels weighted by what they hold: squeeze and excite. */
  GATE,
  /** The branches of a module, side by side, that are put together. */
  BRANCH,
  /** Several layers as one. */
  MODULE;

  /** Its name in a theme's file. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
