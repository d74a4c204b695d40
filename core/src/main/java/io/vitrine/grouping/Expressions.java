package io.vitrine.grouping;

import static io.vitrine.grouping.pattern.Parts.ofTwo;
import static io.vitrine.grouping.pattern.Parts.withConstant;
import static io.vitrine.grouping.pattern.Pattern.anyOf;
import static io.vitrine.grouping.pattern.Pattern.nothing;
import static io.vitrine.grouping.pattern.Pattern.operator;
import static io.vitrine.grouping.pattern.Pattern.optional;
import static io.vitrine.grouping.pattern.Pattern.parallel;
import static io.vitrine.grouping.pattern.Pattern.repeat;
import static io.vitrine.grouping.pattern.Pattern.serial;

import io.vitrine.grouping.pattern.Kinds;
import io.vitrine.grouping.pattern.Pattern;
import io.vitrine.grouping.pattern.Rule;
import java.util.List;

/** Activations and normalizations that exporters write as arithmetic. */
final class Expressions {
  /** x sigmoid(x), x sigmoid(b x), x hardsigmoid(x). */
  private static final Pattern GATED =
      parallel(serial(optional(withConstant("Mul")), operator("Sigmoid", "HardSigmoid")), nothing())
          .into(ofTwo("Mul"));

  /** x relu6(x + 3) / 6. */
  private static final Pattern HARD_SWISH =
      serial(
          parallel(
                  serial(withConstant("Add"), operator("Clip"), optional(withConstant("Div"))),
                  nothing())
              .into(ofTwo("Mul")),
          optional(withConstant("Div")));

  /** x tanh(softplus(x)). */
  private static final Pattern MISH =
      parallel(serial(operator("Softplus"), operator("Tanh")), nothing()).into(ofTwo("Mul"));

  /** x (1 + erf(x / sqrt(2))) / 2, the half before or after. */
  private static final Pattern GELU =
      serial(
          parallel(
                  serial(
                      withConstant("Div", "Mul"),
                      operator("Erf"),
                      withConstant("Add"),
                      optional(withConstant("Mul"))),
                  optional(withConstant("Mul")))
              .into(ofTwo("Mul")),
          optional(withConstant("Mul")));

  /** x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2. */
  private static final Pattern GELU_TANH =
      serial(
          parallel(
                  serial(
                      parallel(
                              serial(
                                  anyOf(
                                      operator("Pow"),
                                      parallel(
                                              parallel(nothing(), nothing()).into(ofTwo("Mul")),
                                              nothing())
                                          .into(ofTwo("Mul"))),
                                  withConstant("Mul")),
                              nothing())
                          .into(ofTwo("Add")),
                      withConstant("Mul"),
                      operator("Tanh"),
                      withConstant("Add"),
                      optional(withConstant("Mul"))),
                  optional(withConstant("Mul")))
              .into(ofTwo("Mul")),
          optional(withConstant("Mul")));

  private static final Pattern MEAN_SQUARE =
      serial(
          anyOf(operator("Pow"), operator("Mul")),
          operator("ReduceMean"),
          withConstant("Add"),
          operator("Sqrt"),
          optional(operator("Reciprocal")));

  private static final Pattern AFFINE = repeat(withConstant("Mul", "Add"), 0, 2);

  /** (x - mean) / sqrt(variance + epsilon), scaled and moved. */
  private static final Pattern LAYER_NORM =
      serial(
          parallel(operator("ReduceMean"), nothing()).into(ofTwo("Sub")),
          parallel(MEAN_SQUARE, nothing()).into(ofTwo("Div", "Mul")),
          AFFINE);

  private static final Pattern RMS_NORM =
      serial(parallel(MEAN_SQUARE, nothing()).into(ofTwo("Div", "Mul")), AFFINE);

  /** Group norm as an instance norm of reshaped maps. */
  private static final Pattern GROUP_NORM =
      serial(
          withConstant("Reshape"),
          operator("InstanceNormalization"),
          withConstant("Reshape"),
          AFFINE);

  static final List<Rule> RULES =
      List.of(
          Rule.of(Kinds.ACTIVATION, GATED),
          Rule.of(Kinds.ACTIVATION, HARD_SWISH),
          Rule.of(Kinds.ACTIVATION, MISH),
          Rule.of(Kinds.ACTIVATION, GELU),
          Rule.of(Kinds.ACTIVATION, GELU_TANH),
          Rule.of(Kinds.NORMALIZATION, LAYER_NORM),
          Rule.of(Kinds.NORMALIZATION, RMS_NORM),
          Rule.of(Kinds.NORMALIZATION, GROUP_NORM));

  private Expressions() {}
}
