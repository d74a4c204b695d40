package io.vitrine.torch.call;

import io.vitrine.engine.Mode;
import io.vitrine.model.ElementType;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/** One run of a node: its inputs and how to behave. */
public final class Call {
  private final NodeContext context;
  private final Scope scope;

  public Call(NodeContext context, Scope scope) {
    this.context = context;
    this.scope = scope;
  }

  public NodeContext context() {
    return context;
  }

  /** What a graph inside the node sees. */
  public Scope scope() {
    return scope;
  }

  public Mode mode() {
    return scope.mode();
  }

  /** Whether training leaves the parameter at an input alone. */
  public boolean isFrozen(int input) {
    return context.node().input(input).map(scope::isFrozen).orElse(false);
  }

  public boolean has(int input) {
    return context.node().input(input).isPresent();
  }

  /** An input of any kind that must be there. */
  public NativeValue value(int index) {
    return find(index).orElseThrow(() -> context.error("input " + index + " is missing"));
  }

  /** A tensor that must be there. */
  public Tensor input(int index) {
    return tensor(value(index)).tensor();
  }

  /** All inputs that are there, in order. */
  public Stream<NativeValue> values() {
    return IntStream.range(0, context.node().inputs().size())
        .boxed()
        .flatMap(i -> find(i).stream());
  }

  /** All inputs that are there, in order, each a tensor. */
  public Stream<Tensor> inputs() {
    return values().map(value -> tensor(value).tensor());
  }

  private NativeValue.OfTensor tensor(NativeValue value) {
    if (value instanceof NativeValue.OfTensor tensor) {
      return tensor;
    }
    throw new IllegalArgumentException("expected a tensor of numbers, found " + value.describe());
  }

  private Optional<NativeValue> find(int index) {
    return context.node().input(index).flatMap(scope::find);
  }

  /** The element type of a tensor that must be there. */
  public ElementType elements(int index) {
    NativeValue value = value(index);
    return value instanceof NativeValue.OfStrings ? ElementType.STRING : tensor(value).elements();
  }

  /** The strings of an input. */
  public NativeValue.OfStrings strings(int index) {
    if (value(index) instanceof NativeValue.OfStrings strings) {
      return strings;
    }
    throw new IllegalArgumentException("expected strings, found " + value(index).describe());
  }

  /** The items of an input. */
  public List<NativeValue> sequence(int index) {
    if (value(index) instanceof NativeValue.OfSequence sequence) {
      return sequence.items();
    }
    throw new IllegalArgumentException("expected a sequence, found " + value(index).describe());
  }

  /** An input that may be omitted, as libtorch takes it. */
  public TensorOptional optional(int index) {
    return find(index)
        .map(value -> new TensorOptional(tensor(value).tensor()))
        .orElseGet(TensorOptional::new);
  }

  /** The elements of an integer input. */
  public long[] longs(int index) {
    return host(index).longs();
  }

  /** The numbers of an input. */
  public double[] doubles(int index) {
    io.vitrine.model.Tensor host = host(index);
    return IntStream.range(0, host.count()).mapToDouble(host::doubleAt).toArray();
  }

  /** The only element of an input, or a number where it is omitted. */
  public double numberOr(int index, double otherwise) {
    return has(index) ? host(index).doubleAt(0) : otherwise;
  }

  /** The only element of an integer input, or a number where it is omitted. */
  public long longOr(int index, long otherwise) {
    return has(index) ? longs(index)[0] : otherwise;
  }

  /** An input's numbers in Java. */
  public io.vitrine.model.Tensor host(int index) {
    return context.constant(index).orElseGet(() -> NativeTensors.toModel(tensor(value(index))));
  }

  /**
   * The integers of an input (newer operator sets) or of an attribute (older ones), empty where
   * both are omitted.
   */
  public Optional<long[]> longsOf(int input, String attribute) {
    if (has(input)) {
      return Optional.of(longs(input));
    }
    return context.node().attribute(attribute).isPresent()
        ? Optional.of(Numbers.array(context.node().intsOr(attribute, List.of())))
        : Optional.empty();
  }

  /**
   * A result with its element type: that of the first tensor among the inputs, where the result has
   * the type that carries it, else the result's own.
   */
  public NativeValue typed(Tensor result) {
    Optional<NativeValue.OfTensor> first =
        values().filter(NativeValue.OfTensor.class::isInstance).map(this::tensor).findFirst();
    if (first.isEmpty()) {
      return NativeValue.of(result);
    }
    ElementType elements = first.get().elements();
    // Whole numbers that a gradient passes through are carried in floats.
    return !elements.isFloat()
            && result.is_floating_point()
            && first.get().tensor().is_floating_point()
        ? new NativeValue.OfTensor(result, elements)
        : as(result, elements);
  }

  /** A result of an element type where it has the type that carries it, else of its own. */
  public static NativeValue as(Tensor result, ElementType elements) {
    return Carriers.isNarrow(elements) && Carriers.of(elements) == NativeTensors.type(result)
        ? new NativeValue.OfTensor(Carriers.wrapped(result, elements), elements)
        : NativeValue.of(result);
  }
}
