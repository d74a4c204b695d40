package io.vitrine.grouping;

import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;

/** Small networks as exporters write them; each method adds layers behind a value. */
public final class Nets {
  private final NetworkBuilder network;

  private Nets(String name) {
    this.network = Network.builder(name);
  }

  /** A network of maps of 16 channels and 8 x 8. */
  public static Network onMaps(String name, BiFunction<Nets, String, String> body) {
    return of(name, Shape.batchOf(16, 8, 8), body);
  }

  /** A network of sequences of 12 elements of 32 features. */
  public static Network onSequences(String name, BiFunction<Nets, String, String> body) {
    return of(name, Shape.batchOf(12, 32), body);
  }

  private static Network of(String name, Shape input, BiFunction<Nets, String, String> body) {
    Nets nets = new Nets(name);
    String x = nets.network.input("input", ElementType.FLOAT32, input);
    String end = body.apply(nets, x);
    return nets.network.output(end, ValueType.tensor(ElementType.FLOAT32)).build();
  }

  public String op(String path, String operator, String... reads) {
    return network.node(path, operator, reads);
  }

  public String op(String path, String operator, Map<String, Attribute> attributes, String... in) {
    return network.node(path, operator, List.of(in), attributes);
  }

  /** A number beside a node. */
  public String number(String name, float value) {
    return network.constant(name, Tensor.scalar(value));
  }

  public String weight(String name, long... dims) {
    return network.parameter(name, dims);
  }

  public String conv(String path, String from, int filters, int channels, int kernel) {
    return conv(path, from, filters, channels, kernel, 1);
  }

  /** A convolution that keeps height and width. */
  public String conv(String path, String from, int filters, int channels, int kernel, int groups) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    int pad = kernel / 2;
    attributes.put("kernel_shape", Attribute.ints(kernel, kernel));
    attributes.put("pads", Attribute.ints(pad, pad, pad, pad));
    attributes.put("group", Attribute.of(groups));
    String w = weight(path + ".weight", filters, channels / groups, kernel, kernel);
    return op(path, "Conv", attributes, from, w, weight(path + ".bias", filters));
  }

  public String convRelu(String path, String from, int filters, int channels, int kernel) {
    return op(path + ".relu", "Relu", conv(path, from, filters, channels, kernel));
  }

  public String norm(String path, String from, int channels) {
    return op(
        path,
        "BatchNormalization",
        from,
        weight(path + ".weight", channels),
        weight(path + ".b", channels),
        weight(path + ".mean", channels),
        weight(path + ".var", channels));
  }

  public String pool(String path, String from) {
    return op(
        path,
        "MaxPool",
        Map.of("kernel_shape", Attribute.ints(2, 2), "strides", Attribute.ints(2, 2)),
        from);
  }

  public String linear(String path, String from, int units, int inputs) {
    String product = op(path + ".MatMul", "MatMul", from, weight(path + ".weight", inputs, units));
    return op(path + ".Add", "Add", product, weight(path + ".bias", units));
  }

  public String layerNorm(String path, String from, int features) {
    return op(
        path,
        "LayerNormalization",
        Map.of("axis", Attribute.of(-1)),
        from,
        weight(path + ".weight", features),
        weight(path + ".bias", features));
  }

  public String concat(String path, String... from) {
    return op(path, "Concat", Map.of("axis", Attribute.of(1)), from);
  }

  public String geluErf(String path, String from) {
    String e = op(path + ".Div", "Div", from, number(path + ".sqrt2", 1.4142135f));
    e = op(path + ".Erf", "Erf", e);
    e = op(path + ".Add", "Add", e, number(path + ".one", 1));
    e = op(path + ".Mul", "Mul", from, e);
    return op(path + ".Mul_1", "Mul", e, number(path + ".half", 0.5f));
  }

  /** Attention of 4 heads of 8 features over 12 elements, from one projection or three. */
  public String attention(String path, String from, boolean fusedProjection) {
    return attention(path, from, from, fusedProjection);
  }

  /** The same with keys and values of other elements. */
  public String attention(String path, String from, String memory, boolean fusedProjection) {
    List<String> heads = new ArrayList<>();
    String all = fusedProjection ? linear(path + ".in_proj", from, 96, 32) : "";
    for (int i = 0; i < 3; i++) {
      String name = path + "." + "qkv".charAt(i);
      String projected =
          fusedProjection
              ? op(
                  name + ".Slice",
                  "Slice",
                  all,
                  ints(name + ".from", 32L * i),
                  ints(name + ".to", 32L * i + 32),
                  ints(name + ".axes", 2))
              : linear(name, i == 0 ? from : memory, 32, 32);
      String split =
          op(name + ".Reshape", "Reshape", projected, ints(name + ".shape", 0, 12, 4, 8));
      long[] order = i == 1 ? new long[] {0, 2, 3, 1} : new long[] {0, 2, 1, 3};
      heads.add(op(name + ".Transpose", "Transpose", Map.of("perm", Attribute.ints(order)), split));
    }
    String scores = op(path + ".MatMul", "MatMul", heads.get(0), heads.get(1));
    scores = op(path + ".Div", "Div", scores, number(path + ".root", 2.83f));
    scores = op(path + ".Softmax", "Softmax", Map.of("axis", Attribute.of(-1)), scores);
    String mixed = op(path + ".MatMul_1", "MatMul", scores, heads.get(2));
    Map<String, Attribute> back = Map.of("perm", Attribute.ints(0, 2, 1, 3));
    String joined = op(path + ".Transpose", "Transpose", back, mixed);
    joined = op(path + ".Reshape", "Reshape", joined, ints(path + ".shape", 0, 12, 32));
    return linear(path + ".out_proj", joined, 32, 32);
  }

  /** Integers as a structural constant. */
  public String ints(String name, long... values) {
    return network.constant(name, Tensor.of(values, values.length));
  }

  public String mlp(String path, String from) {
    String hidden = geluErf(path + ".act", linear(path + ".0", from, 64, 32));
    return linear(path + ".3", hidden, 32, 64);
  }

  /** An encoder's block with the norms before what they belong to. */
  public String preNorm(String path, String from) {
    String attended = attention(path + ".attn", layerNorm(path + ".ln_1", from, 32), true);
    String x = op(path + ".Add", "Add", from, attended);
    return op(path + ".Add_1", "Add", x, mlp(path + ".mlp", layerNorm(path + ".ln_2", x, 32)));
  }

  public String postNorm(String path, String from) {
    String x = op(path + ".Add", "Add", from, attention(path + ".attn", from, false));
    x = layerNorm(path + ".norm1", x, 32);
    String fed = op(path + ".Add_1", "Add", x, mlp(path + ".mlp", x));
    return layerNorm(path + ".norm2", fed, 32);
  }

  /** A decoder's block with the norms behind what they belong to. */
  public String postNormDecoder(String path, String from, String memory) {
    String x = op(path + ".Add", "Add", from, attention(path + ".self", from, false));
    x = layerNorm(path + ".norm1", x, 32);
    String crossed = attention(path + ".cross", x, memory, false);
    x = layerNorm(path + ".norm2", op(path + ".Add_1", "Add", x, crossed), 32);
    String fed = op(path + ".Add_2", "Add", x, mlp(path + ".mlp", x));
    return layerNorm(path + ".norm3", fed, 32);
  }

  /** A decoder's block with the norms before what they belong to. */
  public String preNormDecoder(String path, String from, String memory) {
    String normed = layerNorm(path + ".norm1", from, 32);
    String x = op(path + ".Add", "Add", from, attention(path + ".self", normed, false));
    normed = layerNorm(path + ".norm2", x, 32);
    String crossed = attention(path + ".cross", normed, memory, false);
    x = op(path + ".Add_1", "Add", x, crossed);
    return op(path + ".Add_2", "Add", x, mlp(path + ".mlp", layerNorm(path + ".norm3", x, 32)));
  }

  /** Convolutions of 3 x 3 and pairs of 5 x 5 in turn, each beside a connection past it. */
  public static Network alternating(int times) {
    return onMaps(
        "alternating",
        (n, input) -> {
          String x = input;
          for (int i = 0; i < times; i++) {
            x = n.residual("stage.a" + i, x, 3);
            x = n.residual("stage.b" + i, x, 5);
          }
          return x;
        });
  }

  /** Two convolutions of a size beside a connection past them. */
  public String residual(String path, String x, int size) {
    String inner = convRelu(path + ".r", x, 16, 16, size);
    return op(path + ".add", "Add", conv(path + ".c", inner, 16, 16, size), x);
  }

  public static Network deepResidual(int blocks) {
    return onMaps(
        "deep",
        (n, input) -> {
          String x = input;
          for (int i = 0; i < blocks; i++) {
            String p = "stage.block" + i + ".";
            String y = n.convRelu(p + "c1", x, 16, 16, 3);
            y = n.norm(p + "bn2", n.conv(p + "c2", y, 16, 16, 3), 16);
            x = n.op(p + "relu2", "Relu", n.op(p + "add", "Add", y, x));
          }
          return x;
        });
  }

  public static Network dense(int layers) {
    return onMaps(
        "dense",
        (n, input) -> {
          String x = n.pool("pool0", input);
          List<String> all = new ArrayList<>(List.of(x));
          for (int i = 0; i < layers; i++) {
            String p = "block.layer" + i + ".";
            int channels = 16 + 8 * i;
            String y = n.concat(p + "cat", all.toArray(new String[0]));
            y = n.op(p + "relu1", "Relu", n.norm(p + "norm1", y, channels));
            y = n.convRelu(p + "conv1", y, 32, channels, 1);
            all.add(n.conv(p + "conv2", y, 8, 32, 3));
          }
          return n.concat("block.cat", all.toArray(new String[0]));
        });
  }

  public static Network unet() {
    return onMaps(
        "unet",
        (n, input) -> {
          String top = n.convRelu("in.1", n.convRelu("in.0", input, 16, 16, 3), 16, 16, 3);
          String low = n.convRelu("down.0", n.pool("down.pool", top), 32, 16, 3);
          Map<String, Attribute> twice =
              Map.of("kernel_shape", Attribute.ints(2, 2), "strides", Attribute.ints(2, 2));
          String up = n.op("up.t", "ConvTranspose", twice, low, n.weight("up.w", 32, 16, 2, 2));
          String joined = n.convRelu("up.0", n.concat("up.cat", top, up), 16, 32, 3);
          return n.conv("out", joined, 2, 16, 1);
        });
  }

  /** Three branches of convolutions and a pool. */
  public static Network inception() {
    return onMaps(
        "inception",
        (n, x) -> {
          String a = n.convRelu("m.a", x, 8, 16, 1);
          String b = n.convRelu("m.b2", n.convRelu("m.b1", x, 4, 16, 1), 8, 4, 3);
          String c = n.convRelu("m.c", n.samePool("m.pool", x), 8, 16, 1);
          return n.concat("m.cat", a, b, c);
        });
  }

  /** A block of a MobileNetV3. */
  public static Network mobile() {
    return onMaps(
        "mobile",
        (n, x) -> {
          String y = n.conv("b.expand", x, 64, 16, 1);
          y = n.op("b.silu", "Mul", y, n.op("b.sigmoid", "Sigmoid", y));
          y = n.op("b.relu6", "Relu", n.conv("b.depth", y, 64, 64, 3, 64));
          String s = n.op("b.se.pool", "GlobalAveragePool", y);
          s = n.convRelu("b.se.1", s, 4, 64, 1);
          s = n.op("b.se.gate", "HardSigmoid", n.conv("b.se.2", s, 64, 4, 1));
          y = n.conv("b.project", n.op("b.se.mul", "Mul", y, s), 16, 64, 1);
          return n.op("b.add", "Add", y, x);
        });
  }

  public static Network stackedLstm() {
    return onSequences(
        "lstm",
        (n, x) -> {
          String y = x;
          for (int i = 0; i < 3; i++) {
            Map<String, Attribute> size = Map.of("hidden_size", Attribute.of(32));
            String w = n.weight("l" + i + ".w", 1, 128, 32);
            y = n.op("l" + i, "LSTM", size, y, w, n.weight("l" + i + ".r", 1, 128, 32));
            y = n.op("s" + i, "Squeeze", y, n.ints("axes" + i, 1));
          }
          return n.linear("fc", y, 2, 32);
        });
  }

  /** Branches in branches, and connections past them, that no rule knows. */
  public static Network nestedForks() {
    return onMaps(
        "forks",
        (n, x) -> {
          String a = n.op("stem.tanh", "Tanh", n.norm("stem.norm", x, 16));
          String left = n.op("left.exp", "Exp", n.conv("left.0", a, 16, 16, 3));
          String inner = n.op("left.sum", "Mul", left, n.conv("left.side", left, 16, 16, 1));
          String right = n.op("right.exp", "Exp", n.conv("right.0", a, 16, 16, 5));
          String both = n.concat("cat", inner, right, n.op("third.exp", "Exp", a));
          String end = n.conv("end.0", both, 16, 48, 1);
          return n.op("last", "Mul", n.op("end.exp", "Exp", end), a);
        });
  }

  /** An image, and a vector that its maps are multiplied by late. */
  public static Network twoInputs() {
    return onMaps(
        "two",
        (n, x) -> {
          String style = n.network.input("style", ElementType.FLOAT32, Shape.batchOf(16, 1, 1));
          String y = n.convRelu("c2", n.convRelu("c1", x, 16, 16, 3), 16, 16, 5);
          String gate = n.conv("gate", style, 16, 16, 1);
          return n.convRelu("c3", n.op("mul", "Mul", y, gate), 8, 16, 3);
        });
  }

  /** A pool of 3 x 3 that keeps height and width. */
  public String samePool(String path, String from) {
    Map<String, Attribute> same =
        Map.of("kernel_shape", Attribute.ints(3, 3), "pads", Attribute.ints(1, 1, 1, 1));
    return op(path, "MaxPool", same, from);
  }

  /** Any layers in any arrangement: each reads one or two values at random, mostly late ones. */
  public static Network random(long seed) {
    Random random = new Random(seed);
    return onMaps(
        "random" + seed,
        (n, input) -> {
          List<String> made = new ArrayList<>(List.of(input));
          for (int i = 0; i < 12 + random.nextInt(12); i++) {
            String path = "m" + random.nextInt(3) + ".l" + i;
            String a = made.get(Math.max(0, made.size() - 1 - random.nextInt(4)));
            String b = made.get(random.nextInt(made.size()));
            made.add(
                switch (random.nextInt(6)) {
                  case 0, 1 -> n.conv(path, a, 16, 16, 3);
                  case 2 -> n.op(path, "Relu", a);
                  case 3 -> n.op(path, "Add", a, b);
                  case 4 -> n.norm(path, a, 16);
                  default -> n.op(path, "Exp", n.samePool(path + ".pool", a));
                });
          }
          return made.get(made.size() - 1);
        });
  }
}
