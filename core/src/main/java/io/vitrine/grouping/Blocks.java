package io.vitrine.grouping;

import static io.vitrine.grouping.pattern.Parts.activation;
import static io.vitrine.grouping.pattern.Parts.convolution;
import static io.vitrine.grouping.pattern.Parts.depthwise;
import static io.vitrine.grouping.pattern.Parts.dropout;
import static io.vitrine.grouping.pattern.Parts.normalization;
import static io.vitrine.grouping.pattern.Parts.ofTwo;
import static io.vitrine.grouping.pattern.Parts.pointwise;
import static io.vitrine.grouping.pattern.Parts.rearrangings;
import static io.vitrine.grouping.pattern.Parts.squeezeExcite;
import static io.vitrine.grouping.pattern.Parts.weighted;
import static io.vitrine.grouping.pattern.Pattern.any;
import static io.vitrine.grouping.pattern.Pattern.anyOf;
import static io.vitrine.grouping.pattern.Pattern.branches;
import static io.vitrine.grouping.pattern.Pattern.kind;
import static io.vitrine.grouping.pattern.Pattern.nothing;
import static io.vitrine.grouping.pattern.Pattern.operator;
import static io.vitrine.grouping.pattern.Pattern.optional;
import static io.vitrine.grouping.pattern.Pattern.parallel;
import static io.vitrine.grouping.pattern.Pattern.repeat;
import static io.vitrine.grouping.pattern.Pattern.serial;

import io.vitrine.grouping.pattern.Candidate;
import io.vitrine.grouping.pattern.Kinds;
import io.vitrine.grouping.pattern.Pattern;
import io.vitrine.grouping.pattern.Rule;
import java.util.List;

/** The blocks that convolutional networks repeat. */
final class Blocks {
  private static final Pattern GATE =
      parallel(
              serial(
                  kind(Kinds.POOLING),
                  rearrangings(3),
                  weighted(),
                  optional(activation()),
                  weighted(),
                  optional(activation()),
                  rearrangings(3)),
              nothing())
          .into(ofTwo("Mul"));

  /** 1 x 1 to more channels, one filter a channel, 1 x 1 to fewer without an activation. */
  private static final Pattern INVERTED =
      serial(
          pointwise(),
          depthwise(),
          squeezeExcite(),
          pointwise().where(c -> !c.isActivated()),
          dropout());

  private static final Pattern SEPARABLE = serial(depthwise(), squeezeExcite(), pointwise());

  private static final Pattern SHORTCUT =
      anyOf(nothing(), convolution(), serial(kind(Kinds.POOLING), convolution()));

  private static final Pattern BOTTLENECK =
      serial(
          parallel(
                  serial(pointwise(), convolution(), squeezeExcite(), pointwise(), squeezeExcite()),
                  SHORTCUT)
              .into(ofTwo("Add")),
          optional(activation()));

  private static final Pattern BASIC =
      serial(
          parallel(serial(convolution(), convolution(), squeezeExcite()), SHORTCUT)
              .into(ofTwo("Add")),
          optional(activation()));

  private static final Pattern FORK =
      branches(repeat(convolution(), 1, 3), 2).into(operator("Concat"));

  /** Branches of convolutions and pools, after a 1 x 1 in a fire module, or right from a value. */
  private static final Pattern INCEPTION =
      anyOf(
          serial(pointwise(), FORK),
          branches(repeat(anyOf(convolution(), kind(Kinds.POOLING), FORK), 1, 8), 2)
              .into(operator("Concat")));

  private static final Pattern DENSE_LAYER =
      serial(
          optional(operator("Concat")),
          normalization(),
          optional(activation()),
          convolution(),
          convolution());

  private static final Pattern DENSE_BLOCK =
      serial(repeat(kind(Kinds.DENSE_LAYER), 2, 200), operator("Concat"));

  private static final Pattern TRANSITION =
      serial(normalization(), optional(activation()), convolution(), kind(Kinds.POOLING));

  private static final Pattern UP =
      serial(
          kind(Kinds.UPSAMPLING),
          optional(convolution()),
          rearrangings(2),
          ofTwo("Concat"),
          repeat(activated(), 1, 4));

  private static final Pattern DOWN = serial(kind(Kinds.POOLING), repeat(activated(), 1, 4));

  private static final Pattern RESIDUAL =
      serial(
          branches(repeat(any(), 0, 14), 2).into(operator("Add", "Sum")), optional(activation()));

  static final List<Rule> RULES =
      List.of(
          Rule.of(Kinds.SQUEEZE_EXCITE, GATE),
          Rule.of(Kinds.INVERTED_RESIDUAL, parallel(INVERTED, nothing()).into(ofTwo("Add"))),
          Rule.of(Kinds.INVERTED_RESIDUAL, INVERTED),
          Rule.of(Kinds.SEPARABLE, parallel(SEPARABLE, nothing()).into(ofTwo("Add"))),
          Rule.of(Kinds.SEPARABLE, SEPARABLE),
          Rule.of(Kinds.BOTTLENECK, BOTTLENECK),
          Rule.of(Kinds.BASIC_BLOCK, BASIC),
          Rule.of(Kinds.INCEPTION, INCEPTION),
          Rule.of(Kinds.DENSE_LAYER, DENSE_LAYER).open(),
          Rule.of(Kinds.DENSE_BLOCK, DENSE_BLOCK),
          Rule.of(Kinds.TRANSITION, TRANSITION).onlyBeside(Kinds.DENSE_BLOCK),
          Rule.of(Kinds.UNET_UP, UP).open(),
          Rule.of(Kinds.UNET_DOWN, DOWN).onlyBeside(Kinds.UNET_UP));

  static final List<Rule> LEFT_OVER = List.of(Rule.of(Kinds.RESIDUAL, RESIDUAL));

  private Blocks() {}

  private static Pattern activated() {
    return convolution().where(Candidate::isActivated);
  }
}
