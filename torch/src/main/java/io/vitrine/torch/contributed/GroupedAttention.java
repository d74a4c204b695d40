package io.vitrine.torch.contributed;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.OperatorRun;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Causal attention in which several heads of queries share one of keys and values, over sequences
 * of their own lengths: of each sequence the valid keys of the past come first, the new ones after.
 */
final class GroupedAttention {
  static final Map<String, OperatorFactory> ALL =
      Map.of(ContributedRuns.DOMAIN + "GroupQueryAttention", GroupedAttention::prepare);

  private GroupedAttention() {}

  private static OperatorRun prepare(NodeContext context) {
    if (context.node().intOr("smooth_softmax", 0) > 0 || context.node().input(11).isPresent()) {
      throw context.error("the engine knows no smooth softmax here");
    }
    return GroupedAttention::run;
  }

  /** Heads (N, h, T, d) of queries, (N, kv, T, d) of keys and values. */
  private record Operands(Tensor query, Tensor key, Tensor value) {
    static Operands of(Call call) {
      Node node = call.context().node();
      long heads = node.intOr("num_heads", 1);
      long shared = node.intOr("kv_num_heads", 1);
      Tensor query = call.input(0);
      if (call.has(1)) {
        return new Operands(
            Heads.split(query, heads),
            Heads.split(call.input(1), shared),
            Heads.split(call.input(2), shared));
      }
      Tensor all = Heads.split(query, heads + 2 * shared);
      return new Operands(
          all.narrow(1, 0, heads),
          all.narrow(1, heads, shared),
          all.narrow(1, heads + shared, shared));
    }

    Operands of(long sequence) {
      return new Operands(
          query.narrow(0, sequence, 1), key.narrow(0, sequence, 1), value.narrow(0, sequence, 1));
    }
  }

  private static List<NativeValue> run(Call call) {
    Operands all = Operands.of(call);
    long[] lengths = call.longs(5);
    long buffer = call.has(3) ? call.input(3).size(2) : 0;
    long kept = Math.max(buffer, call.longs(6)[0]);
    TensorVector results = new TensorVector();
    TensorVector keys = new TensorVector();
    TensorVector values = new TensorVector();
    for (int i = 0; i < lengths.length; i++) {
      Operands own = all.of(i);
      long past = call.has(3) ? Math.max(0, lengths[i] + 1 - own.query().size(2)) : 0;
      boolean turns = call.context().node().intOr("do_rotary", 0) != 0;
      Tensor query = turns ? HeadAttention.turned(call, own.query(), past) : own.query();
      Tensor key = turns ? HeadAttention.turned(call, own.key(), past) : own.key();
      Tensor wholeKey = before(call, 3, i, past, key);
      Tensor wholeValue = before(call, 4, i, past, own.value());
      results.push_back(attended(call, i, query, wholeKey, wholeValue));
      keys.push_back(padded(wholeKey, kept));
      values.push_back(padded(wholeValue, kept));
    }
    return List.of(
        call.typed(torch.cat(results, 0)),
        call.typed(torch.cat(keys, 0)),
        call.typed(torch.cat(values, 0)));
  }

  private static Tensor before(Call call, int input, long sequence, long past, Tensor own) {
    return past == 0
        ? own
        : Heads.after(call.input(input).narrow(0, sequence, 1).narrow(2, 0, past), own);
  }

  private static Tensor padded(Tensor heads, long length) {
    long missing = Math.max(0, length - heads.size(2));
    return torch.constant_pad_nd(heads, new long[] {0, 0, 0, missing}, new Scalar(0.0));
  }

  private static Tensor attended(Call call, long sequence, Tensor query, Tensor key, Tensor value) {
    Node node = call.context().node();
    long times = query.size(1) / key.size(1);
    Tensor products =
        query
            .matmul(key.repeat_interleave(times, dimension(), none()).transpose(2, 3))
            .mul(new Scalar(Heads.scale(node, query)));
    float cap = node.floatOr("softcap", 0);
    Tensor capped =
        cap > 0 ? torch.tanh(products.div(new Scalar(cap))).mul(new Scalar(cap)) : products;
    Tensor closed = closed(node, query.size(2), key.size(2));
    Tensor biased = capped.masked_fill(closed, new Scalar(Double.NEGATIVE_INFINITY));
    if (call.has(10)) {
      Tensor added = call.input(10);
      biased = biased.add(added.size(0) == 1 ? added : added.narrow(0, sequence, 1));
    }
    Tensor shares = torch.softmax(biased, -1);
    return Heads.joined(shares.matmul(value.repeat_interleave(times, dimension(), none())));
  }

  private static org.bytedeco.pytorch.LongOptional dimension() {
    return new org.bytedeco.pytorch.LongOptional(1);
  }

  private static org.bytedeco.pytorch.LongOptional none() {
    return new org.bytedeco.pytorch.LongOptional();
  }

  /** What lies ahead of a query, or further behind it than the window. */
  private static Tensor closed(Node node, long asking, long keys) {
    Tensor ahead =
        Fresh.upTo(keys)
            .reshape(1, -1)
            .sub(Fresh.upTo(asking).add(new Scalar(keys - asking)).reshape(-1, 1));
    Tensor closed = ahead.gt(new Scalar(0));
    long window = node.intOr("local_window_size", -1);
    return window > 0 ? closed.logical_or(ahead.le(new Scalar(-window))) : closed;
  }
}
