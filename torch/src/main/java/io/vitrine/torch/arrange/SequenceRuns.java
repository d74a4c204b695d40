package io.vitrine.torch.arrange;

import io.vitrine.model.Attribute;
import io.vitrine.model.Node;
import io.vitrine.model.ValueType;
import io.vitrine.torch.call.Body;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.Numbers;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.OperatorRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Operators on sequences and optional values. */
final class SequenceRuns {
  static final Map<String, OperatorFactory> ALL = all();

  private SequenceRuns() {}

  private static Map<String, OperatorFactory> all() {
    Map<String, OperatorFactory> all = new HashMap<>();
    all.put("SequenceEmpty", OperatorFactory.ofValue(call -> sequence(List.of())));
    all.put("SequenceConstruct", OperatorFactory.ofValue(call -> sequence(call.values().toList())));
    all.put("SequenceInsert", OperatorFactory.ofValue(SequenceRuns::insert));
    all.put("SequenceErase", OperatorFactory.ofValue(SequenceRuns::erase));
    all.put(
        "SequenceAt",
        OperatorFactory.ofValue(
            call -> {
              List<NativeValue> items = call.sequence(0);
              return items.get(place(call.longs(1)[0], items.size())).alias();
            }));
    all.put(
        "SequenceLength",
        OperatorFactory.ofValue(call -> NativeValue.of(Fresh.whole(call.sequence(0).size()))));
    all.put("SplitToSequence", OperatorFactory.ofValue(SequenceRuns::split));
    all.put("ConcatFromSequence", OperatorFactory.of(SequenceRuns::concat));
    all.put("SequenceMap", SequenceRuns::map);
    all.put("Optional", SequenceRuns::optional);
    all.put("OptionalGetElement", OperatorFactory.ofValue(call -> present(call.value(0)).alias()));
    all.put("OptionalHasElement", OperatorFactory.ofValue(SequenceRuns::hasElement));
    return all;
  }

  private static NativeValue sequence(List<NativeValue> items) {
    return new NativeValue.OfSequence(items).alias();
  }

  private static int place(long position, int size) {
    long at = position < 0 ? position + size : position;
    if (at < 0 || at >= size) {
      throw new IllegalArgumentException("position " + position + " in a sequence of " + size);
    }
    return (int) at;
  }

  private static NativeValue insert(Call call) {
    List<NativeValue> items = new ArrayList<>(call.sequence(0));
    long at = call.longOr(2, items.size());
    items.add((int) (at < 0 ? at + items.size() : at), call.value(1));
    return sequence(items);
  }

  private static NativeValue erase(Call call) {
    List<NativeValue> items = new ArrayList<>(call.sequence(0));
    items.remove(place(call.longOr(1, -1), items.size()));
    return sequence(items);
  }

  /** Into pieces of one length, of given lengths, or of length 1 without the axis. */
  private static NativeValue split(Call call) {
    Node node = call.context().node();
    Tensor input = call.input(0);
    int axis = Numbers.axis(node.intOr("axis", 0), input.dim());
    long size = input.size(axis);
    boolean single = !call.has(1);
    long[] given = single ? new long[] {1} : call.longs(1);
    if (single || call.input(1).dim() == 0) {
      long[] even = Numbers.filled((int) ((size + given[0] - 1) / given[0]), given[0]);
      even[even.length - 1] = size - given[0] * (even.length - 1);
      given = even;
    }
    boolean drop = single && node.intOr("keepdims", 1) == 0;
    Tensor[] parts = torch.split_with_sizes(input, given, axis).get();
    return new NativeValue.OfSequence(
        Arrays.stream(parts)
            .map(part -> call.typed(drop ? part.squeeze(axis) : part.alias()))
            .toList());
  }

  private static Tensor concat(Call call) {
    Node node = call.context().node();
    Tensor[] items = call.sequence(0).stream().map(SequenceRuns::tensor).toArray(Tensor[]::new);
    return node.intOr("new_axis", 0) != 0
        ? torch.stack(new TensorVector(items), node.intOr("axis", 0))
        : torch.cat(new TensorVector(items), node.intOr("axis", 0));
  }

  private static Tensor tensor(NativeValue value) {
    if (value instanceof NativeValue.OfTensor tensor) {
      return tensor.tensor();
    }
    throw new IllegalArgumentException("expected a tensor, found " + value.describe());
  }

  /** Runs the body for each item; inputs behind the first are sequences too, or go in whole. */
  private static OperatorRun map(NodeContext context) {
    Body body = context.body("body");
    int outputs = context.node().outputs().size();
    return call -> {
      List<List<NativeValue>> results = new ArrayList<>();
      for (int i = 0; i < outputs; i++) {
        results.add(new ArrayList<>());
      }
      List<NativeValue> inputs = call.values().toList();
      for (int item = 0; item < call.sequence(0).size(); item++) {
        int at = item;
        List<NativeValue> given = inputs.stream().map(input -> item(input, at)).toList();
        List<NativeValue> made = body.run(given, call.scope(), item);
        for (int i = 0; i < outputs; i++) {
          results.get(i).add(made.get(i));
        }
      }
      return results.stream().map(SequenceRuns::sequence).toList();
    };
  }

  private static NativeValue item(NativeValue input, int index) {
    return input instanceof NativeValue.OfSequence sequence ? sequence.items().get(index) : input;
  }

  private static OperatorRun optional(NodeContext context) {
    boolean typed =
        context.node().attributes().get("type") instanceof Attribute.OfType type
            && !(type.value() instanceof ValueType.Unknown);
    return OperatorRun.ofValue(
        call -> {
          if (call.has(0)) {
            return call.value(0).alias();
          }
          if (typed) {
            return new NativeValue.Absent();
          }
          throw new IllegalArgumentException("expected an input or a type, found neither");
        });
  }

  private static NativeValue present(NativeValue value) {
    if (value instanceof NativeValue.Absent) {
      throw new IllegalArgumentException("expected a value, found that it is absent");
    }
    return value;
  }

  private static NativeValue hasElement(Call call) {
    boolean there = call.has(0) && !(call.value(0) instanceof NativeValue.Absent);
    return NativeValue.of(Fresh.truth(there));
  }
}
