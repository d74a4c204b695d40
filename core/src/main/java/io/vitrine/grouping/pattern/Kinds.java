package io.vitrine.grouping.pattern;

import java.util.Set;

/** What the groups of the built-in rules are called. */
public final class Kinds {
  /** Layers that share the beginning of their paths. */
  public static final String MODULE = "module";

  /** Groups one after another that a repeat holds several times. */
  public static final String PERIOD = "period";

  /** Equal groups, one after another. */
  public static final String REPEAT = "repeat";

  public static final String ACTIVATION = "activation";
  public static final String NORMALIZATION = "normalization";
  public static final String CONVOLUTION = "convolution";
  public static final String UPSAMPLING = "upsampling";
  public static final String POOLING = "pooling";
  public static final String LINEAR = "linear";
  public static final String SOFTMAX = "softmax";
  public static final String EMBEDDING = "embedding";

  /** LSTM, GRU or a plain recurrent layer. */
  public static final String RECURRENT = "recurrent";

  /** The products and the softmax between them. */
  public static final String ATTENTION_CORE = "attention-core";

  /** Attention with its projections. */
  public static final String ATTENTION = "attention";

  public static final String TRANSFORMER = "transformer-block";

  /** A transformer's block with a second attention, to what comes from elsewhere. */
  public static final String DECODER = "transformer-decoder-block";

  public static final String MLP = "mlp";
  public static final String SQUEEZE_EXCITE = "squeeze-excite";
  public static final String BASIC_BLOCK = "basic-block";
  public static final String BOTTLENECK = "bottleneck";
  public static final String INVERTED_RESIDUAL = "inverted-residual";
  public static final String SEPARABLE = "separable-convolution";
  public static final String INCEPTION = "inception";
  public static final String DENSE_LAYER = "dense-layer";
  public static final String DENSE_BLOCK = "dense-block";
  public static final String TRANSITION = "transition";
  public static final String UNET_DOWN = "u-net-down";
  public static final String UNET_UP = "u-net-up";

  /** Any layers beside a connection that passes them by, added. */
  public static final String RESIDUAL = "residual";

  private static final Set<String> LAYERS =
      Set.of(
          ACTIVATION,
          NORMALIZATION,
          CONVOLUTION,
          UPSAMPLING,
          POOLING,
          LINEAR,
          SOFTMAX,
          EMBEDDING,
          RECURRENT,
          ATTENTION_CORE,
          ATTENTION,
          SQUEEZE_EXCITE);

  private Kinds() {}

  /** Whether people count groups of a kind as single layers. */
  public static boolean isLayer(String kind) {
    return LAYERS.contains(kind);
  }
}
