package io.vitrine.torch.interpreter;

import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.ValueType;
import io.vitrine.operator.InnerGraphs;
import io.vitrine.operator.Operators;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.shape.Body;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.Values;
import io.vitrine.torch.call.Meter;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.Scope;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a node will make, told from the shapes that its inputs really have before it runs: whether
 * they fit, how large the outputs are, how much work that is. The operator table of core knows;
 * where it does not, nothing is refused.
 *
 * <p>Operators of one input whose output is never larger are not looked at: they cost what is there
 * already.
 */
final class Forecast {
  private static final Set<Category> KEEPING_SIZE =
      EnumSet.of(
          Category.ACTIVATION, Category.REGULARIZATION, Category.NORMALIZATION, Category.REDUCTION);

  /** Moves of axes, of one input or with small integers beside it, which copy nothing. */
  private static final Set<String> VIEWS =
      Set.of("BatchNormalization", "Flatten", "Identity", "Squeeze", "Transpose", "Unsqueeze");

  /** Graphs inside nodes are looked at node by node. */
  private static final Body.Walk UNSEEN =
      (attribute, graph, inputs) -> new Body(List.of(), OptionalLong.empty());

  /** Larger inputs are no shapes, axes or scales. */
  private static final long MOST_VALUES = 64;

  private final NodeContext context;
  private final Operator operator;

  private Forecast(NodeContext context, Operator operator) {
    this.context = context;
    this.operator = operator;
  }

  /** A forecast for a node, empty where there is nothing to look at. */
  static Optional<Forecast> of(NodeContext context) {
    Node node = context.node();
    if (!InnerGraphs.nodes(node).isEmpty() || VIEWS.contains(node.qualifiedOperator())) {
      return Optional.empty();
    }
    return Operators.of(node)
        .filter(found -> node.inputs().size() != 1 || !KEEPING_SIZE.contains(found.category()))
        .map(found -> new Forecast(context, found));
  }

  /**
   * Asks for what the node will take.
   *
   * @throws IllegalArgumentException where its inputs do not fit, or it would take too much
   */
  void require(Scope scope) {
    ShapeContext shapes = new ShapeContext(context.node(), opset(), known(scope), UNSEEN);
    Meter meter = scope.meter();
    long elements;
    long bytes;
    long macs;
    try {
      Inferred found = operator.shapes().infer(shapes);
      elements = elements(found);
      bytes = Math.addExact(bytes(found), Scratch.bytes(operator, shapes, found));
      macs = operator.macs().macs(shapes, found).orElse(0);
    } catch (ArithmeticException e) {
      elements = Long.MAX_VALUE;
      bytes = Long.MAX_VALUE;
      macs = 0;
    } catch (IndexOutOfBoundsException | NoSuchElementException e) {
      throw context.error(
          "its inputs and attributes do not fit each other"
              + (e.getMessage() == null ? "" : ": " + e.getMessage()));
    }
    meter.memory(bytes);
    meter.work(elements);
    meter.work(macs);
  }

  /** The version of ONNX's own operator set, which the rules ask for. */
  private long opset() {
    String domain = context.node().domain();
    return domain.isEmpty() || domain.equals("ai.onnx") ? context.opset() : Network.OPSET;
  }

  private static long elements(Inferred found) {
    long sum = 0;
    for (int i = 0; i < found.outputs().size(); i++) {
      sum = Math.addExact(sum, found.shape(i).map(Shape::elements).orElse(none()).orElse(0));
    }
    return sum;
  }

  private static OptionalLong none() {
    return OptionalLong.empty();
  }

  private static long bytes(Inferred found) {
    long sum = 0;
    for (Inferred.Output output : found.outputs()) {
      if (output.type() instanceof ValueType.OfTensor tensor) {
        long count = tensor.shape().map(Shape::elements).orElse(none()).orElse(0);
        sum = Math.addExact(sum, Math.multiplyExact(count, width(tensor.elements())));
      }
    }
    return sum;
  }

  /** Bytes an element: small ones are carried in wider types, a string is a Java object. */
  private static long width(ElementType elements) {
    return elements.equals(ElementType.STRING) ? 64 : Math.max(4, (elements.bits() + 7) / 8);
  }

  /** The shapes of the inputs, and the numbers of those that may be shapes themselves. */
  private io.vitrine.operator.shape.Scope known(Scope scope) {
    io.vitrine.operator.shape.Scope known = io.vitrine.operator.shape.Scope.top();
    List<String> inputs = context.node().inputs();
    for (int i = 0; i < inputs.size(); i++) {
      String name = inputs.get(i);
      Optional<NativeValue> value = name.isEmpty() ? Optional.empty() : scope.find(name);
      if (value.isPresent() && value.get() instanceof NativeValue.OfTensor tensor) {
        known.put(name, ValueType.tensor(tensor.elements(), NativeTensors.shape(tensor.tensor())));
        values(i, tensor).ifPresent(values -> known.put(name, values));
      } else if (value.isPresent() && value.get() instanceof NativeValue.OfStrings strings) {
        known.put(name, ValueType.tensor(ElementType.STRING, strings.shape()));
      }
    }
    return known;
  }

  /** Small integers, and small numbers of operators that move or make values (scales, ranges). */
  private Optional<Values> values(int input, NativeValue.OfTensor value) {
    Optional<Tensor> constant = context.constant(input);
    boolean moves = operator.category() == Category.SHAPE || operator.category() == Category.OTHER;
    boolean isShort = value.tensor().dim() <= 1 && value.tensor().numel() <= MOST_VALUES;
    if (!isShort || (value.elements().isFloat() && !moves)) {
      return Optional.empty();
    }
    return Values.of(constant.orElseGet(() -> NativeTensors.toModel(value)));
  }
}
