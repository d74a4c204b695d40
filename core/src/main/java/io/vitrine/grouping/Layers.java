package io.vitrine.grouping;

import static io.vitrine.grouping.pattern.Parts.activation;
import static io.vitrine.grouping.pattern.Parts.affine;
import static io.vitrine.grouping.pattern.Parts.dropout;
import static io.vitrine.grouping.pattern.Parts.normalization;
import static io.vitrine.grouping.pattern.Parts.rearrangings;
import static io.vitrine.grouping.pattern.Parts.withConstant;
import static io.vitrine.grouping.pattern.Pattern.anyOf;
import static io.vitrine.grouping.pattern.Pattern.category;
import static io.vitrine.grouping.pattern.Pattern.kind;
import static io.vitrine.grouping.pattern.Pattern.operator;
import static io.vitrine.grouping.pattern.Pattern.optional;
import static io.vitrine.grouping.pattern.Pattern.serial;

import io.vitrine.grouping.pattern.Kinds;
import io.vitrine.grouping.pattern.Pattern;
import io.vitrine.grouping.pattern.Rule;
import io.vitrine.operator.entry.Category;
import java.util.List;

/** Layers as people count them: what computes with what only refines its result. */
final class Layers {
  private static final Pattern REFINED =
      serial(
          optional(anyOf(normalization(), affine())),
          optional(serial(activation(), optional(affine()))),
          dropout());

  private static final Pattern UPSAMPLING =
      serial(
          anyOf(operator("ConvTranspose").taking(1), operator("Resize", "Upsample", "MaxUnpool")),
          REFINED);

  private static final Pattern CONVOLUTION =
      serial(category(Category.CONVOLUTION).taking(1), optional(withConstant("Add")), REFINED);

  private static final Pattern LINEAR =
      serial(
          category(Category.LINEAR).taking(1),
          optional(withConstant("Add")),
          optional(operator("BatchNormalization")),
          optional(activation()),
          dropout());

  private static final Pattern MEAN =
      operator("ReduceMean", "ReduceMax")
          .where(c -> c.inputShape(0).map(shape -> shape.rank() >= 3).orElse(false));

  private static final Pattern EMBEDDING =
      serial(
          operator("Gather")
              .where(c -> c.node().input(0).isPresent() && c.dataInputs() == 1)
              .where(c -> c.inputShape(0).map(s -> s.rank() == 2 && s.isKnown()).orElse(false))
              .where(c -> c.outputShape().map(s -> s.rank() >= 3).orElse(false)),
          optional(withConstant("Add")));

  /** Pieces of an image as a sequence: a convolution, perhaps a class token, positions. */
  private static final Pattern PATCHES =
      serial(
          kind(Kinds.CONVOLUTION),
          rearrangings(5),
          optional(operator("Concat").taking(1)),
          withConstant("Add"));

  private static final Pattern RECURRENT =
      serial(rearrangings(2), category(Category.RECURRENT), rearrangings(5));

  static final List<Rule> RULES =
      List.of(
          Rule.of(Kinds.UPSAMPLING, UPSAMPLING),
          Rule.of(Kinds.CONVOLUTION, CONVOLUTION),
          Rule.of(Kinds.LINEAR, LINEAR),
          Rule.of(Kinds.EMBEDDING, EMBEDDING),
          Rule.of(Kinds.EMBEDDING, PATCHES),
          Rule.of(Kinds.RECURRENT, RECURRENT),
          Rule.of(Kinds.POOLING, category(Category.POOLING)),
          Rule.of(Kinds.POOLING, MEAN));

  /** What no block has taken. */
  static final List<Rule> LEFT_OVER =
      List.of(
          Rule.of(Kinds.NORMALIZATION, serial(normalization(), optional(activation()))),
          Rule.of(Kinds.ACTIVATION, activation()),
          Rule.of(Kinds.SOFTMAX, operator("Softmax", "LogSoftmax")));

  private Layers() {}
}
