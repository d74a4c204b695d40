package io.vitrine.torch.family;

import io.vitrine.model.Node;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.OperatorRun;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Matrix products. */
final class ProductRuns {
  static final Map<String, OperatorFactory> ALL =
      Map.of(
          "Gemm",
          ProductRuns::gemm,
          "MatMul",
          OperatorFactory.of(call -> call.input(0).matmul(call.input(1))),
          "Einsum",
          ProductRuns::einsum,
          "Det",
          OperatorFactory.ofUnary(torch::linalg_det));

  private ProductRuns() {}

  /** alpha A' B' + beta C; a linear layer is the case alpha = beta = 1, B transposed. */
  private static OperatorRun gemm(NodeContext context) {
    Node node = context.node();
    float alpha = node.floatOr("alpha", 1);
    float beta = node.floatOr("beta", 1);
    boolean transposeA = node.intOr("transA", 0) != 0;
    boolean transposeB = node.intOr("transB", 0) != 0;
    boolean plain = alpha == 1 && beta == 1 && !transposeA && transposeB;
    return OperatorRun.of(
        call -> {
          if (plain && (!call.has(2) || call.input(2).dim() == 1)) {
            return torch.linear(call.input(0), call.input(1), call.optional(2));
          }
          Tensor a = transposeA ? call.input(0).t() : call.input(0);
          Tensor b = transposeB ? call.input(1).t() : call.input(1);
          Tensor product = scaled(a.mm(b), alpha);
          return call.has(2) ? product.add(scaled(call.input(2), beta)) : product;
        });
  }

  /** A sum of products over named axes; spaces in the equation mean nothing. */
  private static OperatorRun einsum(NodeContext context) {
    String equation = context.node().stringOr("equation", "").replace(" ", "");
    return OperatorRun.of(
        call -> torch.einsum(equation, new TensorVector(call.inputs().toArray(Tensor[]::new))));
  }

  private static Tensor scaled(Tensor tensor, float factor) {
    return factor == 1 ? tensor : tensor.mul(new Scalar(factor));
  }
}
