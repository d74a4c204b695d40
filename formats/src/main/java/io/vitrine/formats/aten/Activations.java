package io.vitrine.formats.aten;

import io.vitrine.formats.sketch.Arg;
import java.util.List;
import java.util.Map;

/** Activations and softmax. */
final class Activations {
  static final Map<String, Entry> ALL = entries();

  private Activations() {}

  private static Map<String, Entry> entries() {
    Entry.Family family = new Entry.Family();
    Map.of(
            "relu", "Relu",
            "sigmoid", "Sigmoid",
            "tanh", "Tanh",
            "mish", "Mish",
            "hardswish", "HardSwish",
            "softsign", "Softsign")
        .forEach((ours, onnx) -> family.one(ours, "self", call -> call.node(onnx, self(call))));
    return family
        .one("silu", "self", Activations::silu)
        .one("log_sigmoid", "self", call -> call.node("Log", call.node("Sigmoid", self(call))))
        .one("gelu", "self approximate", Activations::gelu)
        .one("leaky_relu", "self negative_slope", Activations::leaky)
        .one("elu", "self alpha scale input_scale", Activations::elu)
        .one("celu", "self alpha", Activations::celu)
        .one("selu", "self", call -> call.node("Selu", self(call)))
        .one("hardsigmoid", "self", Activations::hardSigmoid)
        .one("relu6", "self", call -> clip(call, 0, 6))
        .one("hardtanh", "self min_val max_val", Activations::hardTanh)
        .one("softplus", "self beta threshold", Activations::softplus)
        .one("prelu _prelu_kernel", "self weight", Activations::prelu)
        .one("glu", "self dim", Activations::glu)
        .one("softmax _softmax", "self dim dtype", call -> along(call, "Softmax"))
        .one("log_softmax _log_softmax", "self dim dtype", call -> along(call, "LogSoftmax"))
        .entries();
  }

  private static String self(Conversion call) {
    return call.tensor("self");
  }

  private static String silu(Conversion call) {
    return call.node("Mul", self(call), call.node("Sigmoid", self(call)));
  }

  private static String gelu(Conversion call) {
    return call.node(
        "Gelu", Settings.of("approximate", call.text("approximate", "none")), self(call));
  }

  private static String leaky(Conversion call) {
    double slope = call.real("negative_slope", 0.01);
    return call.node("LeakyRelu", Settings.none().and("alpha", slope), self(call));
  }

  private static String elu(Conversion call) {
    if (call.real("input_scale", 1) != 1) {
      throw new NoCounterpart("an ELU of a scaled input");
    }
    double alpha = call.real("alpha", 1);
    double scale = call.real("scale", 1);
    return scale == 1
        ? call.node("Elu", Settings.none().and("alpha", alpha), self(call))
        : call.node("Selu", Settings.none().and("alpha", alpha).and("gamma", scale), self(call));
  }

  private static String celu(Conversion call) {
    return call.node("Celu", Settings.none().and("alpha", call.real("alpha", 1)), self(call));
  }

  private static String hardSigmoid(Conversion call) {
    return call.node(
        "HardSigmoid", Settings.none().and("alpha", 1 / 6.0).and("beta", 0.5), self(call));
  }

  private static String clip(Conversion call, double least, double most) {
    String input = self(call);
    return call.node("Clip", input, call.scalar(least, input), call.scalar(most, input));
  }

  private static String hardTanh(Conversion call) {
    return clip(call, call.real("min_val", -1), call.real("max_val", 1));
  }

  private static String softplus(Conversion call) {
    if (call.real("beta", 1) != 1) {
      throw new NoCounterpart("a softplus with a factor");
    }
    return call.node("Softplus", self(call));
  }

  /** The slopes stand along the second axis, which ONNX's rules of broadcasting need said. */
  private static String prelu(Conversion call) {
    String input = self(call);
    String slope = call.tensor("weight");
    int rank = call.rank(input);
    if (call.shape(slope).size(0) == 1 || rank == 2 || call.rank(slope) > 1) {
      return call.node("PRelu", input, slope);
    }
    List<Long> axes = java.util.stream.LongStream.range(1, rank - 1).boxed().toList();
    return call.node("PRelu", input, call.node("Unsqueeze", slope, call.constant(axes)));
  }

  private static String glu(Conversion call) {
    List<String> halves =
        call.nodes(
            "Split",
            Settings.of("axis", call.integer("dim", -1)).and("num_outputs", 2),
            List.of(self(call)),
            2);
    return call.node("Mul", halves.get(0), call.node("Sigmoid", halves.get(1)));
  }

  /** A type that is given is the input's before it is normalised. */
  private static String along(Conversion call, String operator) {
    String input = self(call);
    String typed =
        call.argument("dtype") instanceof Arg.Bool
            ? input
            : call.elementType("dtype")
                .map(type -> Pointwise.cast(call, input, type))
                .orElse(input);
    return call.node(operator, Settings.of("axis", call.integer("dim")), typed);
  }
}
