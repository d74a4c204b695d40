package io.vitrine.torch.learn;

import io.vitrine.torch.call.Attributes;
import io.vitrine.torch.call.NodeContext;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * How alike rows are (ONNX, SVMClassifier): LINEAR a.b, POLY (gamma a.b + coef0)^degree, SIGMOID
 * tanh(gamma a.b + coef0), RBF exp(-gamma |a - b|^2).
 */
record Kernel(String type, float gamma, float coef0, float degree) {
  static Kernel of(NodeContext context) {
    float[] given = Attributes.floats(context.node(), "kernel_params");
    String type = context.node().stringOr("kernel_type", "LINEAR");
    if (given.length != 0 && given.length != 3) {
      throw context.error("expected 3 kernel_params, found " + given.length);
    }
    if (!type.matches("LINEAR|POLY|SIGMOID|RBF")) {
      throw context.error("expected a kernel_type that ONNX knows, found " + type);
    }
    return given.length == 0
        ? new Kernel(type, 0, 0, 0)
        : new Kernel(type, given[0], given[1], given[2]);
  }

  /** Rows (N, C) against vectors (V, C): (N, V). */
  Tensor of(Tensor rows, Tensor vectors) {
    if (type.equals("RBF")) {
      Tensor apart = rows.unsqueeze(1).sub(vectors.unsqueeze(0));
      return apart
          .square()
          .sum(new long[] {2}, false, new org.bytedeco.pytorch.ScalarTypeOptional())
          .mul(new Scalar(-gamma))
          .exp();
    }
    Tensor products = rows.matmul(vectors.t());
    if (type.equals("LINEAR")) {
      return products;
    }
    Tensor moved = products.mul(new Scalar(gamma)).add(new Scalar(coef0));
    return type.equals("POLY") ? moved.pow(new Scalar(degree)) : moved.tanh();
  }
}
