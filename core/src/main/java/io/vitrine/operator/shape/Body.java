package io.vitrine.operator.shape;

import io.vitrine.model.Graph;
import java.util.List;
import java.util.OptionalLong;

/**
 * What was found of a graph inside a node.
 *
 * @param outputs of the graph, in order
 * @param macs multiply-accumulates of one pass through it, empty where not known
 */
public record Body(List<Inferred.Output> outputs, OptionalLong macs) {
  public Body {
    outputs = List.copyOf(outputs);
  }

  /** Walks a graph inside a node. */
  public interface Walk {
    /**
     * Infers the graph of an attribute for inputs; those beyond the graph's are ignored.
     *
     * @param attribute its name
     */
    Body walk(String attribute, Graph graph, List<Inferred.Output> inputs);
  }
}
