package io.vitrine.formats.sketch;

import io.vitrine.model.Attribute;
import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.operator.GrowingShapes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A network while it is being read: nodes in running order, the shapes so far, and what writes in
 * place have put where another value was.
 *
 * <p>Values have numbers for names until {@link Drawing} gives nodes theirs.
 */
public final class Sketch {
  /** The first operator set with attention and RMS normalisation as one operator. */
  public static final long OPSET = 23;

  /** The most nodes that a network may have. */
  private static final int MOST_NODES = 2_000_000;

  /**
   * A node without its name.
   *
   * @param module path of the module that it belongs to
   */
  record Step(String module, Node node) {
    /** The same node where what it reads has other names. */
    Step reading(UnaryOperator<String> names) {
      List<String> reads = node.inputs().stream().map(names).toList();
      return reads.equals(node.inputs())
          ? this
          : new Step(
              module,
              new Node(
                  node.name(),
                  node.domain(),
                  node.operator(),
                  reads,
                  node.outputs(),
                  node.attributes(),
                  node.origin()));
    }
  }

  /** How much there is, to go back to. */
  public record Mark(int steps, int writes) {}

  /** What stood in the place of a value before a write. */
  private record Write(String value, @Nullable String before) {}

  private final List<Value> inputs = new ArrayList<>();
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final Set<String> buffers = new HashSet<>();
  private final Map<Constant, String> constants = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final Set<String> given = new HashSet<>();
  private final Map<String, Node> makers = new HashMap<>();
  private final Map<String, String> replaced = new HashMap<>();
  private final List<Write> writes = new ArrayList<>();
  private final Map<String, View> views = new HashMap<>();
  private final Map<String, String> copies = new HashMap<>();
  private final Set<String> wholes = new HashSet<>();
  private final Map<String, ValueType> declared = new LinkedHashMap<>();
  private final GrowingShapes shapes = GrowingShapes.of(OPSET);
  private int made;

  private record Constant(ElementType elements, Shape shape, java.nio.ByteBuffer bytes) {}

  /** Declares an input. */
  public Arg.Value input(String name, ValueType type) {
    Value input = new Value(name, type);
    inputs.add(input);
    given.add(name);
    shapes.add(input);
    return new Arg.Value(name);
  }

  /** Says of an input whose shape is not known what its first reader takes. */
  public void refine(String name, ElementType elements, Shape shape) {
    for (int i = 0; i < inputs.size(); i++) {
      Value input = inputs.get(i);
      if (input.name().equals(name) && input.type().tensorShape().isEmpty()) {
        inputs.set(i, Value.of(name, elements, shape));
        shapes.add(inputs.get(i));
      }
    }
  }

  /** Declares a parameter, once however often it is asked for. */
  public Arg.Value parameter(Parameter parameter) {
    if (parameters.putIfAbsent(parameter.name(), parameter) == null) {
      shapes.add(parameter);
    }
    return new Arg.Value(parameter.name());
  }

  /** Declares a tensor that no gradient changes, such as a running mean. */
  public Arg.Value buffer(Parameter parameter) {
    buffers.add(parameter.name());
    return parameter(parameter);
  }

  public boolean isBuffer(String name) {
    return buffers.contains(name);
  }

  /** Records what a file says of a value. */
  public void declare(String value, ValueType type) {
    declared.put(value, type);
    shapes.add(new Value(value, type));
  }

  /** A constant that belongs to the structure; the same numbers are one constant. */
  public String constant(Tensor value) {
    Constant key = new Constant(value.elements(), value.shape(), value.bytes());
    @Nullable String known = constants.get(key);
    if (known != null) {
      return known;
    }
    String name = unused("constant_" + constants.size());
    constants.put(key, name);
    parameter(Parameter.constant(name, value));
    return name;
  }

  private String unused(String name) {
    return parameters.containsKey(name) || given.contains(name) ? unused(name + "_") : name;
  }

  /** Adds a node and returns the names of its outputs. */
  public List<String> node(
      String module,
      String domain,
      String operator,
      List<String> reads,
      Map<String, Attribute> attributes,
      int outputs) {
    if (steps.size() >= MOST_NODES) {
      throw new IllegalStateException("the network has more than " + MOST_NODES + " nodes");
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      while (given.contains("%" + made)) {
        made++;
      }
      names.add("%" + made++);
    }
    Node node = new Node(names.get(0), domain, operator, reads, names, attributes);
    steps.add(new Step(module, node));
    names.forEach(name -> makers.put(name, node));
    shapes.add(node);
    return names;
  }

  public Mark mark() {
    return new Mark(steps.size(), writes.size());
  }

  /** Forgets the nodes and the writes since a mark. */
  public void backTo(Mark mark) {
    List<Step> since = steps.subList(mark.steps(), steps.size());
    since.forEach(step -> step.node().outputs().forEach(makers::remove));
    since.clear();
    for (int i = writes.size() - 1; i >= mark.writes(); i--) {
      Write write = writes.remove(i);
      if (write.before() == null) {
        replaced.remove(write.value());
      } else {
        replaced.put(write.value(), write.before());
      }
    }
  }

  private void put(String value, String now) {
    writes.add(new Write(value, replaced.put(value, now)));
  }

  /** A value with the same numbers that is written into by itself. */
  public String copy(String module, String value) {
    String copy = node(module, "", "Identity", List.of(value), Map.of(), 1).get(0);
    copies.put(copy, value);
    return copy;
  }

  /** What a copy was made of; every other value itself. */
  String original(String value) {
    String original = value;
    for (@Nullable String of = copies.get(value); of != null; of = copies.get(of)) {
      original = of;
    }
    return original;
  }

  /** Whether a value is a constant of the structure itself, which many may share. */
  public boolean isConstant(String value) {
    return parameters.containsKey(value) && numbers(value).isPresent();
  }

  /** Whether a value's numbers lie in its own order. */
  public boolean isDense(String value) {
    return View.isDense(value, this);
  }

  /** The value that another is a part or another form of. */
  Optional<View> view(String value) {
    return Optional.ofNullable(views.get(value))
        .or(
            () ->
                wholes.contains(value)
                    ? Optional.empty()
                    : maker(value).flatMap(node -> View.of(node, value, this)));
  }

  /** Says that a value holds what was put together of a write, whatever node made it. */
  void holds(String value) {
    wholes.add(value);
  }

  boolean isWhole(String value) {
    return wholes.contains(value);
  }

  /** Says that a value that was written is still a view of what holds it now. */
  void stays(String value, View view) {
    views.put(value, view);
  }

  /** Says that where a value was there is another now, which an operator wrote in its place. */
  public void replace(String value, String now) {
    if (!value.equals(now)) {
      put(value, now);
    }
  }

  /** What is now where a value was; a view of what has been written since is taken anew. */
  public String current(String value) {
    String now = value;
    for (@Nullable String later = replaced.get(now); later != null; later = replaced.get(now)) {
      now = later;
    }
    if (!now.equals(value) && !now.equals(replaced.get(value))) {
      put(value, now);
    }
    return writes.isEmpty() ? now : taken(now);
  }

  private String taken(String value) {
    Optional<View> view = view(value);
    if (view.isEmpty()) {
      return value;
    }
    String base = current(view.get().base());
    if (base.equals(view.get().base())) {
      return value;
    }
    View anew = view.get().from(base);
    Node node = anew.node();
    List<String> made =
        node(
            module(node),
            node.domain(),
            node.operator(),
            anew.reads(),
            node.attributes(),
            node.outputs().size());
    String found = made.get(anew.output());
    put(value, found);
    return found;
  }

  private String module(Node node) {
    return steps.stream()
        .filter(step -> step.node().name().equals(node.name()))
        .map(Step::module)
        .findFirst()
        .orElse("");
  }

  /** The numbers of a constant, empty for all other values. */
  public Optional<Tensor> numbers(String value) {
    return Optional.ofNullable(parameters.get(original(value))).flatMap(Parameter::constant);
  }

  /** The node that makes a value, empty for inputs and parameters. */
  public Optional<Node> maker(String value) {
    return Optional.ofNullable(makers.get(value));
  }

  /** What is known of a value. */
  public ValueType type(String value) {
    return shapes.type(value);
  }

  /** The shape of a value, empty where its rank is not known. */
  public Optional<Shape> shape(String value) {
    return shapes.shape(value);
  }

  /** The element type of a value, undefined where it is not known. */
  public ElementType elements(String value) {
    return type(value) instanceof ValueType.OfTensor tensor
        ? tensor.elements()
        : ElementType.UNDEFINED;
  }

  /** The size of a value along an axis: a number where it is known. */
  public Arg size(String value, int axis) {
    Optional<Shape> shape = shape(value);
    int index = axis < 0 && shape.isPresent() ? axis + shape.get().rank() : axis;
    boolean inside = shape.isPresent() && index >= 0 && index < shape.get().rank();
    Dim dim = inside ? shape.orElseThrow().dim(index) : Dim.unknown();
    return dim.isKnown() ? new Arg.Int(dim.sizeOr(-1)) : new Arg.SizeOf(value, index);
  }

  public List<Value> inputs() {
    return Collections.unmodifiableList(inputs);
  }

  public List<Parameter> parameters() {
    return List.copyOf(parameters.values());
  }

  public List<Step> steps() {
    return Collections.unmodifiableList(steps);
  }

  public Map<String, ValueType> declared() {
    return Collections.unmodifiableMap(declared);
  }
}
