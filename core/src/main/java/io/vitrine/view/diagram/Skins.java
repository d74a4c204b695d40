package io.vitrine.view.diagram;

import io.vitrine.figure.Color;
import io.vitrine.figure.Solid.Skin;
import io.vitrine.view.diagram.Block.Kind;

/** PlotNeuralNet's colors. */
final class Skins {
  static final Color SUM = Color.of("#00BF40");
  static final double SUM_OPACITY = 0.6;

  private static final Skin CONVOLUTION = Skin.plain(Color.of("#FFCC66"), 0.4);
  private static final Skin CONVOLUTION_ACTIVATED = banded("#FFCC66", "#FFAA55");
  private static final Skin LINEAR = Skin.plain(Color.of("#9966CC"), 0.4);
  private static final Skin LINEAR_ACTIVATED = banded("#9966CC", "#A449A4");
  private static final Skin POOLING = Skin.plain(Color.of("#C40000"), 0.5);
  private static final Skin UNPOOLING = Skin.plain(Color.of("#004D9B"), 0.5);
  private static final Skin SOFTMAX = Skin.plain(Color.of("#6A006A"), 0.8);
  private static final Skin MERGE = Skin.plain(SUM, SUM_OPACITY);
  private static final Skin OTHER = Skin.plain(Color.of("#AAAAAA"), 0.4);
  private static final Skin OTHER_ACTIVATED = banded("#AAAAAA", "#808080");

  private Skins() {}

  private static Skin banded(String fill, String band) {
    return new Skin(Color.of(fill), 0.4, Color.of(band), 0.6);
  }

  static Skin of(Kind kind, boolean activated) {
    return switch (kind) {
      case CONVOLUTION -> activated ? CONVOLUTION_ACTIVATED : CONVOLUTION;
      case LINEAR -> activated ? LINEAR_ACTIVATED : LINEAR;
      case POOLING -> POOLING;
      case UNPOOLING -> UNPOOLING;
      case SOFTMAX -> SOFTMAX;
      case MERGE -> MERGE;
      case INPUT, OTHER -> activated ? OTHER_ACTIVATED : OTHER;
    };
  }
}
