package io.vitrine.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Loss;
import io.vitrine.engine.Model;
import io.vitrine.engine.Optimizer;
import io.vitrine.engine.Precision;
import io.vitrine.engine.Request;
import io.vitrine.engine.Training;
import io.vitrine.model.Network;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.interpreter.Route;
import io.vitrine.torch.machine.EngineThread;
import io.vitrine.zoo.LayerBuilder;
import io.vitrine.zoo.LayerBuilder.Square;
import io.vitrine.zoo.Zoo;
import java.util.List;
import java.util.Random;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The routes that use oneDNN against libtorch's own loops. */
class OneDnnIT {
  private static final int CASES = 40;
  private static final int SIDE = 9;

  @Test
  void of_networks_takesTheFastRouteOnlyWhereItIsProven() {
    assertThat(Route.of(Zoo.vgg16(1, 32, 32, 10), true)).isEqualTo(Route.BF16);
    assertThat(Route.of(Zoo.vgg16(1, 32, 32, 10), false)).isEqualTo(Route.FP32);
    assertThat(Route.of(Zoo.resnet18(3, 224, 224, 1000), true)).isEqualTo(Route.BF16);
    assertThat(Route.of(Zoo.mlp(1, 28, 28, 10), true)).isEqualTo(Route.BF16);
    assertThat(Route.of(Zoo.lenet5(1, 32, 32, 10), true)).isEqualTo(Route.PLAIN);
    assertThat(Route.of(one(1, 64, new Square(1, 1, 0)), true)).isEqualTo(Route.FP32);
    assertThat(Route.of(one(32, 48, new Square(3, 1, 1)), true)).isEqualTo(Route.FP32);
    assertThat(Route.of(one(24, 64, new Square(3, 1, 1)), true)).isEqualTo(Route.PLAIN);
    assertThat(Route.of(one(32, 64, new Square(3, 3, 1)), true)).isEqualTo(Route.PLAIN);
  }

  @ParameterizedTest
  @CsvSource({"vgg16, BF16", "lenet5, FP32", "mlp, BF16"})
  void precision_ofANetwork_isWhatItsRouteComputes(String network, Precision used) {
    EngineOptions options = EngineOptions.defaults().withPrecision(Precision.BF16);
    try (TorchEngine engine = TorchEngine.open(options);
        Model model = engine.load(Zoo.build(network, Zoo.usualTask(network)), Weights.NONE)) {
      assertThat(model.precision()).isEqualTo(used);
      assertThat(engine.options().precision()).isEqualTo(Precision.BF16);
    }
  }

  private static Network one(int channels, int filters, Square square) {
    LayerBuilder builder = LayerBuilder.of("one");
    String images = builder.images("input", channels, SIDE, SIDE);
    return builder.build(builder.conv("conv", images, filters, square, true));
  }

  @ParameterizedTest
  @CsvSource({"BF16, 0.03", "FP32, 0.0001"})
  void step_randomConvolutionsOfARoute_matchesPlainLoops(Precision precision, double tolerance) {
    Random random = new Random(42);
    EngineOptions options = EngineOptions.defaults().withThreads(1).withPrecision(precision);
    try (TorchEngine engine = TorchEngine.open(options)) {
      int compared = 0;
      while (compared < CASES) {
        int channels = new int[] {1, 3, 32, 64, 96}[random.nextInt(5)];
        int kernel = 1 + 2 * random.nextInt(4);
        Square square = new Square(kernel, 1 + random.nextInt(2), kernel / 2);
        Network network = one(channels, 32 * (1 + random.nextInt(4)), square);
        if (Route.of(network, precision == Precision.BF16).name().equals(precision.name())) {
          Tensor images = OneNode.random(1 + random.nextInt(6), channels, SIDE, SIDE);
          compare(engine, network, square, images, tolerance);
          compared++;
        }
      }
    }
  }

  /** The second convolution's kernels have their gradients from a product of matrices. */
  @ParameterizedTest
  @CsvSource({"2, 512", "3, 256", "4, 288"})
  void step_smallImagesInBf16_matchesFp32(int side, int channels) {
    Square square = new Square(3, 1, 1);
    LayerBuilder builder = LayerBuilder.of("two");
    String images = builder.images("input", 32, side, side);
    String made = builder.conv("first", images, channels, square, true);
    Network network = builder.build(builder.conv("second", made, 256, square, true));
    Tensor batch = OneNode.random(5, 32, side, side);
    Tensor target = OneNode.random(5, 256, side, side);
    Weights weights = initial(network);

    Weights exact = gradients(Precision.FP32, network, weights, batch, target);
    Weights rounded = gradients(Precision.BF16, network, weights, batch, target);

    assertThat(exact.names()).hasSize(4).isEqualTo(rounded.names());
    for (String name : exact.names()) {
      assertClose(name, rounded.require(name), exact.require(name), 0.03);
    }
  }

  private static Weights initial(Network network) {
    try (TorchEngine engine = TorchEngine.open(EngineOptions.defaults());
        Model model = engine.load(network, Weights.NONE)) {
      return model.weights();
    }
  }

  private static Weights gradients(
      Precision precision, Network network, Weights weights, Tensor batch, Tensor target) {
    EngineOptions options = EngineOptions.defaults().withPrecision(precision);
    try (TorchEngine engine = TorchEngine.open(options);
        Model model = engine.load(network, weights);
        Training training = model.train(new Optimizer.Sgd(0, 0, 0), Loss.MEAN_SQUARED_ERROR)) {
      assertThat(model.precision()).isEqualTo(precision);
      training.step(batch, target, Training.Detail.LOSS);
      return training.gradients();
    }
  }

  /** The output, and the gradients of the mean squared output to kernels and biases. */
  private static void compare(
      TorchEngine engine, Network network, Square square, Tensor images, double tolerance) {
    try (Model model = engine.load(network, Weights.NONE)) {
      Tensor ours = model.run(images, Request.forward()).tensor("conv");
      Tensor zero = Tensor.of(new float[ours.count()], ours.shape().sizes());
      Weights before = model.weights();
      Tensor weight = before.require("conv.weight");
      Tensor bias = before.require("conv.bias");
      Weights gradients;
      try (Training training = model.train(new Optimizer.Sgd(0, 0, 0), Loss.MEAN_SQUARED_ERROR)) {
        training.step(images, zero, Training.Detail.LOSS);
        gradients = training.gradients();
      }
      List<Tensor> plain = EngineThread.call(() -> plain(images, weight, bias, square));
      String name = images.shape() + " to " + weight.shape() + " " + square;
      assertClose(name + " output", ours, plain.get(0), tolerance);
      assertClose(name + " kernels", gradients.require("conv.weight"), plain.get(1), tolerance);
      assertClose(name + " biases", gradients.require("conv.bias"), plain.get(2), tolerance);
    }
  }

  private static List<Tensor> plain(Tensor images, Tensor weight, Tensor bias, Square square) {
    torch.globalContext().setUserEnabledMkldnn(false);
    var kernels = NativeTensors.toNative(weight);
    var biases = NativeTensors.toNative(bias);
    kernels.set_requires_grad(true);
    biases.set_requires_grad(true);
    long[] stride = {square.stride(), square.stride()};
    long[] padding = {square.padding(), square.padding()};
    long[] dilation = {1, 1};
    var output =
        torch.conv2d(
            NativeTensors.toNative(images),
            kernels,
            new TensorOptional(biases),
            stride,
            padding,
            dilation,
            1);
    var gradients =
        Gradients.of(output.square().mean(), new org.bytedeco.pytorch.Tensor[] {kernels, biases});
    return List.of(
        NativeTensors.toModel(output),
        NativeTensors.toModel(gradients.get(0)),
        NativeTensors.toModel(gradients.get(1)));
  }

  private static void assertClose(String what, Tensor ours, Tensor plain, double tolerance) {
    assertThat(ours.shape()).isEqualTo(plain.shape());
    double floor = tolerance * Figures.maxAbs(plain);
    double worst = 0;
    for (int i = 0; i < ours.count(); i++) {
      double difference = Math.abs(ours.doubleAt(i) - plain.doubleAt(i));
      worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(worst, difference);
    }
    assertThat(worst).as(what).isLessThanOrEqualTo(floor);
  }
}
