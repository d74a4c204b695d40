package io.vitrine.formats.aten;

/** A call cannot be said in ONNX's vocabulary; it then keeps its own name. */
final class NoCounterpart extends RuntimeException {
  private static final long serialVersionUID = 1;

  NoCounterpart(String why) {
    super(why, null, false, false);
  }
}
