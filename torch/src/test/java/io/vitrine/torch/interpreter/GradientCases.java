package io.vitrine.torch.interpreter;

import static io.vitrine.torch.interpreter.FiniteDifferences.doubles;

import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.torch.OneNode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/** One or more small cases for every operator that has a gradient. */
public final class GradientCases {
  private GradientCases() {}

  /** All cases. */
  public static Stream<OneNode> all() {
    return Stream.of(
            elementwise(),
            powers(),
            joins(),
            activations(),
            reductions(),
            products(),
            convolutions(),
            pools(),
            normalizations(),
            shapes(),
            selections(),
            resizing(),
            recurrent(),
            attention(),
            losses(),
            signals(),
            classical(),
            optimizers(),
            ContributedGradients.all())
        .flatMap(List::stream);
  }

  static OneNode node(String operator, Tensor... inputs) {
    OneNode node = OneNode.of(operator).opset(23);
    for (Tensor input : inputs) {
      node.input(input);
    }
    return node;
  }

  static Tensor signed(long... sizes) {
    return doubles(-0.9, 0.9, sizes);
  }

  static Tensor positive(long... sizes) {
    return doubles(0.2, 0.9, sizes);
  }

  static Tensor longs(long... values) {
    return OneNode.longs(values);
  }

  static Tensor table(long rows, long... values) {
    return Tensor.of(values, rows, values.length / rows);
  }

  private static Tensor whole(long value) {
    return Tensor.of(new long[] {value});
  }

  private static Tensor truths(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length);
    for (int value : values) {
      bytes.put((byte) value);
    }
    return Tensor.of(ElementType.BOOL, Shape.of(values.length), bytes.flip());
  }

  private static List<OneNode> each(Tensor input, String... operators) {
    return Stream.of(operators).map(operator -> node(operator, input)).toList();
  }

  private static List<OneNode> elementwise() {
    return each(
        signed(2, 3),
        "Sin",
        "Cos",
        "Tan",
        "Asin",
        "Acos",
        "Atan",
        "Sinh",
        "Cosh",
        "Asinh",
        "Atanh",
        "Exp",
        "Erf",
        "Neg",
        "Abs",
        "Sign",
        "Floor",
        "Ceil",
        "Round",
        "Identity");
  }

  private static List<OneNode> powers() {
    Tensor axis = whole(1);
    return List.of(
        node("Acosh", doubles(1.2, 3, 4)),
        node("Sqrt", positive(4)),
        node("Log", positive(4)),
        node("Reciprocal", positive(4)),
        node("Pow", positive(2, 3), signed(3)),
        node("CumSum", signed(2, 3), axis).with("exclusive", 1).with("reverse", 1),
        node("CumProd", positive(2, 3), axis).opset(26),
        node("Clip", signed(5), doubles(-0.51, -0.5), doubles(0.5, 0.51)),
        node("Cast", signed(3)).with("to", 11),
        node("CastLike", signed(3), signed(1)),
        node("Mod", positive(3), doubles(1, 2, 3)).with("fmod", 1));
  }

  private static List<OneNode> joins() {
    Tensor a = positive(2, 3);
    Tensor b = doubles(1, 2, 3);
    return List.of(
        node("Add", a, b),
        node("Sub", a, b),
        node("Mul", a, b),
        node("Div", a, b),
        node("Max", a, doubles(0.3, 0.6, 3), b),
        node("Min", a, doubles(0.3, 0.6, 3)),
        node("Sum", a, b),
        node("Mean", a, b),
        node("Where", truths(1, 0, 1), a, b));
  }

  private static List<OneNode> activations() {
    Tensor x = signed(2, 3);
    return Stream.of(
            each(
                x,
                "Relu",
                "Sigmoid",
                "Tanh",
                "Mish",
                "HardSwish",
                "Softplus",
                "Softsign",
                "LeakyRelu",
                "Elu",
                "Celu",
                "Selu",
                "HardSigmoid",
                "Gelu",
                "Softmax",
                "LogSoftmax",
                "Hardmax",
                "Swish"),
            List.of(
                node("ThresholdedRelu", x).with("alpha", 0.25f),
                node("Shrink", x).with("bias", 0.1f).with("lambd", 0.3f),
                node("Gelu", x).with("approximate", "tanh"),
                node("PRelu", x, positive(3)),
                node("SwiGLU", x, signed(2, 3)),
                node("Softmax", signed(2, 2, 2)).opset(11).with("axis", 1)))
        .flatMap(List::stream)
        .toList();
  }

  private static List<OneNode> reductions() {
    return Stream.of(
            "ReduceMean",
            "ReduceSum",
            "ReduceMax",
            "ReduceMin",
            "ReduceL1",
            "ReduceL2",
            "ReduceSumSquare",
            "ReduceLogSum",
            "ReduceLogSumExp",
            "ReduceProd")
        .flatMap(
            name ->
                Stream.of(
                    node(name, positive(2, 3, 2), longs(0, 2)).with("keepdims", 0),
                    node(name, positive(3, 2)).opset(11).withList("axes", 1),
                    node(name, positive(3))))
        .toList();
  }

  private static List<OneNode> products() {
    return List.of(
        node("Gemm", signed(3, 2), signed(4, 3), signed(4))
            .with("transA", 1)
            .with("transB", 1)
            .with("alpha", 0.5f)
            .with("beta", 2f),
        node("MatMul", signed(2, 2, 3), signed(3, 2)),
        node("Einsum", signed(2, 3), signed(3, 2)).with("equation", "ij,jk->ki"),
        node("Det", signed(2, 3, 3)));
  }

  private static List<OneNode> convolutions() {
    Tensor image = signed(1, 2, 4, 3);
    return List.of(
        node("Conv", image, signed(2, 1, 2, 2), signed(2))
            .with("group", 2)
            .withList("pads", 1, 0, 0, 1)
            .withList("strides", 2, 1),
        node("Conv", signed(1, 2, 5), signed(2, 2, 2)).withList("dilations", 2),
        node("ConvTranspose", signed(1, 2, 2, 2), signed(2, 1, 2, 2), signed(1))
            .withList("strides", 2, 2)
            .withList("output_padding", 1, 0),
        node(
            "DeformConv",
            image,
            signed(1, 2, 2, 2),
            doubles(0.1, 0.4, 1, 8, 3, 2),
            signed(1),
            positive(1, 4, 3, 2)),
        node("CausalConvWithState", signed(1, 2, 4), signed(2, 1, 3), signed(2), signed(1, 2, 2))
            .with("activation", "silu")
            .outputs(2),
        node("Col2Im", signed(1, 4, 6), longs(3, 4), longs(2, 2)));
  }

  private static List<OneNode> pools() {
    Tensor image = signed(1, 1, 4, 4);
    Tensor regions = FiniteDifferences.of(new double[] {0.3, 0.2, 3.1, 2.7}, 1, 4);
    return List.of(
        node("MaxPool", image).withList("kernel_shape", 2, 2).withList("strides", 2, 2),
        node("AveragePool", image).withList("kernel_shape", 2, 2).withList("pads", 1, 0, 0, 1),
        node("AveragePool", image).withList("kernel_shape", 2, 2).withList("dilations", 2, 2),
        node("LpPool", image).withList("kernel_shape", 2, 2),
        node("GlobalAveragePool", image),
        node("GlobalMaxPool", image),
        node("GlobalLpPool", image).with("p", 3),
        node("MaxUnpool", signed(1, 1, 2), Tensor.of(new long[] {1, 2}, 1, 1, 2))
            .withList("kernel_shape", 2)
            .withList("strides", 2),
        node("RoiAlign", image, OneNodeFloats.of(regions), longs(0))
            .with("output_height", 2)
            .with("output_width", 2)
            .with("sampling_ratio", 2),
        node("RoiAlign", image, OneNodeFloats.of(regions), longs(0)).with("mode", "max"),
        node("MaxRoiPool", image, Tensor.of(new float[] {0, 0, 0, 3, 3}, 1, 5))
            .withList("pooled_shape", 2, 2));
  }

  private static List<OneNode> normalizations() {
    Tensor image = signed(2, 4, 2, 2);
    Tensor four = positive(4);
    return List.of(
        node("BatchNormalization", image, four, signed(4), signed(4), four),
        node("BatchNormalization", image, four, signed(4), signed(4), four)
            .with("training_mode", 1)
            .outputs(3),
        node("InstanceNormalization", image, four, signed(4)),
        node("LayerNormalization", signed(2, 3), positive(3), signed(3)),
        node("GroupNormalization", image, four, signed(4)).with("num_groups", 2),
        node("RMSNormalization", signed(2, 3), positive(3)),
        node("LRN", image).with("size", 3).with("alpha", 0.5f),
        node("LpNormalization", signed(2, 3)).with("p", 1),
        node("LpNormalization", signed(2, 3)).with("p", 2),
        node("MeanVarianceNormalization", image),
        node("Dropout", signed(3)));
  }

  private static List<OneNode> shapes() {
    Tensor x = signed(2, 3);
    Tensor depth = signed(1, 4, 2, 2);
    return List.of(
        node("Flatten", signed(2, 1, 2)),
        node("Reshape", x, longs(3, -1)),
        node("Transpose", x),
        node("Squeeze", signed(2, 1), longs(1)),
        node("Unsqueeze", x, longs(0)),
        node("Expand", signed(2, 1), longs(2, 3)),
        node("Pad", x, longs(1, -1, 0, 2)).with("mode", "constant"),
        node("Pad", x, longs(1, 0, 0, 2)).with("mode", "reflect"),
        node("Tile", x, longs(2, 1)),
        node("CenterCropPad", x, longs(4, 2)),
        node("DepthToSpace", depth).with("blocksize", 2),
        node("SpaceToDepth", depth).with("blocksize", 2),
        node("Trilu", signed(3, 3)),
        node("ReverseSequence", signed(3, 2), longs(2, 3)));
  }

  private static List<OneNode> selections() {
    Tensor x = signed(3, 2);
    return List.of(
        node("Concat", x, signed(1, 2)).with("axis", 0),
        node("Slice", x, longs(2), longs(-4), longs(0), longs(-1)),
        node("Split", x).with("axis", 0).with("num_outputs", 2).outputs(2),
        node("Gather", x, longs(2, 0, 2)),
        node("GatherElements", x, table(2, 0, 1, -1, 0)),
        node("GatherND", x, table(2, 0, 1, 2, 0)),
        node("Compress", x, truths(1, 0, 1)).with("axis", 0),
        node("TopK", x, longs(2)).with("axis", 0).outputs(2),
        node("Unique", positive(4)).outputs(1),
        node("OneHot", longs(1, 0), longs(3), signed(2)),
        node("Scatter", x, table(1, 0, 2), signed(1, 2)),
        node("ScatterElements", x, table(1, 0, 2), signed(1, 2)).with("reduction", "add"),
        node("ScatterElements", positive(3, 2), table(1, 0, 2), positive(1, 2))
            .with("reduction", "mul"),
        node("ScatterND", x, table(2, 0, 2), signed(2, 2)),
        node("TensorScatter", signed(1, 1, 4, 2), signed(1, 1, 2, 2), longs(1)));
  }

  private static List<OneNode> resizing() {
    Tensor image = signed(1, 1, 3, 3);
    Tensor scales = OneNode.floats(1, 1, 1.6f, 0.6f);
    return List.of(
        node("Resize", image).omitted().input(scales),
        node("Resize", image).omitted().input(scales).with("mode", "linear"),
        node("Resize", image).omitted().input(scales).with("mode", "cubic"),
        node("Resize", image).omitted().input(scales).with("mode", "cubic").with("antialias", 1),
        node("Upsample", image, OneNode.floats(1, 1, 2, 2)).opset(9).with("mode", "linear"),
        node("GridSample", image, signed(1, 2, 2, 2)),
        node("GridSample", image, signed(1, 2, 2, 2)).with("mode", "cubic"),
        node("AffineGrid", signed(1, 2, 3), longs(1, 1, 2, 2)));
  }

  private static List<OneNode> recurrent() {
    Tensor x = signed(3, 1, 2);
    return List.of(
        node("RNN", x, signed(1, 2, 2), signed(1, 2, 2), signed(1, 4)).with("hidden_size", 2),
        node("GRU", x, signed(2, 6, 2), signed(2, 6, 2), signed(2, 12))
            .with("hidden_size", 2)
            .with("direction", "bidirectional"),
        node("GRU", x, signed(1, 6, 2), signed(1, 6, 2), signed(1, 12))
            .with("hidden_size", 2)
            .with("linear_before_reset", 1),
        node(
                "LSTM",
                x,
                signed(1, 8, 2),
                signed(1, 8, 2),
                signed(1, 16),
                Tensor.of(ElementType.INT32, Shape.of(1), ByteBuffer.wrap(new byte[] {2, 0, 0, 0})),
                signed(1, 1, 2),
                positive(1, 1, 2),
                signed(1, 6))
            .with("hidden_size", 2)
            .with("direction", "reverse"));
  }

  private static List<OneNode> attention() {
    Tensor q = signed(1, 2, 2, 2);
    return List.of(
        node("Attention", q, signed(1, 1, 3, 2), doubles(-0.8, 0.8, 1, 1, 3, 2), signed(2, 3))
            .with("is_causal", 1)
            .with("softcap", 2f)
            .opset(24),
        node("RotaryEmbedding", q, signed(1, 2, 1), positive(1, 2, 1)).opset(24),
        node(
                "LinearAttention",
                signed(1, 2, 4),
                signed(1, 2, 2),
                positive(1, 2, 2),
                signed(1, 1, 2, 2),
                signed(1, 2, 1),
                positive(1, 2, 1))
            .with("q_num_heads", 2)
            .with("kv_num_heads", 1)
            .outputs(2));
  }

  private static List<OneNode> losses() {
    Tensor scores = signed(3, 4);
    Tensor labels = longs(1, 0, 3);
    return List.of(
        node("SoftmaxCrossEntropyLoss", scores, labels, positive(4)),
        node("SoftmaxCrossEntropyLoss", scores, labels).with("reduction", "none"),
        node("NegativeLogLikelihoodLoss", scores, labels)
            .with("ignore_index", 0)
            .with("reduction", "sum"));
  }

  private static List<OneNode> classical() {
    Tensor gaps = FiniteDifferences.of(new double[] {0.3, Double.NaN, Double.NaN, 0.8}, 2, 2);
    return List.of(
        node("ai.onnx.ml.ArrayFeatureExtractor", signed(2, 3), longs(2, 0)),
        node("ai.onnx.ml.Imputer", gaps)
            .withFloats("imputed_value_floats", 0.5f)
            .with("replaced_value_float", Float.NaN));
  }

  private static List<OneNode> signals() {
    return List.of(
        node("DFT", signed(1, 4, 1)).with("onesided", 1),
        node("STFT", signed(1, 6, 1), whole(2), positive(4)));
  }

  private static List<OneNode> optimizers() {
    Tensor rate = Tensor.scalar(0.1f);
    String training = "ai.onnx.preview.training.";
    return List.of(
        node(training + "Adagrad", rate, whole(1), signed(2), signed(2), positive(2)).outputs(2),
        node(training + "Adam", rate, whole(1), signed(2), signed(2), signed(2), positive(2))
            .outputs(3),
        node(training + "Momentum", rate, whole(1), signed(2), signed(2), signed(2))
            .with("mode", "nesterov")
            .outputs(2));
  }

  /** 32-bit copies, for inputs that say where and not how much. */
  private static final class OneNodeFloats {
    static Tensor of(Tensor doubles) {
      return Tensor.of(doubles.floats(), doubles.shape().sizes());
    }
  }
}
