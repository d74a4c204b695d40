package io.vitrine.torch.series;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Attention without softmax, as a state (d, e) of each head that every step reads and writes: it
 * may decay by exp(g), and the value written may be corrected by what the key already recalls, S' =
 * S + k (b (v - S'k))' (Yang and others, Gated Delta Networks, 2024).
 */
final class LinearAttention {
  private LinearAttention() {}

  static List<NativeValue> run(Call call) {
    Node node = call.context().node();
    long queryHeads = node.intOr("q_num_heads", 1);
    long heads = node.intOr("kv_num_heads", 1);
    Tensor query = split(call.input(0), queryHeads);
    Tensor key = split(call.input(1), heads);
    Tensor value = split(call.input(2), heads);
    Tensor state =
        call.has(3)
            ? call.input(3)
            : Fresh.filled(
                NativeTensors.type(query), 0, query.size(0), heads, key.size(3), value.size(3));
    float given = node.floatOr("scale", 0);
    double scale = given == 0 ? 1 / Math.sqrt((double) key.size(3)) : given;
    String rule = node.stringOr("update_rule", "gated_delta");
    List<Tensor> results = new ArrayList<>();
    for (long step = 0; step < query.size(2); step++) {
      Tensor own = key.select(2, step).unsqueeze(-1);
      Tensor written = value.select(2, step);
      if (rule.startsWith("gated")) {
        Tensor decay = split(call.input(4), heads).select(2, step).unsqueeze(-1);
        state = state.mul(torch.exp(decay));
      }
      if (rule.endsWith("delta")) {
        Tensor recalled = summed(state.mul(own));
        Tensor rate = split(call.input(5), call.input(5).size(2)).select(2, step);
        written = rate.mul(written.sub(recalled));
      }
      state = state.add(own.mul(written.unsqueeze(2)));
      Tensor read = AttentionRuns.repeated(state, queryHeads / heads);
      results.add(summed(query.select(2, step).unsqueeze(-1).mul(read)).mul(new Scalar(scale)));
    }
    Tensor all = torch.stack(new TensorVector(results.toArray(Tensor[]::new)), 1);
    return List.of(
        call.typed(all.reshape(all.size(0), all.size(1), -1)),
        AttentionRuns.like(call, call.has(3) ? 3 : 0, state));
  }

  private static Tensor summed(Tensor products) {
    return products.sum(new long[] {2}, false, new ScalarTypeOptional());
  }

  private static Tensor split(Tensor input, long heads) {
    return input
        .reshape(input.size(0), input.size(1), heads, input.size(2) / heads)
        .transpose(1, 2);
  }
}
