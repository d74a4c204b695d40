package io.vitrine.formats.aten;

import io.vitrine.formats.sketch.Arg;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Convolutions, normalisations and dropout. */
final class Layers {
  private static final String CONVOLUTION = "input weight bias stride padding dilation";

  static final Map<String, Entry> ALL =
      new Entry.Family()
          .one(
              "conv1d conv2d conv3d _convolution_mode",
              CONVOLUTION + " groups",
              Layers::convolution)
          .one(
              "convolution _convolution convolution_overrideable",
              CONVOLUTION + " transposed output_padding groups",
              call -> call.bool("transposed", false) ? transposed(call) : convolution(call))
          .one(
              "conv_transpose1d conv_transpose2d conv_transpose3d",
              "input weight bias stride padding output_padding groups dilation",
              Layers::transposed)
          .all(
              "batch_norm native_batch_norm _native_batch_norm_legit cudnn_batch_norm",
              "input weight bias running_mean running_var training momentum eps",
              call -> batchNorm(call, call.bool("training", true)))
          .all(
              "_native_batch_norm_legit_no_training",
              "input weight bias running_mean running_var momentum eps",
              call -> batchNorm(call, false))
          .all(
              "_batch_norm_with_update _native_batch_norm_legit_functional",
              "input weight bias running_mean running_var momentum eps",
              call -> batchNorm(call, true))
          .one(
              "instance_norm",
              "input weight bias running_mean running_var use_input_stats momentum eps",
              Layers::instanceNorm)
          .one("group_norm", "input num_groups weight bias eps", Layers::groupNorm)
          .all(
              "native_group_norm",
              "input weight bias N C HxW group eps",
              call -> first(call, groupNorm(call)))
          .one("layer_norm", "input normalized_shape weight bias eps", Layers::layerNorm)
          .all(
              "native_layer_norm",
              "input normalized_shape weight bias eps",
              call -> first(call, layerNorm(call)))
          .one("rms_norm", "input normalized_shape weight eps", Layers::rmsNorm)
          .one("dropout feature_dropout", "input p train", Layers::dropout)
          .all("native_dropout", "input p train", call -> first(call, dropout(call)))
          .entries();

  private Layers() {}

  /** The first result of an operator whose others only its gradient reads. */
  static List<Arg> first(Conversion call, String value) {
    List<Arg> results = new ArrayList<>(List.of(new Arg.Value(value)));
    while (results.size() < call.results()) {
      results.add(Arg.None.NONE);
    }
    return results;
  }

  private static List<String> reads(Conversion call, String... names) {
    List<String> reads = new ArrayList<>();
    for (String name : names) {
      call.optional(name).ifPresent(reads::add);
    }
    return reads;
  }

  /** The settings that every convolution has. */
  private static Settings window(Conversion call, List<Long> kernel) {
    return Settings.of("kernel_shape", kernel)
        .and("strides", call.perAxis("stride", kernel.size(), 1))
        .and("dilations", call.perAxis("dilation", kernel.size(), 1))
        .and("group", call.integer("groups", 1));
  }

  private static List<Long> kernel(Conversion call) {
    Shape weight = call.shape(call.tensor("weight"));
    List<Long> kernel = new ArrayList<>();
    for (int axis = 2; axis < weight.rank(); axis++) {
      kernel.add(weight.size(axis));
    }
    return kernel;
  }

  private static String convolution(Conversion call) {
    List<Long> kernel = kernel(call);
    Shape weight = call.shape(call.tensor("weight"));
    String input = call.tensor("input");
    call.sketch()
        .refine(
            input,
            call.sketch().elements(call.tensor("weight")),
            images(weight.size(1) * call.integer("groups", 1), kernel.size()));
    if (call.sketch().shape(input).filter(s -> s.rank() != kernel.size() + 2).isPresent()) {
      throw new NoCounterpart("an image without a batch");
    }
    Settings settings = window(call, kernel).and("pads", pads(call, kernel));
    return call.nodes("Conv", settings, reads(call, "input", "weight", "bias"), 1).get(0);
  }

  /** (N, C, H, W), whatever N, H and W are. */
  private static Shape images(long channels, int axes) {
    List<io.vitrine.model.Dim> dims = new ArrayList<>();
    dims.add(io.vitrine.model.Dim.symbol("N"));
    dims.add(io.vitrine.model.Dim.of(channels));
    List<String> names = List.of("D", "H", "W");
    names.subList(3 - Math.min(3, axes), 3).forEach(n -> dims.add(io.vitrine.model.Dim.symbol(n)));
    return new Shape(dims);
  }

  /** Padding before and behind each axis; "same" puts the odd one behind, as PyTorch does. */
  private static List<Long> pads(Conversion call, List<Long> kernel) {
    String named = call.text("padding", "");
    List<Long> before = new ArrayList<>();
    List<Long> behind = new ArrayList<>();
    List<Long> dilations = call.perAxis("dilation", kernel.size(), 1);
    List<Long> given = named.isEmpty() ? call.perAxis("padding", kernel.size(), 0) : List.of();
    for (int i = 0; i < kernel.size(); i++) {
      long total = named.equals("same") ? dilations.get(i) * (kernel.get(i) - 1) : 0;
      before.add(named.isEmpty() ? given.get(i) : total / 2);
      behind.add(named.isEmpty() ? given.get(i) : total - total / 2);
    }
    before.addAll(behind);
    return before;
  }

  private static String transposed(Conversion call) {
    List<Long> kernel = kernel(call);
    Settings settings =
        window(call, kernel)
            .and("pads", pads(call, kernel))
            .and("output_padding", call.perAxis("output_padding", kernel.size(), 0));
    return call.nodes("ConvTranspose", settings, reads(call, "input", "weight", "bias"), 1).get(0);
  }

  /** ONNX's momentum is what stays of the old statistic, PyTorch's what comes of the new one. */
  private static List<Arg> batchNorm(Conversion call, boolean training) {
    String input = call.tensor("input");
    long channels = channels(call, input);
    List<String> reads =
        List.of(
            input,
            call.optional("weight").orElseGet(() -> filled(call, input, channels, 1)),
            call.optional("bias").orElseGet(() -> filled(call, input, channels, 0)),
            call.optional("running_mean").orElseGet(() -> filled(call, input, channels, 0)),
            call.optional("running_var").orElseGet(() -> filled(call, input, channels, 1)));
    Settings settings =
        Settings.none()
            .and("epsilon", call.real("eps", 1e-5))
            .and("momentum", 1 - call.real("momentum", 0.1));
    if (training) {
      settings.and("training_mode", 1);
    }
    List<String> made = call.nodes("BatchNormalization", settings, reads, training ? 3 : 1);
    return first(call, made.get(0));
  }

  private static long channels(Conversion call, String input) {
    Optional<String> known = call.optional("weight").or(() -> call.optional("running_mean"));
    long channels = known.isPresent() ? call.shape(known.get()).size(0) : call.shape(input).size(1);
    if (channels < 0) {
      throw new NoCounterpart("the number of channels is not known");
    }
    return channels;
  }

  private static String filled(Conversion call, String like, long count, double value) {
    ElementType type = call.sketch().elements(like);
    return call.constant(
        Numbers.filled(
            type.equals(ElementType.UNDEFINED) ? ElementType.FLOAT32 : type,
            Shape.of(count),
            value));
  }

  private static String instanceNorm(Conversion call) {
    if (!call.bool("use_input_stats", true)) {
      return ((Arg.Value) batchNorm(call, false).get(0)).name();
    }
    String input = call.tensor("input");
    long channels = channels(call, input);
    return call.node(
        "InstanceNormalization",
        Settings.none().and("epsilon", call.real("eps", 1e-5)),
        input,
        call.optional("weight").orElseGet(() -> filled(call, input, channels, 1)),
        call.optional("bias").orElseGet(() -> filled(call, input, channels, 0)));
  }

  private static String groupNorm(Conversion call) {
    String input = call.tensor("input");
    long channels = channels(call, input);
    return call.node(
        "GroupNormalization",
        Settings.of("num_groups", call.integer(call.has("group") ? "group" : "num_groups"))
            .and("epsilon", call.real("eps", 1e-5)),
        input,
        call.optional("weight").orElseGet(() -> filled(call, input, channels, 1)),
        call.optional("bias").orElseGet(() -> filled(call, input, channels, 0)));
  }

  private static String scale(Conversion call, String input, List<Long> normalized) {
    return call.optional("weight")
        .orElseGet(
            () ->
                call.constant(
                    Numbers.filled(
                        call.sketch().elements(input).equals(ElementType.UNDEFINED)
                            ? ElementType.FLOAT32
                            : call.sketch().elements(input),
                        Shape.of(normalized.stream().mapToLong(Long::longValue).toArray()),
                        1)));
  }

  private static String layerNorm(Conversion call) {
    String input = call.tensor("input");
    List<Long> normalized = call.ints("normalized_shape");
    List<String> reads = new ArrayList<>(List.of(input, scale(call, input, normalized)));
    call.optional("bias").ifPresent(reads::add);
    Settings settings =
        Settings.of("axis", -normalized.size()).and("epsilon", call.real("eps", 1e-5));
    return call.nodes("LayerNormalization", settings, reads, 1).get(0);
  }

  /** Without an epsilon PyTorch takes the input type's. */
  private static String rmsNorm(Conversion call) {
    String input = call.tensor("input");
    List<Long> normalized = call.ints("normalized_shape");
    Settings settings =
        Settings.of("axis", -normalized.size()).and("epsilon", call.real("eps", Math.ulp(1f)));
    return call.node("RMSNormalization", settings, input, scale(call, input, normalized));
  }

  private static String dropout(Conversion call) {
    String input = call.tensor("input");
    String ratio = call.constant(Numbers.scalar(ElementType.FLOAT32, call.real("p", 0.5)));
    return call.bool("train", false)
        ? call.node("Dropout", input, ratio, call.constant(Numbers.scalar(ElementType.BOOL, 1)))
        : call.node("Dropout", input, ratio);
  }
}
