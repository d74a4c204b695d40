package io.vitrine.torch.contributed;

import static io.vitrine.torch.call.NativeTensors.type;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.OperatorFactory;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Products with weights of 8 bits and fewer. */
final class PackedProducts {
  static final Map<String, OperatorFactory> ALL =
      Map.of(
          ContributedRuns.DOMAIN + "MatMulNBits",
          OperatorFactory.of(PackedProducts::blocks),
          ContributedRuns.DOMAIN + "DynamicQuantizeMatMul",
          OperatorFactory.of(PackedProducts::dynamic),
          ContributedRuns.DOMAIN + "MatMulIntegerToFloat",
          OperatorFactory.ofValue(PackedProducts::integers));

  private PackedProducts() {}

  /**
   * x W' + b with W (N, K) in blocks along K, each with a scale and a zero point of its own: q of
   * 2, 4 or 8 bits stands for (q - zero point) scale. Bytes hold the lowest bits first.
   */
  private static Tensor blocks(Call call) {
    Node node = call.context().node();
    long bits = node.intOr("bits", 4);
    long outputs = node.intOr("N", 0);
    long inputs = node.intOr("K", 0);
    long size = node.intOr("block_size", 32);
    if (call.has(4)) {
      throw new IllegalArgumentException("the engine knows no g_idx here");
    }
    Tensor input = call.input(0);
    ScalarType type = type(input);
    long count = (inputs + size - 1) / size;
    Tensor whole = unpacked(call.input(1), bits).reshape(outputs, count, size).to(type);
    Tensor zero = whole.new_full(new long[] {1, 1, 1}, new Scalar((double) (1L << (bits - 1))));
    if (call.has(3)) {
      Tensor given = call.input(3);
      Tensor each =
          type(given) == ScalarType.Byte ? unpacked(given.reshape(outputs, -1), bits) : given;
      zero = each.reshape(outputs, -1).narrow(1, 0, count).unsqueeze(2).to(type);
    }
    Tensor scale = call.input(2).reshape(outputs, count, 1).to(type);
    Tensor weight = whole.sub(zero).mul(scale).reshape(outputs, -1).narrow(1, 0, inputs);
    Tensor product = input.matmul(weight.t());
    return call.has(5) ? product.add(call.input(5)) : product;
  }

  /** The numbers of a few bits in bytes, several to a byte: the last axis grows. */
  private static Tensor unpacked(Tensor bytes, long bits) {
    Tensor wide = bytes.to(ScalarType.Long);
    Scalar mask = new Scalar((1L << bits) - 1);
    TensorVector parts = new TensorVector();
    for (long shift = 0; shift < 8; shift += bits) {
      parts.push_back(wide.floor_divide(new Scalar(1L << shift)).bitwise_and(mask));
    }
    return torch.stack(parts, -1).flatten(-2, -1);
  }

  /** The left side is quantised on the way; its gradient passes straight through. */
  private static Tensor dynamic(Call call) {
    Tensor input = call.input(0);
    List<NativeValue> left =
        Standard.all(call, "DynamicQuantizeLinear", Map.of(), List.of(NativeValue.of(input)));
    ScalarType type = type(input);
    Tensor a = Standard.tensor(left.get(0)).to(type).sub(Standard.tensor(left.get(2)).to(type));
    Tensor scale = Standard.tensor(left.get(1)).mul(call.input(2));
    Tensor b = Scaled.centred(call, 1, 3, false, type);
    Tensor product = a.matmul(b).mul(scale);
    return call.has(4) ? product.add(call.input(4)) : product;
  }

  /** (A - a0) (B - b0) times both scales. */
  private static NativeValue integers(Call call) {
    ScalarType type = type(call.input(2));
    Tensor a = Scaled.centred(call, 0, 4, false, type);
    Tensor b = Scaled.centred(call, 1, 5, false, type);
    Tensor product = a.matmul(b).mul(call.input(2)).mul(call.input(3));
    return Call.as(call.has(6) ? product.add(call.input(6)) : product, call.elements(2));
  }
}
