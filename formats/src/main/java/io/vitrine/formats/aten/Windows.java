package io.vitrine.formats.aten;

import io.vitrine.formats.sketch.Arg;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Pools and resizing. */
final class Windows {
  private static final String MAX = "self kernel_size stride padding dilation ceil_mode";
  private static final String AVERAGE =
      "self kernel_size stride padding ceil_mode count_include_pad divisor_override";

  static final Map<String, Entry> ALL =
      new Entry.Family()
          .one("max_pool1d", MAX, call -> maxPool(call, 1))
          .one("max_pool2d", MAX, call -> maxPool(call, 2))
          .one("max_pool3d", MAX, call -> maxPool(call, 3))
          .all("max_pool2d_with_indices", MAX, call -> Layers.first(call, maxPool(call, 2)))
          .all("max_pool3d_with_indices", MAX, call -> Layers.first(call, maxPool(call, 3)))
          .one("avg_pool1d", AVERAGE, call -> averagePool(call, 1))
          .one("avg_pool2d", AVERAGE, call -> averagePool(call, 2))
          .one("avg_pool3d", AVERAGE, call -> averagePool(call, 3))
          .one("adaptive_avg_pool1d", "self output_size", call -> adaptive(call, 1, "Average"))
          .one(
              "adaptive_avg_pool2d _adaptive_avg_pool2d",
              "self output_size",
              call -> adaptive(call, 2, "Average"))
          .one(
              "adaptive_avg_pool3d _adaptive_avg_pool3d",
              "self output_size",
              call -> adaptive(call, 3, "Average"))
          .all("adaptive_max_pool1d", "self output_size", call -> adaptiveMax(call, 1))
          .all("adaptive_max_pool2d", "self output_size", call -> adaptiveMax(call, 2))
          .all("adaptive_max_pool3d", "self output_size", call -> adaptiveMax(call, 3))
          .one(
              "upsample_nearest1d upsample_nearest2d upsample_nearest3d",
              "self output_size scale_factors",
              call -> resize(call, nearest("floor")))
          .one(
              "_upsample_nearest_exact1d _upsample_nearest_exact2d _upsample_nearest_exact3d",
              "self output_size scale_factors",
              call -> resize(call, nearest("round_prefer_ceil")))
          .one(
              "upsample_linear1d upsample_bilinear2d upsample_trilinear3d",
              "self output_size align_corners scale_factors",
              call -> resize(call, smooth(call, "linear")))
          .one(
              "upsample_bicubic2d",
              "self output_size align_corners scale_factors",
              call -> resize(call, smooth(call, "cubic").and("cubic_coeff_a", -0.75)))
          .entries();

  private Windows() {}

  /** Kernel, stride (the kernel's where none is given) and the padding on both sides. */
  private static Settings window(Conversion call, int axes) {
    List<Long> kernel = call.perAxis("kernel_size", axes, 1);
    List<Long> padding = call.perAxis("padding", axes, 0);
    List<Long> pads = new ArrayList<>(padding);
    pads.addAll(padding);
    boolean strided = !call.ints("stride").isEmpty();
    Settings settings =
        Settings.of("kernel_shape", kernel)
            .and("strides", strided ? call.perAxis("stride", axes, 1) : kernel)
            .and("pads", pads);
    return call.bool("ceil_mode", false) ? settings.and("ceil_mode", 1) : settings;
  }

  private static String maxPool(Conversion call, int axes) {
    String input = batch(call, axes);
    Settings settings = window(call, axes);
    List<Long> dilations = call.perAxis("dilation", axes, 1);
    return call.node("MaxPool", settings.and("dilations", dilations), input);
  }

  private static String averagePool(Conversion call, int axes) {
    if (call.has("divisor_override")) {
      throw new NoCounterpart("a divisor of its own");
    }
    boolean padded = call.bool("count_include_pad", true);
    Settings settings = window(call, axes).and("count_include_pad", padded ? 1 : 0);
    return call.node("AveragePool", settings, batch(call, axes));
  }

  /** The input, which must be a batch of images with channels where its rank is known. */
  private static String batch(Conversion call, int axes) {
    String input = call.tensor("self");
    if (call.sketch().shape(input).filter(shape -> shape.rank() != axes + 2).isPresent()) {
      throw new NoCounterpart("an image without a batch");
    }
    return input;
  }

  private static List<Arg> adaptiveMax(Conversion call, int axes) {
    return Layers.first(call, adaptive(call, axes, "Max"));
  }

  /** A pool to a given size: over everything, or over windows where these are all alike. */
  private static String adaptive(Conversion call, int axes, String kind) {
    String input = batch(call, axes);
    List<Long> target = call.perAxis("output_size", axes, 1);
    if (target.stream().allMatch(size -> size == 1)) {
      return call.node("Global" + kind + "Pool", input);
    }
    Shape shape = call.shape(input);
    List<Long> kernel = new ArrayList<>();
    for (int i = 0; i < axes; i++) {
      long size = shape.size(i + 2);
      if (size <= 0 || target.get(i) <= 0 || size % target.get(i) != 0) {
        throw new NoCounterpart("windows of different sizes");
      }
      kernel.add(size / target.get(i));
    }
    return call.node(
        kind + "Pool", Settings.of("kernel_shape", kernel).and("strides", kernel), input);
  }

  private static Settings nearest(String rounding) {
    String place = rounding.equals("floor") ? "asymmetric" : "half_pixel";
    return Settings.of("mode", "nearest")
        .and("coordinate_transformation_mode", place)
        .and("nearest_mode", rounding);
  }

  private static Settings smooth(Conversion call, String mode) {
    boolean corners = call.bool("align_corners", false);
    return Settings.of("mode", mode)
        .and("coordinate_transformation_mode", corners ? "align_corners" : "pytorch_half_pixel");
  }

  /** By factors where these are given, else to a size; the batch and the channels stay. */
  private static String resize(Conversion call, Settings settings) {
    String input = call.tensor("self");
    int axes = call.rank(input) - 2;
    List<Arg> factors = call.items("scale_factors");
    if (!factors.isEmpty()) {
      float[] scales = new float[axes + 2];
      scales[0] = 1;
      scales[1] = 1;
      for (int i = 0; i < axes; i++) {
        scales[i + 2] = factor(factors.get(Math.min(i, factors.size() - 1)));
      }
      return call.node("Resize", settings, input, "", call.constant(Tensor.of(scales, axes + 2)));
    }
    List<Long> spatial = LongStream.range(2, axes + 2).boxed().toList();
    List<Arg> sizes = call.sizes().of("output_size");
    List<Arg> all = sizes.size() == axes ? sizes : Collections.nCopies(axes, sizes.get(0));
    return call.node(
        "Resize", settings.and("axes", spatial), input, "", "", call.sizes().list(all));
  }

  private static float factor(Arg factor) {
    if (factor instanceof Arg.Real real) {
      return (float) real.value();
    }
    return Sizes.integer(factor, "scale_factors");
  }
}
