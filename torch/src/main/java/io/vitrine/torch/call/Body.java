package io.vitrine.torch.call;

import java.util.List;

/** A graph inside a node, or a function, ready to run. */
public interface Body {
  /**
   * Runs the graph.
   *
   * @param inputs a value for each of its inputs
   * @param around what the node that holds it sees; the graph sees that too
   * @param iteration the number of the run, -1 where there is only one
   * @return its outputs, each an object of its own
   */
  List<NativeValue> run(List<NativeValue> inputs, Scope around, long iteration);
}
