package io.vitrine.torch.series;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Body;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.OperatorRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Attention, and the rotation of positions that goes before it. */
public final class AttentionRuns {
  /** The operators by name. */
  public static final Map<String, OperatorFactory> ALL =
      Map.of(
          "Attention",
          AttentionRuns::attention,
          "RotaryEmbedding",
          OperatorFactory.of(AttentionRuns::rotary),
          "LinearAttention",
          context -> LinearAttention::run,
          "ai.onnx.preview.FlexAttention",
          AttentionRuns::flexible);

  private AttentionRuns() {}

  /**
   * softmax(cap(s Q K') + bias) V for each head, from (N, heads, L, d) or (N, L, heads d). Keys and
   * values of fewer heads each serve a group of queries; those kept from before come first. A query
   * that may attend to nothing gets zeros (ONNX, Attention).
   */
  private static OperatorRun attention(NodeContext context) {
    Node node = context.node();
    return call -> {
      boolean flat = call.input(0).dim() == 3;
      Tensor query = heads(call.input(0), node.intOr("q_num_heads", 1));
      Tensor key = withPast(call, 4, heads(call.input(1), node.intOr("kv_num_heads", 1)));
      Tensor value = withPast(call, 5, heads(call.input(2), node.intOr("kv_num_heads", 1)));
      double scale = node.floatOr("scale", 0);
      double root = Math.sqrt(scale == 0 ? 1 / Math.sqrt((double) query.size(3)) : scale);
      Tensor products =
          query
              .mul(new Scalar(root))
              .matmul(grouped(key, query).transpose(2, 3).mul(new Scalar(root)));
      Tensor capped = capped(products, node.floatOr("softcap", 0));
      Tensor bias = AttentionBias.of(call, query, key);
      Tensor biased = capped.add(bias);
      Tensor shares = shares(biased, bias);
      Tensor result = shares.matmul(grouped(value, query));
      Tensor shown =
          switch ((int) node.intOr("qk_matmul_output_mode", 0)) {
            case 1 -> capped;
            case 2 -> biased;
            case 3 -> shares;
            default -> products;
          };
      return List.of(
          call.typed(flat ? joined(result) : result),
          call.typed(key.alias()),
          call.typed(value.alias()),
          call.typed(shown.alias()));
    };
  }

  /** Attention whose products and shares pass through graphs of the node's own. */
  private static OperatorRun flexible(NodeContext context) {
    Node node = context.node();
    Optional<Body> products = body(context, "score_mod");
    Optional<Body> shares = body(context, "prob_mod");
    return OperatorRun.of(
        call -> {
          Tensor query = call.input(0);
          float scale = node.floatOr("scale", 0);
          double root = Math.sqrt(scale == 0 ? 1 / Math.sqrt((double) query.size(3)) : scale);
          Tensor keys = grouped(call.input(1), query).transpose(2, 3);
          Tensor scores = query.mul(new Scalar(root)).matmul(keys.mul(new Scalar(root)));
          Tensor weights = torch.softmax(through(products, call, scores), -1);
          return through(shares, call, weights).matmul(grouped(call.input(2), query));
        });
  }

  private static Optional<Body> body(NodeContext context, String attribute) {
    return context.node().attribute(attribute).map(graph -> context.body(attribute));
  }

  private static Tensor through(Optional<Body> body, Call call, Tensor tensor) {
    if (body.isEmpty()) {
      return tensor;
    }
    NativeValue result = body.get().run(List.of(NativeValue.of(tensor)), call.scope(), -1).get(0);
    if (result instanceof NativeValue.OfTensor found) {
      return found.tensor();
    }
    throw new IllegalArgumentException("expected a tensor, found " + result.describe());
  }

  /** (N, L, heads d) as (N, heads, L, d); four axes stay as they are. */
  private static Tensor heads(Tensor input, long heads) {
    return input.dim() == 4
        ? input
        : input.reshape(input.size(0), input.size(1), heads, input.size(2) / heads).transpose(1, 2);
  }

  private static Tensor joined(Tensor heads) {
    return heads.transpose(1, 2).reshape(heads.size(0), heads.size(2), -1);
  }

  private static Tensor withPast(Call call, int past, Tensor input) {
    return call.has(past) ? torch.cat(new TensorVector(call.input(past), input), 2) : input;
  }

  /** Each head of keys or values repeated for the queries that it serves. */
  private static Tensor grouped(Tensor heads, Tensor query) {
    long times = query.size(1) / heads.size(1);
    return times == 1 ? heads : repeated(heads, times);
  }

  static Tensor repeated(Tensor heads, long times) {
    return heads
        .unsqueeze(2)
        .expand(heads.size(0), heads.size(1), times, heads.size(2), heads.size(3))
        .reshape(heads.size(0), heads.size(1) * times, heads.size(2), heads.size(3));
  }

  private static Tensor capped(Tensor products, float cap) {
    return cap > 0 ? torch.tanh(products.div(new Scalar(cap))).mul(new Scalar(cap)) : products;
  }

  private static Tensor shares(Tensor biased, Tensor bias) {
    Tensor nothing = bias.amax(new long[] {-1}, true).eq(new Scalar(Double.NEGATIVE_INFINITY));
    Tensor shares = torch.softmax(biased.masked_fill(nothing, new Scalar(0.0)), -1);
    return shares.masked_fill(nothing, new Scalar(0.0));
  }

  /**
   * Turns pairs of features by the angle of their position: halves of the first features, or
   * neighbours where interleaved (Su and others, RoFormer, 2021).
   */
  private static Tensor rotary(Call call) {
    Node node = call.context().node();
    Tensor input = call.input(0);
    boolean flat = input.dim() == 3;
    Tensor heads = flat ? heads(input, node.intOr("num_heads", 1)) : input;
    long turned = node.intOr("rotary_embedding_dim", 0);
    long features = turned == 0 ? heads.size(3) : turned;
    Tensor cosine = angles(call, 1);
    Tensor sine = angles(call, 2);
    boolean neighbours = node.intOr("interleaved", 0) != 0;
    Tensor part = heads.narrow(3, 0, features);
    long half = features / 2;
    Tensor pairs =
        neighbours
            ? part.reshape(part.size(0), part.size(1), part.size(2), half, 2)
            : part.reshape(part.size(0), part.size(1), part.size(2), 2, half).transpose(3, 4);
    Tensor a = pairs.select(4, 0);
    Tensor b = pairs.select(4, 1);
    Tensor real = a.mul(cosine).sub(b.mul(sine));
    Tensor imaginary = a.mul(sine).add(b.mul(cosine));
    Tensor both =
        neighbours
            ? torch.stack(new TensorVector(real, imaginary), 4).flatten(3, 4)
            : torch.cat(new TensorVector(real, imaginary), 3);
    Tensor rest = heads.narrow(3, features, heads.size(3) - features);
    Tensor result = torch.cat(new TensorVector(both, rest), 3);
    return flat ? joined(result) : result;
  }

  /** (N, 1, L, half), picked by the positions where they are given. */
  private static Tensor angles(Call call, int input) {
    Tensor table = call.input(input);
    if (call.has(3)) {
      Tensor positions = call.input(3).to(ScalarType.Long);
      table =
          table
              .index_select(0, positions.reshape(-1))
              .reshape(positions.size(0), positions.size(1), table.size(1));
    }
    return table.unsqueeze(1);
  }

  /** A result in the element type of an input. */
  static NativeValue like(Call call, int input, Tensor result) {
    return Call.as(result, call.elements(input));
  }
}
