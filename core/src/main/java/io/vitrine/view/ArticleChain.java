package io.vitrine.view;

import io.vitrine.model.Attribute;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.operator.Operators;
import io.vitrine.operator.entry.Category;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The article's way to feature maps: the convolutions of a network one after another, without the
 * batch norms, activations and pools between them. Its values are not the network's activations.
 */
public final class ArticleChain {
  private ArticleChain() {}

  /**
   * The network of the convolutions alone, each reading the one before, under their own names and
   * with the same parameters. The output of each is the value of its name.
   *
   * @throws IllegalArgumentException where the network has not one input of images, has no
   *     convolution, or one does not take the channels that the one before it makes
   */
  public static Network of(Network network) {
    if (network.inputs().size() != 1) {
      throw new IllegalArgumentException(
          network.name()
              + " has "
              + network.inputs().size()
              + " inputs; a chain of convolutions begins at one");
    }
    List<Node> convolutions =
        network.nodes().stream()
            .filter(node -> Operators.category(node) == Category.CONVOLUTION)
            .toList();
    if (convolutions.isEmpty()) {
      throw new IllegalArgumentException(network.name() + " has no convolutions to chain");
    }
    Value input = network.inputs().get(0);
    NetworkBuilder chain = Network.builder(network.name());
    ValueType.OfTensor type = images(input);
    String value = chain.input(input.name(), type.elements(), type.shape().orElseThrow());
    long channels = type.shape().orElseThrow().size(1);
    for (Node node : convolutions) {
      channels = checkedChannels(network, node, channels);
      value = add(chain, network, node, value);
    }
    return chain.output(value, ValueType.tensor(type.elements())).build();
  }

  private static ValueType.OfTensor images(Value input) {
    if (input.type() instanceof ValueType.OfTensor tensor
        && tensor.shape().isPresent()
        && tensor.shape().get().rank() >= 3) {
      return tensor;
    }
    throw new IllegalArgumentException(
        "input " + input.name() + " is " + input.type() + "; expected images (N, C, H, W)");
  }

  /** The channels that a convolution makes; those it takes must be {@code channels}, or unknown. */
  private static long checkedChannels(Network network, Node node, long channels) {
    Shape weight = parameter(network, node, 1).shape();
    long group = node.intOr("group", 1);
    boolean transposed = node.operator().equals("ConvTranspose");
    long takes = transposed ? weight.size(0) : weight.size(1) * group;
    if (channels >= 0 && takes != channels) {
      throw new IllegalArgumentException(
          "layer "
              + node.name()
              + " takes "
              + takes
              + " channels, the convolution before it makes "
              + channels
              + "; only convolutions that follow one another can be chained");
    }
    return transposed ? weight.size(1) * group : weight.size(0);
  }

  private static Parameter parameter(Network network, Node node, int index) {
    return node.input(index)
        .flatMap(network::parameter)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "layer " + node.name() + " computes its kernels; it cannot be chained"));
  }

  private static String add(NetworkBuilder chain, Network network, Node node, String from) {
    List<String> reads = new ArrayList<>(List.of(from));
    for (int i = 1; i < node.inputs().size() && node.input(i).isPresent(); i++) {
      Parameter parameter = parameter(network, node, i);
      reads.add(
          parameter.constant().isPresent()
              ? chain.constant(parameter.name(), parameter.constant().get())
              : chain.parameter(parameter.name(), parameter.shape().sizes()));
    }
    Map<String, Attribute> attributes = new LinkedHashMap<>(node.attributes());
    return chain.node(node.name(), node.operator(), reads, attributes);
  }
}
