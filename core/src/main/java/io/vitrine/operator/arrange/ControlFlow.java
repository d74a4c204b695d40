package io.vitrine.operator.arrange;

import io.vitrine.model.Attribute;
import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Body;
import io.vitrine.operator.shape.Count;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.ShapeRule;
import io.vitrine.operator.shape.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Operators that run graphs inside them. */
final class ControlFlow {
  private static final String BODY = "body";
  private static final String THEN = "then_branch";

  /** How often a loop's types are loosened before their shapes are given up. */
  private static final int LOOSENINGS = 2;

  private static final String ELSE = "else_branch";

  static final List<Operator> ALL =
      List.of(
          entry("If", ControlFlow::branch)
              .reading(Role.CONSTANT)
              .counting((context, found) -> branchMacs(context)),
          entry("Loop", ControlFlow::loop)
              .reading(Role.CONSTANT, Role.CONSTANT)
              .counting((context, found) -> repeated(context, context.number(0))),
          entry("Scan", ControlFlow::scan)
              .counting((context, found) -> repeated(context, steps(context))),
          entry("SequenceMap", ControlFlow::map)
              .counting((context, found) -> repeated(context, Optional.empty())));

  private ControlFlow() {}

  private static Operator entry(String name, ShapeRule rule) {
    return Operator.of(name, Category.OTHER, name, rule);
  }

  private static List<ValueType> types(Body body) {
    return body.outputs().stream().map(Inferred.Output::type).toList();
  }

  private static Body required(
      ShapeContext context, String attribute, List<Inferred.Output> inputs) {
    return context
        .body(attribute, inputs)
        .orElseThrow(() -> context.error("expected a graph '" + attribute + "', found none"));
  }

  /** The branch that a known condition takes, else what both have in common. */
  private static Inferred branch(ShapeContext context) {
    Body then = required(context, THEN, List.of());
    Body otherwise = required(context, ELSE, List.of());
    Optional<Long> condition = context.number(0);
    if (condition.isPresent()) {
      return new Inferred((condition.get() != 0 ? then : otherwise).outputs());
    }
    List<ValueType> a = types(then);
    List<ValueType> b = types(otherwise);
    List<ValueType> common = new ArrayList<>();
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      common.add(Types.common(a.get(i), b.get(i)));
    }
    return Inferred.of(common);
  }

  /** Of the branch that is known to run, else of the larger one. */
  private static OptionalLong branchMacs(ShapeContext context) {
    OptionalLong then = context.body(THEN).map(Body::macs).orElse(OptionalLong.empty());
    OptionalLong otherwise = context.body(ELSE).map(Body::macs).orElse(OptionalLong.empty());
    Optional<Long> condition = context.number(0);
    if (condition.isPresent()) {
      return condition.get() != 0 ? then : otherwise;
    }
    return then.isPresent() && otherwise.isPresent()
        ? OptionalLong.of(Math.max(then.getAsLong(), otherwise.getAsLong()))
        : OptionalLong.empty();
  }

  private static OptionalLong repeated(ShapeContext context, Optional<Long> steps) {
    OptionalLong once = context.body(BODY).map(Body::macs).orElse(OptionalLong.empty());
    if (once.isPresent() && once.getAsLong() == 0) {
      return once;
    }
    return steps.isPresent() ? Count.times(once, steps.get()) : OptionalLong.empty();
  }

  private static Inferred.Output typed(ValueType type) {
    return new Inferred.Output(type, Optional.empty());
  }

  /**
   * The body takes the step, the condition and the carried values and gives the condition, the
   * carried values anew and what is collected. Of a carried value's type, only what a step does not
   * change is kept: a type that changes is loosened and the body inferred again. What is collected
   * gets an axis of the steps in front.
   */
  private static Inferred loop(ShapeContext context) {
    List<ValueType> before = new ArrayList<>();
    for (int i = 2; i < context.inputs(); i++) {
      before.add(context.type(i));
    }
    List<ValueType> made = looped(context, before);
    for (int i = 0; i < LOOSENINGS && !isStable(before, made); i++) {
      boolean last = i == LOOSENINGS - 1;
      for (int k = 0; k < Math.min(before.size(), made.size() - 1); k++) {
        ValueType common = Types.common(before.get(k), made.get(k + 1));
        before.set(k, last ? anyStep(common) : common);
      }
      made = looped(context, before);
    }
    int carried = before.size();
    boolean always = !context.has(1) || context.number(1).filter(n -> n != 0).isPresent();
    Dim steps = always && !mayStop(context) ? context.size(0) : Dim.unknown();
    List<ValueType> outputs = new ArrayList<>();
    for (int i = 1; i < made.size(); i++) {
      outputs.add(
          i <= carried
              ? Types.common(before.get(i - 1), made.get(i))
              : stacked(made.get(i), 0, steps));
    }
    return Inferred.of(outputs);
  }

  private static List<ValueType> looped(ShapeContext context, List<ValueType> carried) {
    List<Inferred.Output> inputs = new ArrayList<>();
    inputs.add(typed(ValueType.tensor(ElementType.INT64, Shape.SCALAR)));
    inputs.add(typed(ValueType.tensor(ElementType.BOOL, Shape.SCALAR)));
    carried.forEach(type -> inputs.add(typed(type)));
    return types(required(context, BODY, inputs));
  }

  private static boolean isStable(List<ValueType> before, List<ValueType> made) {
    return made.size() > before.size() && made.subList(1, before.size() + 1).equals(before);
  }

  /** Whether the body computes its condition, so that it may end before its last step. */
  private static boolean mayStop(ShapeContext context) {
    if (!(context.node().attributes().get(BODY) instanceof Attribute.OfGraph graph)
        || graph.value().inputs().size() < 2
        || graph.value().outputs().isEmpty()) {
      return true;
    }
    String condition = graph.value().outputs().get(0).name();
    String given = graph.value().inputs().get(1).name();
    return !condition.equals(given)
        && graph.value().nodes().stream()
            .noneMatch(
                node ->
                    node.outputs().contains(condition)
                        && node.operator().equals("Identity")
                        && node.inputs().contains(given));
  }

  /** A carried value's sizes may change from step to step, its elements do not. */
  private static ValueType anyStep(ValueType type) {
    return type instanceof ValueType.OfTensor tensor
        ? new ValueType.OfTensor(tensor.elements(), Optional.empty())
        : type;
  }

  private static ValueType stacked(ValueType type, int axis, Dim steps) {
    if (!(type instanceof ValueType.OfTensor tensor)) {
      return ValueType.unknown();
    }
    return new ValueType.OfTensor(
        tensor.elements(),
        tensor
            .shape()
            .map(
                shape -> {
                  List<Dim> dims = new ArrayList<>(shape.dims());
                  dims.add(axis, steps);
                  return new Shape(dims);
                }));
  }

  private static int scanned(ShapeContext context) {
    return Math.toIntExact(context.node().intOr("num_scan_inputs", 1));
  }

  private static int axis(ShapeContext context, String attribute, int index, int rank) {
    List<Long> axes = context.node().intsOr(attribute, List.of());
    return index < axes.size() ? context.axis(axes.get(index), rank) : 0;
  }

  /** The number of steps: the size of the scanned axis; operator set 8 has a batch before it. */
  private static Optional<Long> steps(ShapeContext context) {
    if (context.opset() < 9) {
      return Optional.empty();
    }
    int first = context.inputs() - scanned(context);
    return context
        .shape(first)
        .map(shape -> shape.size(axis(context, "scan_input_axes", 0, shape.rank())))
        .filter(size -> size >= 0);
  }

  /** The body takes states and one slice of each scanned input; its rest is stacked again. */
  private static Inferred scan(ShapeContext context) {
    if (context.opset() < 9) {
      return scanOfBatches(context);
    }
    int states = context.inputs() - scanned(context);
    List<Inferred.Output> inputs = new ArrayList<>();
    Dim steps = Dim.unknown();
    for (int i = 0; i < context.inputs(); i++) {
      ValueType type = context.type(i);
      if (i >= states && type.tensorShape().isPresent()) {
        Shape shape = type.tensorShape().get();
        int axis = axis(context, "scan_input_axes", i - states, shape.rank());
        steps = steps.isKnown() ? steps : shape.dim(axis);
        List<Dim> dims = new ArrayList<>(shape.dims());
        dims.remove(axis);
        type = ValueType.tensor(context.elements(i), new Shape(dims));
      }
      inputs.add(typed(type));
    }
    List<ValueType> made = types(required(context, BODY, inputs));
    List<ValueType> outputs = new ArrayList<>();
    for (int i = 0; i < made.size(); i++) {
      int rank = made.get(i).tensorShape().map(Shape::rank).orElse(0) + 1;
      outputs.add(
          i < states
              ? Types.common(context.type(i), made.get(i))
              : stacked(made.get(i), axis(context, "scan_output_axes", i - states, rank), steps));
    }
    return Inferred.of(outputs);
  }

  /**
   * Operator set 8: input 0 gives the sequences' lengths, all others have the batch in front, and
   * scanned ones the time behind it.
   */
  private static Inferred scanOfBatches(ShapeContext context) {
    int states = context.inputs() - 1 - scanned(context);
    List<Inferred.Output> inputs = new ArrayList<>();
    Dim batch = Dim.unknown();
    Dim steps = Dim.unknown();
    for (int i = 1; i < context.inputs(); i++) {
      ValueType type = context.type(i);
      if (type.tensorShape().isPresent()) {
        Shape shape = type.tensorShape().get();
        int dropped = i - 1 < states ? 1 : 2;
        batch = shape.dim(0);
        steps = dropped == 2 ? shape.dim(1) : steps;
        type = ValueType.tensor(context.elements(i), shape.subShape(dropped, shape.rank()));
      }
      inputs.add(typed(type));
    }
    List<ValueType> made = types(required(context, BODY, inputs));
    List<ValueType> outputs = new ArrayList<>();
    for (int i = 0; i < made.size(); i++) {
      ValueType each = i < states ? made.get(i) : stacked(made.get(i), 0, steps);
      outputs.add(stacked(each, 0, batch));
    }
    return Inferred.of(outputs);
  }

  /** Each sequence's elements go through the body; what it makes becomes sequences again. */
  private static Inferred map(ShapeContext context) {
    List<Inferred.Output> inputs = new ArrayList<>();
    for (int i = 0; i < context.inputs(); i++) {
      ValueType type = context.type(i);
      inputs.add(typed(type instanceof ValueType.OfSequence sequence ? sequence.elements() : type));
    }
    List<ValueType> outputs = new ArrayList<>();
    types(required(context, BODY, inputs)).forEach(t -> outputs.add(new ValueType.OfSequence(t)));
    return Inferred.of(outputs);
  }
}
