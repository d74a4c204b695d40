package io.vitrine.formats.sketch;

import io.vitrine.model.Attribute;
import io.vitrine.model.Node;
import io.vitrine.model.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes into a part of a tensor. In PyTorch a slice or one item along an axis is a view: what an
 * operator writes there in place stands in the whole as well. Here the whole is put together anew
 * from what lies before the part, the part, and what lies behind it.
 *
 * <p>Other parts that were taken from the whole before the write keep what they had.
 */
public final class Writes {
  private static final long END = Long.MAX_VALUE;

  private final Sketch sketch;
  private final String module;

  private Writes(Sketch sketch, String module) {
    this.sketch = sketch;
    this.module = module;
  }

  /**
   * Says that where a value was there is another now, in all that the value is a part of too.
   *
   * @throws IllegalArgumentException where that cannot be said; then nothing is replaced
   */
  public static void replace(Sketch sketch, String module, String value, String now) {
    new Writes(sketch, module).replace(value, now);
  }

  /** The whole comes first, so that nothing is replaced where it cannot be put together. */
  private void replace(String value, String now) {
    if (!value.equals(now)) {
      sketch.maker(value).ifPresent(part -> through(part, now));
      sketch.replace(value, now);
    }
  }

  private void through(Node part, String now) {
    if (part.operator().equals("Slice") && part.inputs().size() == 5) {
      slice(part, now);
    } else if (part.operator().equals("Gather")) {
      item(part, now);
    }
  }

  /** Inputs of a Slice: data, starts, ends, axes, steps. */
  private void slice(Node part, String now) {
    Optional<Long> axis = number(part.inputs().get(3));
    boolean dense = number(part.inputs().get(4)).filter(step -> step == 1).isPresent();
    if (axis.isEmpty() || !dense) {
      throw new IllegalArgumentException("a write into a slice with steps");
    }
    whole(part.inputs().get(0), axis.get(), part.inputs().get(1), part.inputs().get(2), now);
  }

  /** One item along an axis, its index a constant without dimensions. */
  private void item(Node part, String now) {
    Optional<Tensor> index =
        sketch.numbers(part.inputs().get(1)).filter(t -> t.shape().rank() == 0);
    if (index.isPresent()) {
      long at = index.get().longs()[0];
      long axis = part.intOr("axis", 0);
      whole(
          part.inputs().get(0),
          axis,
          vector(at),
          vector(at == -1 ? END : at + 1),
          node("Unsqueeze", List.of(now, vector(axis)), Map.of()));
    }
  }

  private void whole(String data, long axis, String start, String end, String part) {
    String old = sketch.current(data);
    List<String> pieces = new ArrayList<>();
    if (number(start).filter(s -> s == 0).isEmpty()) {
      pieces.add(between(old, axis, vector(0), start));
    }
    pieces.add(part);
    if (number(end).filter(e -> e == END).isEmpty()) {
      pieces.add(between(old, axis, end, vector(END)));
    }
    replace(old, node("Concat", pieces, Map.of("axis", new Attribute.OfInt(axis))));
  }

  private String between(String data, long axis, String from, String to) {
    return node("Slice", List.of(data, from, to, vector(axis), vector(1)), Map.of());
  }

  private String vector(long value) {
    return sketch.constant(Tensor.of(new long[] {value}, 1));
  }

  private String node(String operator, List<String> reads, Map<String, Attribute> attributes) {
    return sketch.node(module, "", operator, reads, attributes, 1).get(0);
  }

  private Optional<Long> number(String value) {
    return sketch
        .numbers(value)
        .filter(tensor -> tensor.count() == 1)
        .map(tensor -> tensor.longs()[0]);
  }
}
