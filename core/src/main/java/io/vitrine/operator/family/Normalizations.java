package io.vitrine.operator.family;

import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.SameShape;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.ShapeRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Normalisation over batch, layer, instance or group, and dropout. */
final class Normalizations {
  static final List<Operator> ALL =
      List.of(
          entry("BatchNormalization", "BatchNorm%dd", Normalizations::batchNorm)
              .reading(Role.CONSTANT, Role.WEIGHT, Role.BIAS, Role.BUFFER, Role.BUFFER),
          affine("InstanceNormalization", "InstanceNorm%dd", SameShape::asFirst),
          affine("LayerNormalization", "LayerNorm", Normalizations::layerNorm),
          affine("GroupNormalization", "GroupNorm", SameShape::asFirst),
          affine("RMSNormalization", "RMSNorm", SameShape::asFirst),
          entry("LRN", "LocalResponseNorm", SameShape::asFirst),
          entry("LpNormalization", "LpNormalization", SameShape::asFirst),
          entry("MeanVarianceNormalization", "MeanVarianceNorm", SameShape::asFirst),
          Operator.of("Dropout", Category.REGULARIZATION, "Dropout", SameShape::withMask)
              .reading(Role.CONSTANT, Role.CONSTANT, Role.CONSTANT));

  private Normalizations() {}

  private static Operator entry(String name, String layerName, ShapeRule rule) {
    return Operator.of(name, Category.NORMALIZATION, layerName, rule);
  }

  private static Operator affine(String name, String layerName, ShapeRule rule) {
    return entry(name, layerName, rule).reading(Role.CONSTANT, Role.WEIGHT, Role.BIAS);
  }

  /** The result, then statistics of each channel: two in newer operator sets, four in older. */
  private static Inferred batchNorm(ShapeContext context) {
    Inferred all = SameShape.asFirst(context);
    for (int i = 1; i < context.node().outputs().size(); i++) {
      int statistic = i % 2 == 1 ? 3 : 4;
      all = all.and(context.elements(statistic), context.shape(statistic));
    }
    return all;
  }

  /** The result, then mean and inverse deviation with the normalised axes shrunk to 1. */
  static Inferred layerNorm(ShapeContext context) {
    Optional<Shape> statistics =
        context
            .shape(0)
            .map(
                input -> {
                  int axis = context.axis("axis", -1, input.rank());
                  List<Dim> dims = new ArrayList<>(input.dims());
                  for (int i = axis; i < dims.size(); i++) {
                    dims.set(i, Dim.of(1));
                  }
                  return new Shape(dims);
                });
    ElementType stash = context.elements("stash_type", ElementType.FLOAT32);
    return SameShape.asFirst(context).and(stash, statistics).and(stash, statistics);
  }
}
