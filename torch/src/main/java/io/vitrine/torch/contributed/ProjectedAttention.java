package io.vitrine.torch.contributed;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.OperatorRun;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Attention with the projections of queries, keys and values inside, in one weight. */
final class ProjectedAttention {
  static final Map<String, OperatorFactory> ALL =
      Map.of(
          ContributedRuns.DOMAIN + "Attention", ProjectedAttention::real,
          ContributedRuns.DOMAIN + "QAttention", ProjectedAttention::quantized);

  private ProjectedAttention() {}

  /** Input (N, T, I), weight (I, Q + K + V), bias, mask, past, number added to the products. */
  private static OperatorRun real(NodeContext context) {
    refuse(context);
    return call -> {
      Tensor product = call.input(0).matmul(call.input(1));
      Tensor projected = call.has(2) ? product.add(call.input(2)) : product;
      return attended(call, projected, 3, 4, 5);
    };
  }

  /** The same of integers, whose scales are inputs 3 and 4, their zero points 6 and 7. */
  private static OperatorRun quantized(NodeContext context) {
    refuse(context);
    return call -> {
      Tensor input = Scaled.centred(call, 0, 6, false, ScalarType.Double);
      Tensor weight = Scaled.centred(call, 1, 7, false, ScalarType.Double);
      Tensor product = input.matmul(weight).to(ScalarType.Float);
      Tensor projected = product.mul(call.input(3).mul(call.input(4))).add(call.input(2));
      return attended(call, projected, 5, 8, 9);
    };
  }

  private static void refuse(NodeContext context) {
    Node node = context.node();
    if (node.intOr("do_rotary", 0) != 0 || node.intOr("past_present_share_buffer", 0) != 0) {
      throw context.error("the engine knows no do_rotary and no shared buffer here");
    }
  }

  private static List<NativeValue> attended(
      Call call, Tensor projected, int mask, int past, int added) {
    Node node = call.context().node();
    long heads = node.intOr("num_heads", 1);
    List<Long> sizes = node.intsOr("qkv_hidden_sizes", List.of());
    long third = projected.size(2) / 3;
    long width = sizes.size() == 3 ? sizes.get(0) : third;
    long keyWidth = sizes.size() == 3 ? sizes.get(1) : third;
    long valueWidth = sizes.size() == 3 ? sizes.get(2) : third;
    Tensor query = Heads.split(projected.narrow(2, 0, width), heads);
    Tensor key = Heads.split(projected.narrow(2, width, keyWidth), heads);
    Tensor value = Heads.split(projected.narrow(2, width + keyWidth, valueWidth), heads);
    if (call.has(past)) {
      key = Heads.after(call.input(past).select(0, 0), key);
      value = Heads.after(call.input(past).select(0, 1), value);
    }
    Tensor bias = Heads.ahead(node, query, key.size(2));
    if (call.has(mask)) {
      bias = bias.add(Heads.masked(call, mask, query, key.size(2)));
    }
    if (call.has(added)) {
      bias = bias.add(call.input(added));
    }
    Tensor result = Heads.attend(query, key, value, bias, Heads.scale(node, query));
    return call.context().wants(1)
        ? List.of(like(call, result), like(call, torch.stack(new TensorVector(key, value), 0)))
        : List.of(like(call, result));
  }

  /** In the element type of the bias, which is real in both forms, else in its own. */
  private static NativeValue like(Call call, Tensor result) {
    return call.has(2) ? Call.as(result, call.elements(2)) : call.typed(result);
  }
}
