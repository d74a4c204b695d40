package io.vitrine.torch.contributed;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.OperatorFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Operators whose inputs and outputs are integers with a scale and a zero point each. They compute
 * with the real numbers in 64 bits and round once; gradients pass straight through the rounding.
 */
final class ScaledRuns {
  static final Map<String, OperatorFactory> ALL = all();

  private ScaledRuns() {}

  private static Map<String, OperatorFactory> all() {
    Map<String, OperatorFactory> all = new HashMap<>();
    String domain = ContributedRuns.DOMAIN;
    for (String same : List.of("QuantizeLinear", "DequantizeLinear")) {
      all.put(domain + same, Standard.factory(same));
    }
    all.put(domain + "QLinearAdd", pair(Tensor::add));
    all.put(domain + "QLinearMul", pair(Tensor::mul));
    all.put(domain + "QLinearSigmoid", one(call -> torch.sigmoid(Scaled.real(call, 0, false))));
    all.put(domain + "QLinearLeakyRelu", one(ScaledRuns::leaky));
    all.put(domain + "QLinearSoftmax", one(ScaledRuns::softmax));
    all.put(domain + "QLinearAveragePool", one(ScaledRuns::average));
    all.put(domain + "QLinearGlobalAveragePool", one(ScaledRuns::global));
    all.put(domain + "QLinearReduceMean", one(ScaledRuns::mean));
    all.put(domain + "QLinearConcat", OperatorFactory.ofValue(ScaledRuns::concat));
    all.put(domain + "QGemm", OperatorFactory.ofValue(ScaledRuns::gemm));
    return all;
  }

  /** A, its scale and zero point, B, its scale and zero point, and those of the result. */
  private static OperatorFactory pair(BinaryOperator<Tensor> function) {
    return OperatorFactory.ofValue(
        call ->
            Scaled.quantized(
                call,
                function.apply(Scaled.real(call, 0, false), Scaled.real(call, 3, false)),
                6,
                0));
  }

  /** X, its scale and zero point, and those of the result. */
  private static OperatorFactory one(Function<Call, Tensor> function) {
    return OperatorFactory.ofValue(call -> Scaled.quantized(call, function.apply(call), 3, 0));
  }

  private static Tensor leaky(Call call) {
    Scalar alpha = new Scalar(call.context().node().floatOr("alpha", 0.01f));
    return torch.leaky_relu(Scaled.real(call, 0, false), alpha);
  }

  /** Before operator set 13, which an attribute names, the axes from the one named on are one. */
  private static Tensor softmax(Call call) {
    Node node = call.context().node();
    Tensor input = Scaled.real(call, 0, false);
    boolean single = node.intOr("opset", 13) >= 13;
    long axis = node.intOr("axis", -1);
    if (single) {
      return torch.softmax(input, axis);
    }
    Tensor flat = input.flatten(axis < 0 ? axis + input.dim() : axis, -1);
    return torch.softmax(flat, -1).reshape_as(input);
  }

  private static boolean isLast(Call call) {
    return call.context().node().intOr("channels_last", 0) != 0;
  }

  private static Tensor average(Call call) {
    Tensor input = Scaled.real(call, 0, false);
    boolean last = isLast(call);
    Tensor first = last ? torch.movedim(input, -1, 1) : input;
    Tensor mean = Standard.of(call, "AveragePool", call.context().node().attributes(), first);
    return last ? torch.movedim(mean, 1, -1) : mean;
  }

  private static Tensor global(Call call) {
    Tensor input = Scaled.real(call, 0, false);
    long from = isLast(call) ? 1 : 2;
    long[] axes = LongStream.range(from, from + input.dim() - 2).toArray();
    return input.mean(axes, true, new ScalarTypeOptional());
  }

  private static Tensor mean(Call call) {
    Node node = call.context().node();
    Tensor input = Scaled.real(call, 0, false);
    long[] axes =
        call.longsOf(5, "axes").orElseGet(() -> LongStream.range(0, input.dim()).toArray());
    return input.mean(axes, node.intOr("keepdims", 1) != 0, new ScalarTypeOptional());
  }

  /** The result's scale and zero point, then each tensor with its own. */
  private static NativeValue concat(Call call) {
    TensorVector parts = new TensorVector();
    for (int i = 2; i < call.context().node().inputs().size(); i += 3) {
      parts.push_back(Scaled.real(call, i, false));
    }
    Tensor all = torch.cat(parts, call.context().node().intOr("axis", 0));
    return Scaled.quantized(call, all, 0, 2);
  }

  /**
   * alpha A' B' + C, where C counts in alpha times both scales; real numbers where no scale of the
   * result is given.
   */
  private static NativeValue gemm(Call call) {
    Node node = call.context().node();
    boolean turnB = node.intOr("transB", 0) != 0;
    Tensor a = Scaled.real(call, 0, false);
    Tensor b = Scaled.real(call, 3, turnB);
    Tensor product =
        (node.intOr("transA", 0) != 0 ? a.t() : a)
            .matmul(turnB ? b.t() : b)
            .mul(new Scalar(node.floatOr("alpha", 1)));
    if (call.has(6)) {
      Tensor unit =
          call.input(1)
              .to(ScalarType.Double)
              .mul(call.input(4).to(ScalarType.Double))
              .mul(new Scalar(node.floatOr("alpha", 1)));
      product = product.add(call.input(6).to(ScalarType.Double).mul(unit));
    }
    return call.has(7)
        ? Scaled.quantized(call, product, 7, 0)
        : NativeValue.of(product.to(ScalarType.Float));
  }
}
