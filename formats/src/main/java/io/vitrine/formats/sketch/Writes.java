package io.vitrine.formats.sketch;

import io.vitrine.model.Attribute;
import io.vitrine.model.Node;
import io.vitrine.model.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes into a part or another form of a tensor. In PyTorch slices, items along an axis, pieces,
 * transposed and reshaped tensors are views: what an operator writes there in place stands in the
 * whole as well. Here the whole is put together anew, from what lies before the part, the part, and
 * what lies behind it, or turned back; other views that were taken of it are taken anew when they
 * are next read ({@link Sketch#current}).
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
      Optional<View> view = sketch.view(value);
      if (view.isPresent()) {
        through(view.get(), now);
        sketch.stays(now, view.get().from(sketch.current(view.get().base())));
      }
      sketch.replace(value, now);
    }
  }

  private void through(View view, String now) {
    Node part = view.node();
    switch (part.operator()) {
      case "Slice" -> slice(view, now);
      case "Gather" -> item(view, now);
      case "Split" -> piece(view, now);
      case "Transpose" -> turned(view, now);
      default -> shaped(view, now);
    }
  }

  /** Inputs of a Slice: data, starts, ends, axes, steps. */
  private void slice(View view, String now) {
    List<String> reads = view.node().inputs();
    Optional<Long> axis = reads.size() == 5 ? number(reads.get(3)) : Optional.empty();
    boolean dense = axis.isPresent() && number(reads.get(4)).filter(step -> step == 1).isPresent();
    if (!dense) {
      throw new IllegalArgumentException("a write into a slice with steps");
    }
    whole(view.base(), axis.get(), reads.get(1), reads.get(2), now);
  }

  /** One item along an axis, its index a constant without dimensions. */
  private void item(View view, String now) {
    long at = sketch.numbers(view.node().inputs().get(1)).orElseThrow().longs()[0];
    long axis = view.node().intOr("axis", 0);
    whole(
        view.base(),
        axis,
        vector(at),
        vector(at == -1 ? END : at + 1),
        node("Unsqueeze", List.of(now, vector(axis)), Map.of()));
  }

  /** One of the pieces along an axis; the others are as they are now. */
  private void piece(View view, String now) {
    String old = sketch.current(view.base());
    List<String> pieces =
        new ArrayList<>(
            sketch.node(
                module,
                "",
                "Split",
                view.from(old).reads(),
                view.node().attributes(),
                view.node().outputs().size()));
    pieces.set(view.output(), now);
    long axis = view.node().intOr("axis", 0);
    put(old, node("Concat", pieces, Map.of("axis", new Attribute.OfInt(axis))));
  }

  private void turned(View view, String now) {
    List<Long> axes = view.node().intsOr("perm", List.of());
    if (axes.isEmpty()) {
      throw new IllegalArgumentException("a write into a transposed tensor of unknown rank");
    }
    List<Long> back = new ArrayList<>();
    for (long axis = 0; axis < axes.size(); axis++) {
      back.add((long) axes.indexOf(axis));
    }
    String old = sketch.current(view.base());
    put(old, node("Transpose", List.of(now), Map.of("perm", new Attribute.OfInts(back))));
  }

  private void shaped(View view, String now) {
    String old = sketch.current(view.base());
    String sizes = node("Shape", List.of(old), Map.of());
    put(old, node("Reshape", List.of(now, sizes), Map.of()));
  }

  private void put(String old, String whole) {
    sketch.holds(whole);
    replace(old, whole);
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
    put(old, node("Concat", pieces, Map.of("axis", new Attribute.OfInt(axis))));
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
