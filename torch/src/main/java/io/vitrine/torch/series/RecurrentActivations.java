package io.vitrine.torch.series;

import io.vitrine.model.Attribute;
import io.vitrine.model.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The activation functions that a recurrent layer names, with their numbers alpha and beta, which
 * the node lists for those functions that take them (ONNX, RNN).
 */
final class RecurrentActivations {
  private final List<Float> alphas;
  private final List<Float> betas;
  private int alphasUsed;
  private int betasUsed;

  private RecurrentActivations(Node node) {
    this.alphas = floats(node, "activation_alpha");
    this.betas = floats(node, "activation_beta");
  }

  private static List<Float> floats(Node node, String attribute) {
    return node.attributes().get(attribute) instanceof Attribute.OfFloats found
        ? found.values()
        : List.of();
  }

  /**
   * The functions of one direction.
   *
   * @param usual their names where the node names none
   * @param from the place of the first in the node's list
   * @param count how many the node's list holds
   */
  static List<UnaryOperator<Tensor>> of(Node node, List<String> usual, int from, int count) {
    List<String> names = new ArrayList<>();
    if (node.attributes().get("activations") instanceof Attribute.OfStrings given) {
      names.addAll(given.values());
    } else {
      for (int i = 0; i < count; i++) {
        names.add(usual.get(i % usual.size()));
      }
    }
    RecurrentActivations reader = new RecurrentActivations(node);
    List<UnaryOperator<Tensor>> all = names.stream().map(reader::function).toList();
    return all.subList(from, from + usual.size());
  }

  private float alpha(float otherwise) {
    return alphasUsed < alphas.size() ? alphas.get(alphasUsed++) : otherwise;
  }

  private float beta(float otherwise) {
    return betasUsed < betas.size() ? betas.get(betasUsed++) : otherwise;
  }

  private UnaryOperator<Tensor> function(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "tanh" -> torch::tanh;
      case "sigmoid" -> torch::sigmoid;
      case "relu" -> torch::relu;
      case "softsign" -> x -> x.div(x.abs().add(new Scalar(1)));
      case "softplus" -> torch::softplus;
      case "affine" -> affine(alpha(1), beta(0));
      case "leakyrelu" -> leaky(alpha(0.01f));
      case "thresholdedrelu" -> thresholded(alpha(1));
      case "scaledtanh" -> scaledTanh(alpha(1), beta(1));
      case "hardsigmoid" -> hardSigmoid(alpha(0.2f), beta(0.5f));
      case "elu" -> elu(alpha(1));
      default -> throw new IllegalArgumentException("no activation function is called " + name);
    };
  }

  private static UnaryOperator<Tensor> affine(float a, float b) {
    return x -> x.mul(new Scalar(a)).add(new Scalar(b));
  }

  private static UnaryOperator<Tensor> leaky(float a) {
    return x -> torch.leaky_relu(x, new Scalar(a));
  }

  private static UnaryOperator<Tensor> thresholded(float a) {
    return x -> torch.threshold(x, new Scalar(a), new Scalar(0));
  }

  private static UnaryOperator<Tensor> scaledTanh(float a, float b) {
    return x -> torch.tanh(x.mul(new Scalar(b))).mul(new Scalar(a));
  }

  private static UnaryOperator<Tensor> hardSigmoid(float a, float b) {
    return x ->
        torch.clamp(
            x.mul(new Scalar(a)).add(new Scalar(b)),
            new ScalarOptional(new Scalar(0)),
            new ScalarOptional(new Scalar(1)));
  }

  private static UnaryOperator<Tensor> elu(float a) {
    return x -> torch.elu(x, new Scalar(a), new Scalar(1), new Scalar(1));
  }
}
