package io.vitrine.torch.series;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What is added to the products of attention: 0 or the mask's number where a query may attend to a
 * key, negative infinity where it may not.
 *
 * <p>The query at place i of its block stands behind as many keys as came before the block: those
 * kept from before, or the valid ones of each sequence less the block.
 */
final class AttentionBias {
  private final Call call;
  private final Tensor query;
  private final long keys;

  private AttentionBias(Call call, Tensor query, Tensor key) {
    this.call = call;
    this.query = query;
    this.keys = key.size(2);
  }

  /** (Lq, Lk), with batch and heads before where they matter. */
  static Tensor of(Call call, Tensor query, Tensor key) {
    return new AttentionBias(call, query, key).bias();
  }

  private Tensor bias() {
    Node node = call.context().node();
    Tensor bias = Fresh.filled(NativeTensors.type(query), 0, query.size(2), keys);
    if (call.has(3)) {
      bias = bias.add(mask(call.input(3)));
    }
    Tensor ahead = Fresh.upTo(keys).reshape(1, -1).sub(places());
    if (node.intOr("is_causal", 0) != 0) {
      bias = bias.add(closed(ahead.gt(new Scalar(0))));
    }
    long left = node.intOr("left_window_size", -1);
    if (left >= 0) {
      bias = bias.add(closed(ahead.lt(new Scalar(-left))));
    }
    long right = node.intOr("right_window_size", -1);
    if (right >= 0) {
      bias = bias.add(closed(ahead.gt(new Scalar(right))));
    }
    if (call.has(6)) {
      Tensor lengths = call.input(6).to(ScalarType.Long).reshape(-1, 1, 1, 1);
      bias = bias.add(closed(Fresh.upTo(keys).reshape(1, 1, 1, -1).ge(lengths)));
    }
    return bias;
  }

  /** The places of the queries among the keys: (Lq, 1), or (N, 1, Lq, 1). */
  private Tensor places() {
    Tensor own = Fresh.upTo(query.size(2)).reshape(-1, 1);
    if (call.has(4)) {
      return own.add(new Scalar(call.input(4).size(2)));
    }
    if (call.has(6)) {
      Tensor lengths = call.input(6).to(ScalarType.Long).reshape(-1, 1, 1, 1);
      return own.add(lengths.sub(new Scalar(query.size(2))));
    }
    return own;
  }

  private Tensor closed(Tensor places) {
    Tensor zero = Fresh.filled(NativeTensors.type(query), 0);
    return torch.where(places, torch.full_like(zero, infinity()), zero);
  }

  private static Scalar infinity() {
    return new Scalar(Double.NEGATIVE_INFINITY);
  }

  /** A mask shorter than the keys closes the rest. */
  private Tensor mask(Tensor given) {
    boolean flags = NativeTensors.type(given) == ScalarType.Bool;
    Tensor open = flags ? closed(given.logical_not()) : given;
    long missing = keys - open.size(-1);
    return missing > 0 ? torch.constant_pad_nd(open, new long[] {0, missing}, infinity()) : open;
  }
}
