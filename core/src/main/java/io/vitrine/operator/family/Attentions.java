package io.vitrine.operator.family;

import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Keeps;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Count;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.SameShape;
import io.vitrine.operator.shape.ShapeContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Attention: queries (N, heads, T, D), keys (N, heads, S, D), values (N, heads, S, V); or packed,
 * (N, T, heads D).
 */
final class Attentions {
  static final List<Operator> ALL =
      List.of(
          Operator.of("Attention", Category.ATTENTION, "ScaledDotProduct", Attentions::attention)
              .counting((context, found) -> macs(Heads.of(context))),
          Operator.of("LinearAttention", Category.ATTENTION, "LinearAttention", Attentions::linear)
              .counting((context, found) -> linearMacs(context, Heads.of(context))),
          Operator.of("RotaryEmbedding", Category.ATTENTION, "RotaryEmbedding", SameShape::asFirst)
              .reading(Role.CONSTANT, Role.BUFFER, Role.BUFFER, Role.CONSTANT)
              .keeping(Keeps.NOTHING),
          Operator.of(
                  "ai.onnx.preview.FlexAttention",
                  Category.ATTENTION,
                  "FlexAttention",
                  context -> Inferred.of(context.elements(0), Heads.of(context).output()))
              .counting((context, found) -> macs(Heads.of(context))));

  private Attentions() {}

  private static Inferred attention(ShapeContext context) {
    Heads heads = Heads.of(context);
    ElementType elements = context.elements(0);
    return Inferred.of(elements, heads.output())
        .and(context.has(4) ? context.elements(4) : context.elements(1), heads.keys())
        .and(context.has(5) ? context.elements(5) : context.elements(2), heads.values())
        .and(elements, heads.scores());
  }

  private static Inferred linear(ShapeContext context) {
    Heads heads = Heads.of(context);
    Optional<Shape> state =
        Optional.of(Shape.of(heads.batch(), heads.keyHeads(), heads.keySize(), heads.valueSize()));
    ElementType kept = context.has(3) ? context.elements(3) : context.elements(0);
    return Inferred.of(context.elements(0), heads.output()).and(kept, state);
  }

  /** Queries by keys, then weights by values: {@code N heads T S (D + V)}. */
  static OptionalLong macs(Heads heads) {
    OptionalLong scores = Count.elements(heads.scores());
    return Count.times(
        scores, Count.plus(Count.product(heads.keySize()), Count.product(heads.valueSize())));
  }

  /**
   * Each step adds the outer product of key and value to a state of D by V and multiplies the query
   * with it; the delta rules first read what the state holds for the key.
   */
  private static OptionalLong linearMacs(ShapeContext context, Heads heads) {
    boolean delta = context.node().stringOr("update_rule", "gated_delta").contains("delta");
    OptionalLong state =
        Count.product(heads.batch(), heads.queries(), heads.keySize(), heads.valueSize());
    OptionalLong updates = Count.times(Count.product(heads.keyHeads()), delta ? 2 : 1);
    return Count.times(state, Count.plus(updates, Count.product(heads.queryHeads())));
  }
}
