package io.vitrine.torch.call;

/**
 * Keeps values of a run. Inside a node, a value's name is the node's, the attribute that holds the
 * graph, the iteration in brackets where there are several, and the value's own: {@code
 * loop/body[2]/sum}.
 */
public interface Recorder {
  /** Is told of every value that a node makes. */
  void made(String name, NativeValue value);

  /** Whether a value must live on when nothing reads it any more. */
  boolean keeps(String name);
}
