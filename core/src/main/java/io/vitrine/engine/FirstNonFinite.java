package io.vitrine.engine;

import io.vitrine.engine.trace.NumberCounts;
import io.vitrine.engine.trace.Observer;
import io.vitrine.engine.trace.PassingValue;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Watches a run forward for the first value with NaN in it, and for the first with infinite
 * numbers. Infinity may be meant, as in the mask before a softmax; NaN hardly ever is.
 *
 * <pre>{@code
 * FirstNonFinite watch = FirstNonFinite.of(model.network(), model.weights(), Map.of("x", image));
 * model.trace(inputs, request, watch);
 * watch.found().forEach(System.out::println);
 * }</pre>
 */
public final class FirstNonFinite implements Observer {
  private final Network network;
  private final Weights weights;
  private final Map<String, NumberCounts> seen = new HashMap<>();
  private final Map<Kind, Found> found = new EnumMap<>(Kind.class);

  /** What a number is that is not finite. */
  public enum Kind {
    NAN,
    INFINITE
  }

  /**
   * Where numbers of a kind were first.
   *
   * @param value the name of the value that has them: what the node makes, or an input of the
   *     network
   * @param node that made it; empty of an input, and of a value inside of a loop, a branch or a
   *     function, whose name says where it is
   * @param shape of the value
   * @param numbers how many of its numbers are so
   * @param operands what the node was given
   */
  public record Found(
      Kind kind,
      String value,
      Optional<Node> node,
      Shape shape,
      long numbers,
      List<Operand> operands) {
    public Found {
      operands = List.copyOf(operands);
    }
  }

  /**
   * A value or parameter that a node was given.
   *
   * @param shape empty where it is not known
   * @param finite whether all of its numbers are finite
   */
  public record Operand(String name, Optional<Shape> shape, boolean finite) {}

  private FirstNonFinite(Network network, Weights weights) {
    this.network = network;
    this.weights = weights;
  }

  /**
   * A watch for one run.
   *
   * @param weights of the network, which are looked at only where a node went wrong
   * @param inputs that the run is given, by name
   */
  public static FirstNonFinite of(Network network, Weights weights, Map<String, Tensor> inputs) {
    FirstNonFinite watch = new FirstNonFinite(network, weights);
    inputs.forEach((name, tensor) -> watch.look(name, NumberCounts.of(tensor)));
    return watch;
  }

  /** The first of each kind, in running order; empty where all numbers were finite. */
  public List<Found> found() {
    return List.copyOf(found.values());
  }

  @Override
  public void made(PassingValue value) {
    value.counts().ifPresent(counts -> look(value.name(), counts));
  }

  private void look(String name, NumberCounts counts) {
    seen.put(name, counts);
    if (counts.nan() > 0) {
      found.computeIfAbsent(Kind.NAN, kind -> found(kind, name, counts.shape(), counts.nan()));
    }
    if (counts.infinite() > 0) {
      found.computeIfAbsent(
          Kind.INFINITE, kind -> found(kind, name, counts.shape(), counts.infinite()));
    }
  }

  private Found found(Kind kind, String value, Shape shape, long numbers) {
    Optional<Node> node = network.graph().producer(value);
    List<Operand> operands = new ArrayList<>();
    node.stream()
        .flatMap(made -> made.inputs().stream())
        .filter(name -> !name.isEmpty())
        .forEach(name -> operands.add(operand(name)));
    return new Found(kind, value, node, shape, numbers, operands);
  }

  private Operand operand(String name) {
    return Optional.ofNullable(seen.get(name))
        .or(() -> weights.get(name).map(NumberCounts::of))
        .map(counts -> new Operand(name, Optional.of(counts.shape()), counts.areFinite()))
        .orElseGet(() -> new Operand(name, Optional.empty(), true));
  }
}
