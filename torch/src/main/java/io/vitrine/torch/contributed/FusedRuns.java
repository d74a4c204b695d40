package io.vitrine.torch.contributed;

import io.vitrine.model.Attribute;
import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.OperatorFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Activations, and convolutions and products with an activation, a scale or a turn inside. */
final class FusedRuns {
  static final Map<String, OperatorFactory> ALL = all();

  private FusedRuns() {}

  private static Map<String, OperatorFactory> all() {
    Map<String, OperatorFactory> all = new HashMap<>();
    String domain = ContributedRuns.DOMAIN;
    all.put(domain + "Gelu", OperatorFactory.of(call -> torch.gelu(call.input(0), "none")));
    all.put(domain + "BiasGelu", OperatorFactory.of(call -> torch.gelu(biased(call), "none")));
    all.put(domain + "FastGelu", OperatorFactory.of(call -> torch.gelu(biased(call), "tanh")));
    all.put(domain + "QuickGelu", OperatorFactory.of(FusedRuns::quickGelu));
    all.put(domain + "FusedConv", OperatorFactory.of(FusedRuns::conv));
    all.put(domain + "FusedGemm", OperatorFactory.of(FusedRuns::gemm));
    all.put(domain + "FusedMatMul", OperatorFactory.of(FusedRuns::product));
    all.put(domain + "TransposeMatMul", OperatorFactory.of(FusedRuns::product));
    return all;
  }

  private static Tensor biased(Call call) {
    return call.has(1) ? call.input(0).add(call.input(1)) : call.input(0);
  }

  /** x sigmoid(alpha x). */
  private static Tensor quickGelu(Call call) {
    Scalar alpha = new Scalar(call.context().node().floatOr("alpha", 1.702f));
    return call.input(0).mul(torch.sigmoid(call.input(0).mul(alpha)));
  }

  /** Input 3 is added before the activation. */
  private static Tensor conv(Call call) {
    Node node = call.context().node();
    Tensor[] inputs =
        call.has(2)
            ? new Tensor[] {call.input(0), call.input(1), call.input(2)}
            : new Tensor[] {call.input(0), call.input(1)};
    Tensor result = Standard.of(call, "Conv", node.attributes(), inputs);
    List<Float> parameters =
        node.attributes().get("activation_params") instanceof Attribute.OfFloats found
            ? found.values()
            : List.of();
    return activated(call, call.has(3) ? result.add(call.input(3)) : result, parameters);
  }

  private static Tensor gemm(Call call) {
    Node node = call.context().node();
    Tensor[] inputs = call.inputs().toArray(Tensor[]::new);
    Tensor result = Standard.of(call, "Gemm", node.attributes(), inputs);
    List<Float> parameters =
        node.attribute("activation_alpha").isPresent()
            ? List.of(node.floatOr("activation_alpha", 0), node.floatOr("activation_beta", 0))
            : List.of();
    return activated(call, result, parameters);
  }

  private static Tensor activated(Call call, Tensor input, List<Float> parameters) {
    String name = call.context().node().stringOr("activation", "");
    return switch (name) {
      case "" -> input;
      case "Relu" -> torch.relu(input);
      case "Tanh" -> torch.tanh(input);
      case "Sigmoid" -> torch.sigmoid(input);
      case "Clip" ->
          torch.clamp(
              input, bound(parameters, 0, -Float.MAX_VALUE), bound(parameters, 1, Float.MAX_VALUE));
      case "LeakyRelu", "HardSigmoid", "Elu", "ThresholdedRelu", "Selu", "Softplus", "Softsign" ->
          Standard.of(call, name, named(parameters), input);
      default ->
          throw new IllegalArgumentException("the engine knows no activation '" + name + "' here");
    };
  }

  private static ScalarOptional bound(List<Float> parameters, int at, float otherwise) {
    return new ScalarOptional(new Scalar(at < parameters.size() ? parameters.get(at) : otherwise));
  }

  private static Map<String, Attribute> named(List<Float> parameters) {
    Map<String, Attribute> attributes = new HashMap<>();
    if (!parameters.isEmpty()) {
      attributes.put("alpha", Attribute.of(parameters.get(0)));
    }
    if (parameters.size() > 1) {
      attributes.put("beta", Attribute.of(parameters.get(1)));
    }
    return attributes;
  }

  /** alpha A B, either turned in its last two axes or with its first axis behind those of batch. */
  private static Tensor product(Call call) {
    Node node = call.context().node();
    Tensor product = turned(node, call.input(0), "A").matmul(turned(node, call.input(1), "B"));
    return product.mul(new Scalar(node.floatOr("alpha", 1)));
  }

  private static Tensor turned(Node node, Tensor input, String which) {
    long rank = input.dim();
    boolean batch = rank > 2 && node.intOr("transBatch" + which, 0) != 0;
    Tensor ordered = batch ? torch.movedim(input, 0, rank - 2) : input;
    boolean turns = rank > 1 && node.intOr("trans" + which, 0) != 0;
    return turns ? ordered.transpose(rank - 2, rank - 1) : ordered;
  }
}
