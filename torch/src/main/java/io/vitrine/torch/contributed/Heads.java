package io.vitrine.torch.contributed;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Attention over heads (N, h, L, d): {@code softmax(s Q K' + bias) V}. What a mask hides gets a
 * large negative number, as ONNX Runtime does it, what lies ahead negative infinity.
 */
final class Heads {
  private Heads() {}

  /** (N, L, h d) as (N, h, L, d). */
  static Tensor split(Tensor input, long heads) {
    return input
        .reshape(input.size(0), input.size(1), heads, input.size(2) / heads)
        .transpose(1, 2);
  }

  /** (N, h, L, d) as (N, L, h d). */
  static Tensor joined(Tensor heads) {
    return heads.transpose(1, 2).reshape(heads.size(0), heads.size(2), -1);
  }

  static Tensor after(Tensor past, Tensor own) {
    return torch.cat(new TensorVector(past, own), 2);
  }

  /** The result (N, L, h d); the bias is broadcast to (N, h, L, S). */
  static Tensor attend(Tensor query, Tensor key, Tensor value, Tensor bias, double scale) {
    Tensor products = query.matmul(key.transpose(2, 3)).mul(new Scalar(scale));
    return joined(torch.softmax(products.add(bias), -1).matmul(value));
  }

  /** The attribute, or one over the root of the size of a head. */
  static double scale(Node node, Tensor query) {
    float given = node.floatOr("scale", 0);
    return given == 0 ? 1 / Math.sqrt((double) query.size(3)) : given;
  }

  /** No bias, or negative infinity ahead of each query where {@code unidirectional} asks for it. */
  static Tensor ahead(Node node, Tensor query, long keys) {
    Tensor zero = Fresh.filled(NativeTensors.type(query), 0, query.size(2), keys);
    if (node.intOr("unidirectional", 0) == 0) {
      return zero;
    }
    Tensor places = Fresh.upTo(query.size(2)).add(new Scalar(keys - query.size(2))).reshape(-1, 1);
    return zero.masked_fill(
        Fresh.upTo(keys).reshape(1, -1).gt(places), new Scalar(Double.NEGATIVE_INFINITY));
  }

  /**
   * The bias of a mask: valid lengths (N); lengths and starts (2 N); lengths with two lists of
   * offsets (3 N + 2), of which the lengths count; open places (N, S), (N, T, S) or (N, 1, M, M).
   */
  static Tensor masked(Call call, int input, Tensor query, long keys) {
    Node node = call.context().node();
    Tensor mask = call.input(input).to(ScalarType.Long);
    Tensor open =
        switch ((int) mask.dim()) {
          case 1 -> lengths(mask, query.size(0), keys);
          case 2 -> mask.ne(new Scalar(0)).reshape(mask.size(0), 1, 1, mask.size(1));
          case 3 -> mask.ne(new Scalar(0)).unsqueeze(1);
          default ->
              mask.ne(new Scalar(0))
                  .narrow(2, keys - query.size(2), query.size(2))
                  .narrow(3, 0, keys);
        };
    Tensor zero = Fresh.filled(NativeTensors.type(query), 0);
    Tensor closed = zero.add(new Scalar(node.floatOr("mask_filter_value", -10000)));
    return torch.where(open, zero, closed);
  }

  private static Tensor lengths(Tensor mask, long batch, long keys) {
    Tensor places = Fresh.upTo(keys).reshape(1, 1, 1, -1);
    Tensor open = places.lt(mask.narrow(0, 0, batch).reshape(-1, 1, 1, 1));
    return mask.size(0) == 2 * batch
        ? open.logical_and(places.ge(mask.narrow(0, batch, batch).reshape(-1, 1, 1, 1)))
        : open;
  }
}
