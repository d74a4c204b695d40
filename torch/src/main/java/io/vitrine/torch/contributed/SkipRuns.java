package io.vitrine.torch.contributed;

import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.OperatorFactory;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Normalisations of a sum: of what a block made and skipped, or of embeddings. */
final class SkipRuns {
  /** The operators; the first stands in ONNX's own domain in ONNX Runtime's files. */
  static final Map<String, OperatorFactory> ALL =
      Map.of(
          "SimplifiedLayerNormalization",
          OperatorFactory.of(SkipRuns::simplified),
          ContributedRuns.DOMAIN + "SimplifiedLayerNormalization",
          OperatorFactory.of(SkipRuns::simplified),
          ContributedRuns.DOMAIN + "SkipLayerNormalization",
          context -> SkipRuns::skip,
          ContributedRuns.DOMAIN + "SkipSimplifiedLayerNormalization",
          context -> SkipRuns::skipSimplified,
          ContributedRuns.DOMAIN + "EmbedLayerNormalization",
          context -> SkipRuns::embed,
          ContributedRuns.DOMAIN + "QEmbedLayerNormalization",
          context -> SkipRuns::embedQuantized);

  private SkipRuns() {}

  private static double epsilon(Call call, float otherwise) {
    return call.context().node().floatOr("epsilon", otherwise);
  }

  private static Tensor simplified(Call call) {
    return Standard.of(
        call, "RMSNormalization", call.context().node().attributes(), call.input(0), call.input(1));
  }

  /** Input, skip, scale, shift, bias: the norm, its mean and inverse deviation, the sum. */
  private static List<NativeValue> skip(Call call) {
    Tensor sum = sum(call, 4);
    long[] last = {sum.size(-1)};
    double epsilon = epsilon(call, 1e-12f);
    Tensor norm =
        torch.layer_norm(
            sum, last, new TensorOptional(call.input(2)), call.optional(3), epsilon, false);
    Tensor mean = sum.mean(new long[] {-1}, true, new ScalarTypeOptional());
    Tensor spread = sum.sub(mean).square().mean(new long[] {-1}, true, new ScalarTypeOptional());
    Tensor inverse = torch.rsqrt(spread.add(new Scalar(epsilon)));
    return List.of(
        call.typed(norm), NativeValue.of(mean), NativeValue.of(inverse), call.typed(sum));
  }

  private static Tensor sum(Call call, int bias) {
    Tensor sum = call.input(0).add(call.input(1));
    return call.has(bias) ? sum.add(call.input(bias)) : sum;
  }

  private static List<NativeValue> skipSimplified(Call call) {
    Tensor sum = sum(call, 3);
    Tensor mean = sum.square().mean(new long[] {-1}, true, new ScalarTypeOptional());
    Tensor inverse = torch.rsqrt(mean.add(new Scalar(epsilon(call, 1e-12f))));
    Tensor norm = sum.mul(inverse).mul(call.input(2));
    return List.of(
        call.typed(norm), NativeValue.of(mean), NativeValue.of(inverse), call.typed(sum));
  }

  /** Words (N, T), segments, the tables of words, places and segments, scale, shift, mask. */
  private static List<NativeValue> embed(Call call) {
    Tensor sum = picked(call.input(2), call.input(0)).add(places(call, 3, 8, call.input(3)));
    if (call.has(1)) {
      sum = sum.add(picked(call.input(4), call.input(1)));
    }
    return embedded(call, sum, call.input(5), call.input(6));
  }

  /** The same of tables with scales at inputs 8 to 12 and zero points at 13 to 17. */
  private static List<NativeValue> embedQuantized(Call call) {
    Tensor sum = picked(real(call, 2), call.input(0)).add(places(call, 3, -1, real(call, 3)));
    if (call.has(1)) {
      sum = sum.add(picked(real(call, 4), call.input(1)));
    }
    return embedded(call, sum, real(call, 5), real(call, 6));
  }

  private static Tensor real(Call call, int table) {
    return Scaled.centred(call, table, table + 11, false, ScalarType.Float)
        .mul(call.input(table + 6));
  }

  private static Tensor places(Call call, int table, int positions, Tensor rows) {
    if (positions >= 0 && call.has(positions)) {
      return picked(rows, call.input(positions));
    }
    long count = call.input(0).size(1);
    if (count > rows.size(0)) {
      throw new IllegalArgumentException(
          count + " words, and input " + table + " has rows for " + rows.size(0));
    }
    return rows.narrow(0, 0, count).unsqueeze(0);
  }

  private static Tensor picked(Tensor table, Tensor ids) {
    Tensor rows = table.index_select(0, ids.to(ScalarType.Long).reshape(-1));
    return rows.reshape(ids.size(0), ids.size(1), table.size(1));
  }

  /** The norm, the number of words that the mask (N, T) leaves, and the sum before the norm. */
  private static List<NativeValue> embedded(Call call, Tensor sum, Tensor scale, Tensor shift) {
    Tensor norm =
        torch.layer_norm(
            sum,
            new long[] {sum.size(2)},
            new TensorOptional(scale),
            new TensorOptional(shift),
            epsilon(call, 1e-12f),
            false);
    Tensor counts =
        call.has(7)
            ? call.input(7).sum(new long[] {1}, false, new ScalarTypeOptional())
            : Fresh.filled(ScalarType.Int, 0, sum.size(0));
    return List.of(
        Call.as(norm, io.vitrine.model.ElementType.FLOAT32),
        NativeValue.of(counts.to(ScalarType.Int)),
        NativeValue.of(sum.to(NativeTensors.type(norm)).alias()));
  }
}
