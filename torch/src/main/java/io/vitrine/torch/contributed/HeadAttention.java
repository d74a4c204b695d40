package io.vitrine.torch.contributed;

import io.vitrine.model.Attribute;
import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.OperatorFactory;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Attention between projected sequences, and the rotation of their positions. */
final class HeadAttention {
  static final Map<String, OperatorFactory> ALL =
      Map.of(
          ContributedRuns.DOMAIN + "MultiHeadAttention",
          context -> HeadAttention::attention,
          ContributedRuns.DOMAIN + "RotaryEmbedding",
          OperatorFactory.of(HeadAttention::rotary));

  private HeadAttention() {}

  /** Query, key and value as heads (N, h, L, d). */
  private record Operands(Tensor query, Tensor key, Tensor value) {}

  /**
   * Query (N, T, D), or packed with keys and values (N, T, h, 3, d); key (N, S, D), heads (N, h, S,
   * d), or packed with values (N, S, h, 2, d); value (N, S, V) or heads.
   */
  private static Operands operands(Call call) {
    long heads = call.context().node().intOr("num_heads", 1);
    Tensor query = call.input(0);
    if (query.dim() == 5) {
      return new Operands(packed(query, 0), packed(query, 1), packed(query, 2));
    }
    Tensor key = call.input(1);
    Tensor asking = Heads.split(biased(call, query, 0), heads);
    if (key.dim() == 5) {
      return new Operands(asking, packed(key, 0), packed(key, 1));
    } else if (key.dim() == 4) {
      return new Operands(asking, key, call.input(2));
    }
    Tensor value = biased(call, call.input(2), query.size(2) + key.size(2));
    return new Operands(
        asking, Heads.split(biased(call, key, query.size(2)), heads), Heads.split(value, heads));
  }

  private static Tensor packed(Tensor all, long part) {
    return all.select(3, part).transpose(1, 2);
  }

  private static Tensor biased(Call call, Tensor input, long from) {
    return call.has(3) ? input.add(call.input(3).narrow(0, from, input.size(2))) : input;
  }

  /** Inputs 3 to 7: bias of the projections, mask, number added, keys and values of the past. */
  private static List<NativeValue> attention(Call call) {
    Node node = call.context().node();
    Operands own = operands(call);
    boolean past = call.has(6) && call.has(7);
    Tensor key = past ? Heads.after(call.input(6), own.key()) : own.key();
    Tensor value = past ? Heads.after(call.input(7), own.value()) : own.value();
    Tensor bias = Heads.ahead(node, own.query(), key.size(2));
    if (call.has(4)) {
      bias = bias.add(Heads.masked(call, 4, own.query(), key.size(2)));
    }
    if (call.has(5)) {
      bias = bias.add(call.input(5));
    }
    Tensor result = Heads.attend(own.query(), key, value, bias, Heads.scale(node, own.query()));
    return List.of(call.typed(result), call.typed(key.alias()), call.typed(value.alias()));
  }

  /**
   * Positions are one offset for all, or numbers (N, T). The size of a head is twice that of the
   * angles unless only a part of it turns.
   */
  private static Tensor rotary(Call call) {
    Node node = call.context().node();
    Tensor input = call.input(0);
    Tensor cosine = call.input(2);
    boolean flat = input.dim() == 3;
    long batch = input.size(0);
    long steps = input.size(flat ? 1 : 2);
    long part = node.intOr("rotary_embedding_dim", 0);
    long heads = part > 0 ? node.intOr("num_heads", 1) : input.size(2) / (2 * cosine.size(1));
    Tensor given = call.input(1).to(ScalarType.Long);
    Tensor positions =
        given.numel() == 1
            ? Fresh.upTo(steps).add(given.reshape(1)).unsqueeze(0).expand(batch, steps)
            : given;
    return turned(call, input, cosine, call.input(3), positions, flat ? heads : 0, part);
  }

  private static Tensor turned(
      Call call,
      Tensor input,
      Tensor cosine,
      Tensor sine,
      Tensor positions,
      long heads,
      long part) {
    Map<String, Attribute> attributes =
        Map.of(
            "num_heads", Attribute.of(heads),
            "rotary_embedding_dim", Attribute.of(part),
            "interleaved", Attribute.of(call.context().node().intOr("interleaved", 0)));
    return Standard.of(call, "RotaryEmbedding", attributes, input, cosine, sine, positions);
  }

  /** Heads (1, h, T, d) turned by the angles of their places, which begin at one. */
  static Tensor turned(Call call, Tensor heads, long start) {
    Map<String, Attribute> attributes =
        Map.of("interleaved", Attribute.of(call.context().node().intOr("rotary_interleaved", 0)));
    Tensor positions = Fresh.upTo(heads.size(2)).add(new Scalar(start)).unsqueeze(0);
    long part = 2 * call.input(7).size(1);
    Map<String, Attribute> all = new java.util.HashMap<>(attributes);
    all.put("rotary_embedding_dim", Attribute.of(part));
    return Standard.of(
        call, "RotaryEmbedding", all, heads, call.input(7), call.input(8), positions);
  }
}
