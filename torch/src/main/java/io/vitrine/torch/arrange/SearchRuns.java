package io.vitrine.torch.arrange;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.Numbers;
import io.vitrine.torch.call.OperatorFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Operators whose choice depends on the numbers, and those that reorder by given lengths. */
final class SearchRuns {
  static final Map<String, OperatorFactory> ALL = all();

  private SearchRuns() {}

  private static Map<String, OperatorFactory> all() {
    Map<String, OperatorFactory> all = new HashMap<>();
    all.put("Compress", OperatorFactory.of(SearchRuns::compress));
    all.put("TopK", context -> SearchRuns::topK);
    all.put(
        "NonZero",
        OperatorFactory.ofValue(
            call -> NativeValue.of(torch.nonzero(call.input(0)).t().contiguous().alias())));
    all.put("Unique", context -> SearchRuns::unique);
    all.put("OneHot", OperatorFactory.ofValue(SearchRuns::oneHot));
    all.put("ReverseSequence", OperatorFactory.of(SearchRuns::reverse));
    all.put("Trilu", OperatorFactory.of(SearchRuns::triangle));
    return all;
  }

  /** What stands where the condition holds, along an axis or of all elements in a row. */
  private static Tensor compress(Call call) {
    Node node = call.context().node();
    boolean flat = !node.attributes().containsKey("axis");
    Tensor input = flat ? call.input(0).reshape(-1) : call.input(0);
    int axis = flat ? 0 : Numbers.axis(node.intOr("axis", 0), input.dim());
    return input.index_select(axis, torch.nonzero(call.input(1)).reshape(-1));
  }

  /** The k largest or smallest along an axis; of equal ones the first comes first. */
  private static List<NativeValue> topK(Call call) {
    Node node = call.context().node();
    Tensor input = call.input(0);
    int axis = Numbers.axis(node.intOr("axis", -1), input.dim());
    long count = call.longOr(1, node.intOr("k", 1));
    boolean largest = node.intOr("largest", 1) != 0;
    T_TensorTensor_T sorted = torch.sort(input, new BoolOptional(true), axis, largest);
    return List.of(
        call.typed(sorted.get0().narrow(axis, 0, count)),
        NativeValue.of(sorted.get1().narrow(axis, 0, count)));
  }

  /** Distinct elements or slices, sorted or in the order they first appear. */
  private static List<NativeValue> unique(Call call) {
    Node node = call.context().node();
    boolean flat = !node.attributes().containsKey("axis");
    Tensor input = flat ? call.input(0).reshape(-1) : call.input(0);
    int axis = flat ? 0 : Numbers.axis(node.intOr("axis", 0), input.dim());
    T_TensorTensorTensor_T all = torch.unique_dim(input.detach(), axis, true, true, true);
    Tensor inverse = all.get1().reshape(-1);
    Tensor places = Fresh.upTo(input.size(axis));
    Tensor first =
        torch
            .full_like(all.get2(), new Scalar(input.size(axis)))
            .scatter_reduce(0, inverse, places, "amin", true);
    if (node.intOr("sorted", 1) != 0) {
      return List.of(
          call.typed(input.index_select(axis, first)),
          NativeValue.of(first),
          NativeValue.of(inverse.alias()),
          NativeValue.of(all.get2().alias()));
    }
    Tensor order = first.argsort();
    return List.of(
        call.typed(input.index_select(axis, first.index_select(0, order))),
        NativeValue.of(first.index_select(0, order)),
        NativeValue.of(order.argsort().index_select(0, inverse)),
        NativeValue.of(all.get2().index_select(0, order)));
  }

  /** A new axis with the on value where it equals the index; indices out of range match nothing. */
  private static NativeValue oneHot(Call call) {
    long depth = call.longs(1)[0];
    Tensor indices = Places.counted(call.input(0), depth);
    int axis = Numbers.axis(call.context().node().intOr("axis", -1), indices.dim() + 1);
    long[] along = Numbers.filled((int) indices.dim() + 1, 1);
    along[axis] = depth;
    Tensor hit = indices.unsqueeze(axis).eq(Fresh.upTo(depth).reshape(along));
    Tensor values = call.input(2);
    return Call.as(torch.where(hit, values.select(0, 1), values.select(0, 0)), call.elements(2));
  }

  /** Turns round the first elements of each sequence, as many as its length says. */
  private static Tensor reverse(Call call) {
    Node node = call.context().node();
    Tensor input = call.input(0);
    int time = (int) node.intOr("time_axis", 0);
    int batch = (int) node.intOr("batch_axis", 1);
    long steps = input.size(time);
    Tensor lengths = call.input(1).to(ScalarType.Long).reshape(1, -1);
    Tensor step = Fresh.upTo(steps).reshape(-1, 1);
    Tensor turned = lengths.sub(step).sub(new Scalar(1));
    Tensor from = torch.where(step.lt(lengths), turned, step);
    long[] sizes = NativeTensors.sizes(input);
    long[] along = Numbers.filled(sizes.length, 1);
    along[time] = sizes[time];
    along[batch] = sizes[batch];
    Tensor laid = (time < batch ? from : from.t()).reshape(along);
    return torch.gather(input, time, laid.expand(sizes));
  }

  private static Tensor triangle(Call call) {
    long diagonal = call.longOr(1, 0);
    return call.context().node().intOr("upper", 1) != 0
        ? torch.triu(call.input(0), diagonal)
        : torch.tril(call.input(0), diagonal);
  }
}
