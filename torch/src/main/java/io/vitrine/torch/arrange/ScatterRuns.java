package io.vitrine.torch.arrange;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.Numbers;
import io.vitrine.torch.call.OperatorFactory;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Operators that change a tensor at some places. */
final class ScatterRuns {
  static final Map<String, OperatorFactory> ALL =
      Map.of(
          "Scatter", OperatorFactory.of(ScatterRuns::elements),
          "ScatterElements", OperatorFactory.of(ScatterRuns::elements),
          "ScatterND", OperatorFactory.of(ScatterRuns::tuples),
          "TensorScatter", OperatorFactory.of(ScatterRuns::cache));

  private ScatterRuns() {}

  private static Tensor elements(Call call) {
    Node node = call.context().node();
    Tensor data = call.input(0);
    int axis = Numbers.axis(node.intOr("axis", 0), data.dim());
    Tensor places = Places.counted(call.input(1), data.size(axis));
    return written(data, axis, places, call.input(2), node.stringOr("reduction", "none"));
  }

  private static Tensor written(
      Tensor data, int axis, Tensor places, Tensor updates, String reduction) {
    return switch (reduction) {
      case "none" -> data.scatter(axis, places, updates);
      case "add" -> data.scatter_reduce(axis, places, updates, "sum", true);
      case "mul" -> data.scatter_reduce(axis, places, updates, "prod", true);
      case "max" -> data.scatter_reduce(axis, places, updates, "amax", true);
      case "min" -> data.scatter_reduce(axis, places, updates, "amin", true);
      default ->
          throw new IllegalArgumentException(
              "reduction: expected none, add, mul, max or min, found " + reduction);
    };
  }

  private static Tensor tuples(Call call) {
    Tensor data = call.input(0);
    Places places = Places.of(data, call.input(1), 0);
    Tensor rows = places.rows(data);
    Tensor updates = call.input(2).reshape(places.flat().numel(), places.rest());
    Tensor at = places.flat().reshape(-1, 1).expand(NativeTensors.sizes(updates));
    String reduction = call.context().node().stringOr("reduction", "none");
    return written(rows, 0, at, updates, reduction).reshape(places.data());
  }

  /**
   * Writes new steps into a cache along an axis, from an index on for each item of the batch; in
   * circular mode the index wraps round.
   */
  private static Tensor cache(Call call) {
    Node node = call.context().node();
    Tensor past = call.input(0);
    Tensor update = call.input(1);
    int axis = Numbers.axis(node.intOr("axis", -2), past.dim());
    long steps = update.size(axis);
    Tensor start =
        call.has(2)
            ? call.input(2).to(ScalarType.Long)
            : Fresh.filled(ScalarType.Long, 0, past.size(0));
    Tensor places = start.reshape(-1, 1).add(Fresh.upTo(steps).reshape(1, -1));
    if (node.stringOr("mode", "linear").equals("circular")) {
      places = torch.remainder(places, new Scalar(past.size(axis)));
    }
    long[] along = Numbers.filled((int) past.dim(), 1);
    along[0] = past.size(0);
    along[axis] = steps;
    return past.scatter(axis, places.reshape(along).expand(NativeTensors.sizes(update)), update);
  }
}
