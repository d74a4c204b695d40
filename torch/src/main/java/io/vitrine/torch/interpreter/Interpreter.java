package io.vitrine.torch.interpreter;

import io.vitrine.engine.Mode;
import io.vitrine.model.Attribute;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Tensor;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.operator.ShapeInference;
import io.vitrine.operator.ShapeTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs a network node by node.
 *
 * <p>Preparing reads every attribute once and finds, for each node, the values that no later node
 * reads; a run lets go of those at once, unless they are asked for or are outputs, so that memory
 * holds what autograd needs and no more.
 */
public final class Interpreter {
  /** A node ready to run, and the values that nothing needs after it. */
  private record Step(NodeContext context, OperatorRun run, List<String> spent) {}

  private final List<Step> steps;
  private final Map<String, Tensor> constants;
  private final Set<String> made;
  private final Set<String> outputs;

  private Interpreter(
      List<Step> steps, Map<String, Tensor> constants, Set<String> made, Set<String> outputs) {
    this.steps = List.copyOf(steps);
    this.constants = Collections.unmodifiableMap(constants);
    this.made = Collections.unmodifiableSet(made);
    this.outputs = Collections.unmodifiableSet(outputs);
  }

  /**
   * Prepares a network.
   *
   * @throws IllegalArgumentException where the engine does not run an operator, or an attribute
   *     does not fit; it names the node
   */
  public static Interpreter of(Network network) {
    Map<String, Tensor> constants = constants(network);
    Set<String> outputs = names(network.outputs());
    Map<Integer, List<String>> spent = spentByNode(network, outputs);
    long opset = network.opsets().getOrDefault("", Network.OPSET);
    List<Step> steps = new ArrayList<>();
    Set<String> made = new LinkedHashSet<>();
    for (int i = 0; i < network.nodes().size(); i++) {
      Node node = network.nodes().get(i);
      if (!constants.containsKey(node.output())) {
        NodeContext context = new NodeContext(node, opset, constants);
        steps.add(new Step(context, prepare(network, context), spent.getOrDefault(i, List.of())));
        node.outputs().stream().filter(name -> !name.isEmpty()).forEach(made::add);
      }
    }
    return new Interpreter(steps, constants, made, outputs);
  }

  private static Set<String> names(List<Value> values) {
    Set<String> names = new LinkedHashSet<>();
    values.forEach(value -> names.add(value.name()));
    return names;
  }

  private static Map<String, Tensor> constants(Network network) {
    Map<String, Tensor> constants = new LinkedHashMap<>();
    for (Parameter parameter : network.parameters()) {
      parameter.constant().ifPresent(tensor -> constants.put(parameter.name(), tensor));
    }
    for (Node node : network.nodes()) {
      if (node.qualifiedOperator().equals("Constant")) {
        constants.put(node.output(), constant(node));
      }
    }
    return constants;
  }

  private static Tensor constant(Node node) {
    for (Attribute attribute : node.attributes().values()) {
      if (attribute instanceof Attribute.OfTensor a) {
        return a.value();
      } else if (attribute instanceof Attribute.OfFloat a) {
        return Tensor.scalar(a.value());
      } else if (attribute instanceof Attribute.OfInt a) {
        return Tensor.of(new long[] {a.value()});
      } else if (attribute instanceof Attribute.OfInts a) {
        return Tensor.of(Numbers.array(a.values()), a.values().size());
      } else if (attribute instanceof Attribute.OfFloats a) {
        return floats(a.values());
      }
    }
    throw new IllegalArgumentException(
        "node "
            + node.name()
            + " (Constant): expected a number or a tensor, found "
            + node.attributes().keySet());
  }

  private static Tensor floats(List<Float> values) {
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return Tensor.of(array, array.length);
  }

  /** For each node the values that it is the last to read, or makes and none reads. */
  private static Map<Integer, List<String>> spentByNode(Network network, Set<String> outputs) {
    Map<String, Integer> last = new HashMap<>();
    for (int i = 0; i < network.nodes().size(); i++) {
      for (String output : network.nodes().get(i).outputs()) {
        last.put(output, i);
      }
      for (String input : network.nodes().get(i).inputs()) {
        if (last.containsKey(input)) {
          last.put(input, i);
        }
      }
    }
    outputs.forEach(last::remove);
    last.remove("");
    Map<Integer, List<String>> spent = new HashMap<>();
    last.forEach((name, node) -> spent.computeIfAbsent(node, index -> new ArrayList<>()).add(name));
    return spent;
  }

  private static OperatorRun prepare(Network network, NodeContext context) {
    return OperatorTable.find(context.node())
        .orElseThrow(
            () ->
                context.error(
                    "the engine does not run this operator; " + shapes(network, context.node())))
        .prepare(context);
  }

  private static String shapes(Network network, Node node) {
    ShapeTable table = ShapeInference.infer(network);
    return "its inputs are "
        + String.join(
            ", ",
            node.inputs().stream()
                .filter(name -> !name.isEmpty())
                .map(name -> name + " " + table.types().getOrDefault(name, ValueType.unknown()))
                .toList());
  }

  /** Values that belong to the structure, among them those of Constant nodes. */
  public Map<String, Tensor> constants() {
    return constants;
  }

  /** The names of the values that nodes make, in running order. */
  public Set<String> made() {
    return made;
  }

  /**
   * Runs all nodes on the calling thread.
   *
   * @param given a tensor for every parameter, constant and input; stays the caller's
   * @param mode training or evaluation; in training mode batch norm moves the running statistics
   *     given
   * @param keep names of values to return beside the outputs
   * @return the values kept and the outputs, in running order
   * @throws IllegalArgumentException where a node does not take its inputs; it names the node, the
   *     shapes and what libtorch said
   */
  public Map<String, org.bytedeco.pytorch.Tensor> run(
      Map<String, org.bytedeco.pytorch.Tensor> given, Mode mode, Set<String> keep) {
    Map<String, org.bytedeco.pytorch.Tensor> values = new LinkedHashMap<>(given);
    for (Step step : steps) {
      run(step, values, mode);
      for (String spent : step.spent()) {
        if (!keep.contains(spent)) {
          release(values, spent);
        }
      }
    }
    Set<String> wanted = new HashSet<>(keep);
    wanted.addAll(outputs);
    values.keySet().retainAll(wanted);
    return values;
  }

  private static void run(Step step, Map<String, org.bytedeco.pytorch.Tensor> values, Mode mode) {
    Node node = step.context().node();
    List<org.bytedeco.pytorch.Tensor> results;
    try {
      results = step.run().run(new Call(step.context(), values, mode));
    } catch (RuntimeException e) {
      throw failure(step.context(), values, e);
    }
    for (int i = 0; i < node.outputs().size(); i++) {
      if (!node.outputs().get(i).isEmpty()) {
        if (i >= results.size()) {
          throw step.context().error("the engine does not compute output " + i);
        }
        values.put(node.outputs().get(i), results.get(i));
      }
    }
  }

  private static void release(Map<String, org.bytedeco.pytorch.Tensor> values, String name) {
    org.bytedeco.pytorch.Tensor value = values.remove(name);
    if (value != null) {
      value.close();
    }
  }

  private static RuntimeException failure(
      NodeContext context, Map<String, org.bytedeco.pytorch.Tensor> values, RuntimeException e) {
    List<String> shapes =
        context.node().inputs().stream()
            .filter(values::containsKey)
            .map(name -> name + " " + NativeTensors.shape(NativeTensors.require(values, name)))
            .toList();
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new IllegalArgumentException(
        context.error(message).getMessage() + " (inputs " + String.join(", ", shapes) + ")", e);
  }
}
