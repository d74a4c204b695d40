package io.vitrine.engine;

import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.IncompleteRunException;
import io.vitrine.engine.trace.Observer;
import io.vitrine.engine.trace.Trace;
import io.vitrine.model.Network;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A network with weights on an engine. Holds native memory: close it. */
public interface Model extends AutoCloseable {
  Network network();

  /**
   * The precision in which this network's convolutions and matrix products are computed: {@link
   * Precision#FP32} or {@link Precision#BF16}. It may be higher than the engine's, where the engine
   * cannot compute this network right in bfloat16.
   */
  Precision precision();

  /** A copy of all parameters and statistics as they are now. */
  Weights weights();

  /**
   * Runs the network forward and, where the request has a score, backward.
   *
   * <p>Values are named as the network names them. A value of a graph inside a node has the node's
   * name, the attribute that holds the graph, the iteration in brackets where there are several,
   * and its own: {@code loop/body[2]/sum}; one inside a function has the calling node's name before
   * its own. Asked for without the iteration, the values of all iterations are kept.
   *
   * @param inputs a value for each of the network's inputs, by name; an optional input may be
   *     absent
   * @param request the mode, the values and gradients to keep, and the score
   * @throws IllegalArgumentException where an input is missing or does not fit, or a name to keep
   *     is unknown
   * @throws IncompleteRunException where a node is not known or fails; it holds what was kept until
   *     then
   */
  Trace trace(Map<String, Datum> inputs, Request request);

  /**
   * The same, showing an observer every value that a node makes, in running order. Of the values
   * only those that the request keeps stay in memory: all of a large network can be summarised as
   * they come. (Where the request has a score, differentiating it needs many of them all the same.)
   */
  Trace trace(Map<String, Datum> inputs, Request request, Observer observer);

  /** Runs a network whose inputs are tensors of numbers. */
  default Trace run(Map<String, Tensor> inputs, Request request) {
    Map<String, Datum> values = new LinkedHashMap<>();
    inputs.forEach((name, tensor) -> values.put(name, new Datum.OfTensor(tensor)));
    return trace(values, request);
  }

  /** Runs a network of one input. */
  default Trace run(Tensor input, Request request) {
    if (network().inputs().size() != 1) {
      throw new IllegalArgumentException(
          network().name() + " has " + network().inputs().size() + " inputs; give them by name");
    }
    return run(Map.of(network().inputs().get(0).name(), input), request);
  }

  /**
   * Loss and number of right answers over one batch in evaluation mode; statistics stay
   * bit-identical.
   *
   * @param input (N, C, H, W) or what the network takes
   * @param target (N) class numbers as int64 for cross entropy, else a tensor of the output's shape
   */
  default Evaluation evaluate(Tensor input, Tensor target, Loss loss) {
    return evaluate(input, target, loss, Mode.EVALUATION);
  }

  /**
   * The same in a chosen mode; in training mode batch norm moves its statistics, as the article's
   * testing did.
   */
  Evaluation evaluate(Tensor input, Tensor target, Loss loss, Mode mode);

  /** Starts training this model; its parameters change with each step. One training at a time. */
  default Training train(Optimizer optimizer, Loss loss) {
    return train(optimizer, loss, Set.of());
  }

  /**
   * The same, leaving some parameters alone. A batch normalisation whose running statistics are
   * among them normalises by those and does not move them.
   *
   * @param frozen names of parameters
   * @throws IllegalArgumentException where nothing is left to train
   */
  Training train(Optimizer optimizer, Loss loss, Set<String> frozen);

  @Override
  void close();
}
