package io.vitrine.torch.arrange;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Body;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.OperatorRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Operators that run the graphs inside them. */
final class ControlFlowRuns {
  static final Map<String, OperatorFactory> ALL =
      Map.of(
          "If",
          ControlFlowRuns::branch,
          "Loop",
          ControlFlowRuns::loop,
          "Scan",
          ControlFlowRuns::scan);

  private ControlFlowRuns() {}

  private static OperatorRun branch(NodeContext context) {
    Body then = context.body("then_branch");
    Body otherwise = context.body("else_branch");
    return call -> (call.numberOr(0, 0) != 0 ? then : otherwise).run(List.of(), call.scope(), -1);
  }

  /**
   * Runs the body while the condition holds and the trip count lasts. Its inputs are the iteration,
   * the condition and the carried values; its outputs the condition, the carried values and what is
   * gathered over the iterations along a new first axis (ONNX, Loop).
   */
  private static OperatorRun loop(NodeContext context) {
    Body body = context.body("body");
    int carriedCount = Math.max(0, context.node().inputs().size() - 2);
    int gathered = context.node().outputs().size() - carriedCount;
    return call -> {
      long trips = call.longOr(0, Long.MAX_VALUE);
      boolean goOn = call.numberOr(1, 1) != 0;
      List<NativeValue> carried = given(call, 2);
      List<List<Tensor>> parts = lists(gathered);
      for (long trip = 0; trip < trips && goOn; trip++) {
        call.scope().meter().iteration();
        List<NativeValue> inputs = new ArrayList<>();
        inputs.add(NativeValue.of(number(trip)));
        inputs.add(NativeValue.of(truth(goOn)));
        inputs.addAll(carried);
        List<NativeValue> outputs = body.run(inputs, call.scope(), trip);
        goOn = isTrue(outputs.get(0));
        if (trip > 0) {
          carried.forEach(NativeValue::close);
        }
        carried = outputs.subList(1, 1 + carriedCount);
        collect(outputs.subList(1 + carriedCount, outputs.size()), parts);
      }
      List<NativeValue> results = new ArrayList<>();
      carried.forEach(value -> results.add(value.alias()));
      parts.forEach(all -> results.add(call.typed(stacked(call, all, 0, false))));
      return results;
    };
  }

  private static List<NativeValue> given(Call call, int from) {
    List<NativeValue> values = new ArrayList<>();
    for (int i = from; i < call.context().node().inputs().size(); i++) {
      values.add(call.has(i) ? call.value(i) : new NativeValue.Absent());
    }
    return values;
  }

  private static List<List<Tensor>> lists(int count) {
    List<List<Tensor>> lists = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  private static Tensor number(long value) {
    return NativeTensors.toNative(io.vitrine.model.Tensor.of(new long[] {value}));
  }

  private static Tensor truth(boolean value) {
    return number(value ? 1 : 0).to(torch.ScalarType.Bool);
  }

  private static boolean isTrue(NativeValue value) {
    return NativeTensors.toModel(tensor(value)).doubleAt(0) != 0;
  }

  private static Tensor tensor(NativeValue value) {
    if (value instanceof NativeValue.OfTensor tensor) {
      return tensor.tensor();
    }
    throw new IllegalArgumentException("expected a tensor, found " + value.describe());
  }

  private static void collect(List<NativeValue> values, List<List<Tensor>> parts) {
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).add(tensor(values.get(i)));
    }
  }

  /**
   * What was gathered over the iterations, along a new axis; an empty axis where there was none.
   */
  private static Tensor stacked(Call call, List<Tensor> parts, long axis, boolean reversed) {
    if (parts.isEmpty()) {
      return torch.empty(
          new long[] {0},
          new org.bytedeco.pytorch.TensorOptions(torch.ScalarType.Float),
          new org.bytedeco.pytorch.MemoryFormatOptional());
    }
    call.scope().meter().memory(parts.stream().mapToLong(Tensor::nbytes).sum());
    List<Tensor> ordered = new ArrayList<>(parts);
    if (reversed) {
      Collections.reverse(ordered);
    }
    return torch.stack(new TensorVector(ordered.toArray(Tensor[]::new)), axis);
  }

  /** Which axes a Scan goes along, and which of them backwards. */
  private record Plan(
      int scans,
      List<Long> inputAxes,
      List<Long> inputBack,
      List<Long> outputAxes,
      List<Long> outputBack) {
    static Plan of(Node node, int opset, int outputs) {
      int scans = (int) node.intOr("num_scan_inputs", 1);
      String back = opset < 9 ? "directions" : "scan_input_directions";
      return new Plan(
          scans,
          list(node, "scan_input_axes", scans),
          list(node, back, scans),
          list(node, "scan_output_axes", outputs),
          list(node, "scan_output_directions", outputs));
    }

    private static List<Long> list(Node node, String attribute, int count) {
      return node.intsOr(attribute, Collections.nCopies(count, 0L));
    }
  }

  /**
   * Runs the body for each slice of the scanned inputs. Before version 9 every input has a batch
   * axis first, over which the whole is repeated, and sequence lengths stand before the inputs.
   */
  private static OperatorRun scan(NodeContext context) {
    Body body = context.body("body");
    Node node = context.node();
    boolean batched = context.opset() < 9;
    int first = batched ? 1 : 0;
    int states = node.inputs().size() - first - (int) node.intOr("num_scan_inputs", 1);
    Plan plan = Plan.of(node, (int) context.opset(), node.outputs().size() - states);
    return call -> {
      List<NativeValue> inputs = given(call, first);
      if (!batched) {
        return scanned(call, body, plan, inputs, 0);
      }
      long batch = tensor(inputs.get(0)).size(0);
      List<List<Tensor>> results = lists(node.outputs().size());
      for (long item = 0; item < batch; item++) {
        List<NativeValue> own = new ArrayList<>();
        for (NativeValue input : inputs) {
          own.add(NativeValue.of(tensor(input).select(0, item)));
        }
        collect(scanned(call, body, plan, own, item), results);
      }
      return results.stream().map(all -> NativeValue.of(stacked(call, all, 0, false))).toList();
    };
  }

  private static List<NativeValue> scanned(
      Call call, Body body, Plan plan, List<NativeValue> inputs, long offset) {
    int states = inputs.size() - plan.scans();
    List<NativeValue> carried = inputs.subList(0, states);
    List<List<Tensor>> parts = lists(plan.outputAxes().size());
    long length = tensor(inputs.get(states)).size(plan.inputAxes().get(0));
    for (long step = 0; step < length; step++) {
      call.scope().meter().iteration();
      List<NativeValue> given = new ArrayList<>(carried);
      for (int i = 0; i < plan.scans(); i++) {
        long at = plan.inputBack().get(i) == 0 ? step : length - 1 - step;
        given.add(
            NativeValue.of(tensor(inputs.get(states + i)).select(plan.inputAxes().get(i), at)));
      }
      List<NativeValue> outputs = body.run(given, call.scope(), offset * length + step);
      if (step > 0) {
        carried.forEach(NativeValue::close);
      }
      carried = outputs.subList(0, states);
      collect(outputs.subList(states, outputs.size()), parts);
    }
    List<NativeValue> results = new ArrayList<>();
    carried.forEach(value -> results.add(value.alias()));
    for (int i = 0; i < parts.size(); i++) {
      boolean reversed = plan.outputBack().get(i) != 0;
      results.add(NativeValue.of(stacked(call, parts.get(i), plan.outputAxes().get(i), reversed)));
    }
    return results;
  }
}
