package io.vitrine.torch;

import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.operator.ParameterTable;
import io.vitrine.operator.ShapeInference;
import io.vitrine.operator.ShapeTable;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.interpreter.Route;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The gradients of a network's parameters, those of kernels on very small images as one matrix
 * product each.
 *
 * <p>oneDNN gives the output of a convolution and the gradient of its images fast for every size;
 * the gradient of the kernels takes it three to five times as long where an image has few pixels
 * (docs/decisions/0013-small-images.md). For those convolutions libtorch is shown kernels and bias
 * that need no gradient, and is asked for the gradient G of the output, (N, O, H, W). With the
 * windows of the images unfolded into a matrix X of (N H W, K K C), the kernels' gradient is G' X,
 * the bias' the sum of G over its columns.
 */
final class KernelGradients {
  /** Where the product has been measured to win. */
  private static final long MOST_PIXELS = 16;

  private static final long LEAST_CHANNELS = 256;

  /** A convolution by the names of its values; the bias may be missing. */
  private record Small(String images, String kernels, Optional<String> bias, String output) {}

  private final ParameterStore store;
  private final List<Small> small;

  private KernelGradients(ParameterStore store, List<Small> small) {
    this.store = store;
    this.small = List.copyOf(small);
  }

  /**
   * Finds the convolutions that profit; on other routes than bf16 none was seen to. Their images
   * depend on trained parameters, without which libtorch would not differentiate their output.
   */
  static KernelGradients of(Network network, ParameterStore store, Route route) {
    List<Small> small = new ArrayList<>();
    if (route == Route.BF16) {
      Set<String> own = new HashSet<>(store.trainable());
      ParameterTable.of(network)
          .all()
          .filter(entry -> entry.users().size() != 1)
          .forEach(entry -> own.remove(entry.parameter().name()));
      ShapeTable shapes = ShapeInference.infer(network);
      Set<String> trained = new HashSet<>(store.trainable());
      for (Node node : network.nodes()) {
        named(node, own)
            .filter(one -> trained.contains(one.images()) && isSmall(node, shapes))
            .ifPresent(small::add);
        if (node.inputs().stream().anyMatch(trained::contains)) {
          trained.addAll(node.outputs());
        }
      }
    }
    return new KernelGradients(store, small);
  }

  /**
   * A kernel of 3 x 3 that keeps the size of images of 16 pixels at most, with 256 channels and
   * filters or more. The route has seen to equal strides and padding, and that there are no groups.
   */
  private static boolean isSmall(Node node, ShapeTable shapes) {
    Optional<Shape> images = shapes.inputShape(node, 0);
    Optional<Shape> kernels = shapes.inputShape(node, 1);
    return images.isPresent()
        && kernels.isPresent()
        && images.get().size(2) * images.get().size(3) <= MOST_PIXELS
        && kernels.get().size(0) >= LEAST_CHANNELS
        && kernels.get().size(1) >= LEAST_CHANNELS
        && kernels.get().size(2) == 3
        && node.intsOr("strides", List.of(1L, 1L)).stream().allMatch(step -> step == 1);
  }

  /** A convolution whose kernels and bias are trained and belong to it alone. */
  private static Optional<Small> named(Node node, Set<String> own) {
    Optional<String> kernels = node.input(1).filter(own::contains);
    Optional<String> bias = node.input(2);
    Optional<String> images = node.input(0);
    if (!node.operator().equals("Conv")
        || kernels.isEmpty()
        || images.isEmpty()
        || bias.filter(b -> !own.contains(b)).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(new Small(images.get(), kernels.get(), bias, node.outputs().get(0)));
  }

  /** The values that a forward pass must keep. */
  Set<String> kept() {
    Set<String> names = new HashSet<>();
    for (Small one : small) {
      names.add(one.images());
      names.add(one.output());
    }
    return names;
  }

  /** The parameters that libtorch must not differentiate, cut off from their gradients. */
  Map<String, NativeValue> cutOff() {
    Map<String, NativeValue> cut = new HashMap<>();
    for (Small one : small) {
      cutOff(one.kernels(), cut);
      one.bias().ifPresent(bias -> cutOff(bias, cut));
    }
    return cut;
  }

  private void cutOff(String name, Map<String, NativeValue> cut) {
    cut.put(name, store.value(name, NativeTensors.require(store.tensors(), name).detach()));
  }

  /**
   * The gradients of a loss, one for each trainable parameter in the store's order, each a tensor
   * of its own; an undefined one where the loss does not depend on the parameter.
   *
   * @param values what a forward pass kept, that took the parameters {@link #cutOff}
   */
  List<Tensor> of(Tensor loss, Map<String, Tensor> values) {
    List<String> names = store.trainable();
    Tensor[] asked = store.trainableTensors();
    for (Small one : small) {
      asked[names.indexOf(one.kernels())] = NativeTensors.require(values, one.output());
    }
    List<Tensor> found = new ArrayList<>(Gradients.of(loss, asked));
    return Gradients.without(
        () -> {
          for (Small one : small) {
            complete(one, NativeTensors.require(values, one.images()), names, found);
          }
          return found;
        });
  }

  /** Puts the gradients of kernels and bias where that of the output stands. */
  private static void complete(Small one, Tensor images, List<String> names, List<Tensor> found) {
    int place = names.indexOf(one.kernels());
    Tensor output = found.get(place);
    if (output.defined()) {
      found.set(place, kernels(images, output).to(ScalarType.Float));
      one.bias()
          .ifPresent(
              bias ->
                  found.set(
                      names.indexOf(bias),
                      output.sum(
                          new long[] {0, 2, 3}, false, new ScalarTypeOptional(ScalarType.Float))));
    }
  }

  /**
   * (O, C, 3, 3), laid out as (O, 3, 3, C), from images (N, C, H, W) and gradients (N, O, H, W).
   */
  private static Tensor kernels(Tensor images, Tensor gradient) {
    long filters = gradient.size(1);
    Tensor rows = gradient.permute(0, 2, 3, 1).reshape(-1, filters);
    return rows.t().mm(windows(images)).view(filters, 3, 3, -1).permute(0, 3, 1, 2);
  }

  /** The window around each pixel, by row, column and channel: (N H W, 3 3 C). */
  private static Tensor windows(Tensor images) {
    long[] border = {0, 0, 1, 1, 1, 1};
    Tensor padded =
        torch.constant_pad_nd(
            images.to(ScalarType.BFloat16).permute(0, 2, 3, 1), border, new Scalar(0));
    Tensor beside = shifted(padded, 2, images.size(3));
    return shifted(beside, 1, images.size(2)).reshape(-1, 9 * images.size(1));
  }

  /** Three neighbours along an axis beside one another in the last one. */
  private static Tensor shifted(Tensor padded, long axis, long positions) {
    Tensor[] parts = new Tensor[3];
    Arrays.setAll(parts, i -> padded.narrow(axis, i, positions));
    return torch.cat(new TensorVector(parts), 3);
  }
}
