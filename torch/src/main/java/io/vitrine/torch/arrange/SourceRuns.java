package io.vitrine.torch.arrange;

import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Carriers;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.OperatorRun;
import io.vitrine.torch.call.Rounding;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Operators that make tensors: constants, ranges and random numbers. */
final class SourceRuns {
  static final Map<String, OperatorFactory> ALL = all();

  private SourceRuns() {}

  private static Map<String, OperatorFactory> all() {
    Map<String, OperatorFactory> all = new HashMap<>();
    all.put("Constant", SourceRuns::constant);
    all.put("ConstantOfShape", SourceRuns::constantOfShape);
    all.put("Range", OperatorFactory.ofValue(SourceRuns::range));
    all.put("EyeLike", OperatorFactory.ofValue(SourceRuns::eye));
    all.put("RandomNormal", OperatorFactory.ofValue(call -> normal(call, shape(call), 1)));
    all.put("RandomUniform", OperatorFactory.ofValue(call -> uniform(call, shape(call), 1)));
    all.put(
        "RandomNormalLike",
        OperatorFactory.ofValue(call -> normal(call, like(call), call.elements(0).number())));
    all.put(
        "RandomUniformLike",
        OperatorFactory.ofValue(call -> uniform(call, like(call), call.elements(0).number())));
    all.put("Bernoulli", OperatorFactory.ofValue(SourceRuns::bernoulli));
    all.put("Multinomial", OperatorFactory.ofValue(SourceRuns::multinomial));
    return all;
  }

  /** Constants of strings; those of numbers are part of the structure and do not run. */
  private static OperatorRun constant(NodeContext context) {
    Node node = context.node();
    if (node.attributes().get("value_strings") instanceof Attribute.OfStrings strings) {
      Shape shape = Shape.of(strings.values().size());
      return call -> List.of(new NativeValue.OfStrings(strings.values(), shape));
    } else if (node.attributes().get("value_string") instanceof Attribute.OfString string) {
      return call -> List.of(new NativeValue.OfStrings(List.of(string.value()), Shape.SCALAR));
    } else if (node.attributes().get("value") instanceof Attribute.OfTexts texts) {
      return call -> List.of(new NativeValue.OfStrings(texts.values(), texts.shape()));
    }
    throw context.error(
        "expected a number, a tensor or strings, found " + node.attributes().values());
  }

  private static OperatorRun constantOfShape(NodeContext context) {
    io.vitrine.model.Tensor value =
        context.node().attributes().get("value") instanceof Attribute.OfTensor given
            ? given.value()
            : io.vitrine.model.Tensor.scalar(0);
    return OperatorRun.ofValue(
        call -> {
          long[] sizes = call.longs(0);
          if (Arrays.stream(sizes).anyMatch(size -> size < 0)) {
            throw new IllegalArgumentException(
                "expected sizes of 0 or more, found " + Arrays.toString(sizes));
          }
          Tensor one = NativeTensors.toNative(value).reshape();
          return new NativeValue.OfTensor(one.expand(sizes).contiguous().alias(), value.elements());
        });
  }

  /** start, start + delta, ... up to limit, which is not among them. */
  private static NativeValue range(Call call) {
    ElementType elements = call.elements(0);
    if (!elements.isFloat()) {
      long start = call.longs(0)[0];
      long delta = call.longs(2)[0];
      double room = (double) call.longs(1)[0] - start;
      long count = Math.max(0, (long) Math.ceil(room / delta));
      Tensor steps = Fresh.upTo(count).mul(new Scalar(delta)).add(new Scalar(start));
      return Rounding.cast(steps, elements, true);
    }
    double start = call.doubles(0)[0];
    double delta = call.doubles(2)[0];
    long count = Math.max(0, (long) Math.ceil((call.doubles(1)[0] - start) / delta));
    Tensor steps = Fresh.upTo(count).to(ScalarType.Double).mul(new Scalar(delta));
    return Rounding.cast(steps.add(new Scalar(start)), elements, true);
  }

  private static NativeValue eye(Call call) {
    Node node = call.context().node();
    Tensor like = call.input(0);
    ElementType elements = ElementType.of((int) node.intOr("dtype", call.elements(0).number()));
    long shift = node.intOr("k", 0);
    Tensor rows = Fresh.upTo(like.size(0)).reshape(-1, 1);
    Tensor columns = Fresh.upTo(like.size(1)).reshape(1, -1);
    return Rounding.cast(columns.sub(rows).eq(new Scalar(shift)), elements, true);
  }

  private static long[] shape(Call call) {
    return io.vitrine.torch.call.Numbers.array(call.context().node().intsOr("shape", List.of()));
  }

  private static long[] like(Call call) {
    return NativeTensors.sizes(call.input(0));
  }

  private static NativeValue normal(Call call, long[] sizes, int elements) {
    Node node = call.context().node();
    return drawn(
        node,
        elements,
        () ->
            empty(sizes)
                .normal_(
                    node.floatOr("mean", 0),
                    node.floatOr("scale", 1),
                    new org.bytedeco.pytorch.GeneratorOptional()));
  }

  private static NativeValue uniform(Call call, long[] sizes, int elements) {
    Node node = call.context().node();
    return drawn(
        node,
        elements,
        () ->
            empty(sizes)
                .uniform_(
                    node.floatOr("low", 0),
                    node.floatOr("high", 1),
                    new org.bytedeco.pytorch.GeneratorOptional()));
  }

  private static Tensor empty(long[] sizes) {
    return torch.zeros(sizes, new TensorOptions(ScalarType.Float));
  }

  private static NativeValue bernoulli(Call call) {
    Tensor chance = call.input(0).to(ScalarType.Float).detach();
    return drawn(
        call.context().node(), call.elements(0).number(), () -> torch.bernoulli(chance).alias());
  }

  /** Draws class numbers from unnormalised log-probabilities (N, K), with replacement. */
  private static NativeValue multinomial(Call call) {
    Node node = call.context().node();
    Tensor chances = torch.softmax(NativeTensors.wide(call.input(0)).detach(), 1);
    long samples = node.intOr("sample_size", 1);
    return drawn(
        node,
        ElementType.INT32.number(),
        () ->
            torch.multinomial(
                chances, samples, true, new org.bytedeco.pytorch.GeneratorOptional()));
  }

  /** Draws from the engine's stream, or from one of its own where the node has a seed. */
  private static NativeValue drawn(Node node, int otherwise, Supplier<Tensor> draw) {
    ElementType elements = ElementType.of((int) node.intOr("dtype", otherwise));
    Carriers.of(elements);
    if (!node.attributes().containsKey("seed")) {
      return Rounding.cast(draw.get(), elements, true);
    }
    Generator generator = torch.getDefaultCPUGenerator();
    Tensor before = generator.get_state();
    torch.manual_seed(Float.floatToIntBits(node.floatOr("seed", 0)) & 0xFFFFFFFFL);
    try {
      return Rounding.cast(draw.get(), elements, true);
    } finally {
      generator.set_state(before);
    }
  }
}
