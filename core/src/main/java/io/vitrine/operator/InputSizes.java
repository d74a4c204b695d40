package io.vitrine.operator;

import io.vitrine.model.Dim;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.operator.size.Size;
import io.vitrine.operator.size.SizeNames;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The shapes of a network's inputs where some are given: a name of a size, such as N, stands for
 * one number in all of them, and in the shapes that the network declares for other values.
 */
public final class InputSizes {
  private final Network network;
  private final Map<String, Shape> shapes;
  private final SizeNames names;

  private InputSizes(Network network, Map<String, Shape> shapes, SizeNames names) {
    this.network = network;
    this.shapes = shapes;
    this.names = names;
  }

  /**
   * The shapes given, and what follows from them for the other inputs. A name in place of a size
   * that the network fixes leaves it as it is.
   *
   * @throws IllegalArgumentException where a name is no input, or a given shape contradicts the
   *     declared one or another input's
   */
  public static InputSizes of(Network network, Map<String, Shape> given) {
    for (String name : given.keySet()) {
      if (network.inputs().stream().noneMatch(input -> input.name().equals(name))) {
        throw new IllegalArgumentException("no input '" + name + "' in " + network.name());
      }
    }
    SizeNames names = new SizeNames();
    for (int round = 0; round < 2; round++) {
      for (Value input : network.inputs()) {
        bind(input, given, names);
      }
    }
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (Value input : network.inputs()) {
      Optional<Shape> declared = input.type().tensorShape();
      Optional.ofNullable(given.get(input.name()))
          .map(shape -> declared.map(fixed -> kept(fixed, shape)).orElse(shape))
          .or(() -> declared)
          .ifPresent(shape -> shapes.put(input.name(), names.in(shape)));
    }
    return new InputSizes(network, shapes, names);
  }

  /** The shape given, whose names do not open what is fixed. */
  private static Shape kept(Shape declared, Shape given) {
    Shape kept = given;
    for (int i = 0; i < given.rank(); i++) {
      kept = declared.dim(i).isKnown() ? kept.with(i, declared.dim(i)) : kept;
    }
    return kept;
  }

  private static void bind(Value input, Map<String, Shape> given, SizeNames names) {
    Shape shape = given.get(input.name());
    Optional<Shape> declared = input.type().tensorShape();
    if (shape != null && declared.isPresent() && !names.bind(declared.get(), shape)) {
      Shape known = names.in(declared.get());
      throw new IllegalArgumentException(
          "input '"
              + input.name()
              + "' is "
              + declared.get()
              + (known.equals(declared.get()) ? "" : ", by the sizes of the inputs " + known)
              + ", which the shape "
              + shape
              + " does not fit");
    }
  }

  /**
   * The same with every first dimension that is open set to the batch, and all that hangs on it.
   */
  public InputSizes withBatch(long batch) {
    SizeNames bound = new SizeNames(names);
    shapes.values().forEach(shape -> firstName(shape).ifPresent(name -> bound.put(name, batch)));
    Map<String, Shape> all = new LinkedHashMap<>();
    shapes.forEach((input, shape) -> all.put(input, first(bound.in(shape), batch)));
    return new InputSizes(network, all, bound);
  }

  private static Optional<String> firstName(Shape shape) {
    return shape.rank() == 0 ? Optional.empty() : Size.of(shape.dim(0)).flatMap(Size::name);
  }

  private static Shape first(Shape shape, long batch) {
    boolean open = shape.rank() > 0 && shape.dim(0) instanceof Dim.Unknown;
    return open ? shape.withBatch(batch) : shape;
  }

  /** The same for one item: first dimensions that the network leaves open are 1. */
  public InputSizes single() {
    SizeNames one = new SizeNames(names);
    network.inputs().stream()
        .flatMap(input -> input.type().tensorShape().stream())
        .forEach(declared -> firstName(declared).ifPresent(name -> one.put(name, 1)));
    Map<String, Shape> all = new LinkedHashMap<>();
    for (Value input : network.inputs()) {
      Shape shape = shapes.get(input.name());
      if (shape != null) {
        all.put(input.name(), single(input.type().tensorShape(), shape, one));
      }
    }
    return new InputSizes(network, all, one);
  }

  private static Shape single(Optional<Shape> declared, Shape shape, SizeNames one) {
    Shape open = declared.orElse(shape.rank() == 0 ? shape : shape.with(0, Dim.unknown()));
    Shape single = shape;
    for (int i = 0; i < shape.rank(); i++) {
      Dim dim = one.in(open.dim(i));
      if (open.dim(i) instanceof Dim.Symbol && dim.isKnown()) {
        single = single.with(i, dim);
      }
    }
    return shape.rank() > 0 && open.dim(0) instanceof Dim.Unknown ? single.withBatch(1) : single;
  }

  /** The shapes by input; those of which not even the rank is known are absent. */
  public Map<String, Shape> shapes() {
    return Collections.unmodifiableMap(shapes);
  }

  SizeNames names() {
    return names;
  }

  ValueType type(Value input) {
    Shape shape = shapes.get(input.name());
    return shape != null && input.type() instanceof ValueType.OfTensor tensor
        ? ValueType.tensor(tensor.elements(), shape)
        : input.type();
  }

  /** The network with its inputs narrowed to these shapes, and its declared values with them. */
  public Network network() {
    Graph graph = network.graph();
    return new Network(
        network.name(),
        new Graph(
            graph.inputs().stream().map(input -> new Value(input.name(), type(input))).toList(),
            graph.outputs().stream().map(this::bound).toList(),
            graph.nodes(),
            graph.parameters(),
            graph.declared().stream().map(this::bound).toList()),
        network.opsets(),
        network.functions(),
        network.metadata());
  }

  private Value bound(Value value) {
    return new Value(value.name(), names.in(value.type()));
  }
}
