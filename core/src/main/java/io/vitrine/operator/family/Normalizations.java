package io.vitrine.operator.family;

import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.MacRule;
import io.vitrine.operator.shape.SameShape;
import java.util.List;

/** Normalisation over batch, layer, instance or group, and dropout. */
final class Normalizations {
  private static final List<Role> AFFINE = List.of(Role.CONSTANT, Role.WEIGHT, Role.BIAS);

  static final List<Operator> ALL =
      List.of(
          affine(
              "BatchNormalization",
              "BatchNorm%dd",
              List.of(Role.CONSTANT, Role.WEIGHT, Role.BIAS, Role.BUFFER, Role.BUFFER)),
          affine("InstanceNormalization", "InstanceNorm%dd", AFFINE),
          affine("LayerNormalization", "LayerNorm", AFFINE),
          affine("GroupNormalization", "GroupNorm", AFFINE),
          affine("RMSNormalization", "RMSNorm", AFFINE),
          Operator.of("LRN", Category.NORMALIZATION, "LocalResponseNorm", SameShape::asFirst),
          Operator.of(
              "LpNormalization", Category.NORMALIZATION, "LpNormalization", SameShape::asFirst),
          new Operator(
              "Dropout",
              Category.REGULARIZATION,
              "Dropout",
              List.of(Role.CONSTANT, Role.CONSTANT, Role.CONSTANT),
              SameShape::withMask,
              MacRule.NONE));

  private Normalizations() {}

  private static Operator affine(String name, String layerName, List<Role> roles) {
    return new Operator(
        name, Category.NORMALIZATION, layerName, roles, SameShape::asFirst, MacRule.NONE);
  }
}
