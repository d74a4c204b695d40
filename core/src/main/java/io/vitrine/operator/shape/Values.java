package io.vitrine.operator.shape;

import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.operator.size.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The elements of a small tensor, row-major, so far as they are known before anything runs: a
 * target shape, the axes of a reduction, the scales of a resize.
 *
 * @param sizes of its axes; none for a scalar
 * @param elements as many as the sizes' product, {@link #MOST} at most
 */
public record Values(List<Integer> sizes, List<Element> elements) {
  /** Larger tensors are not followed. */
  public static final int MOST = 1024;

  public Values {
    sizes = List.copyOf(sizes);
    elements = List.copyOf(elements);
    if (count(sizes) != elements.size()) {
      throw new IllegalArgumentException(elements.size() + " elements do not fit " + sizes);
    }
  }

  private static long count(List<Integer> sizes) {
    long count = 1;
    for (int size : sizes) {
      count = Math.min(count * size, MOST + 1);
    }
    return count;
  }

  public static Values scalar(Element element) {
    return new Values(List.of(), List.of(element));
  }

  public static Values vector(List<Element> elements) {
    return new Values(List.of(elements.size()), elements);
  }

  /** A shape as the tensor that the operator Shape makes of it. */
  public static Values of(Shape shape) {
    return vector(shape.dims().stream().map(Element::of).toList());
  }

  /** The elements of a constant, empty where it is large or holds no real numbers. */
  public static Optional<Values> of(Tensor tensor) {
    ElementType type = tensor.elements();
    boolean numbers = type.bits() > 0 && !type.name().startsWith("complex");
    if (!numbers || tensor.shape().elements().orElse(MOST + 1) > MOST) {
      return Optional.empty();
    }
    boolean wide = type.equals(ElementType.INT64);
    long[] longs = wide ? tensor.longs() : new long[0];
    List<Element> elements =
        IntStream.range(0, tensor.count())
            .mapToObj(i -> Element.of(wide ? longs[i] : tensor.doubleAt(i)))
            .toList();
    List<Integer> sizes =
        tensor.shape().dims().stream().map(dim -> Math.toIntExact(dim.sizeOr(0))).toList();
    return Optional.of(new Values(sizes, elements));
  }

  /** A tensor of one element everywhere, empty where it would be large or its shape is open. */
  public static Optional<Values> filled(Shape shape, Element element) {
    if (!shape.isKnown() || shape.dims().stream().anyMatch(dim -> dim.sizeOr(0) > MOST)) {
      return Optional.empty();
    }
    return build(shape.dims().stream().map(dim -> (int) dim.sizeOr(0)).toList(), place -> element);
  }

  /** Fills a tensor from a function of each place's indices; empty where it would be large. */
  private static Optional<Values> build(List<Integer> sizes, Function<int[], Element> at) {
    long count = count(sizes);
    if (count > MOST) {
      return Optional.empty();
    }
    List<Element> elements = new ArrayList<>();
    int[] place = new int[sizes.size()];
    for (int i = 0; i < count; i++) {
      int rest = i;
      for (int axis = sizes.size() - 1; axis >= 0; axis--) {
        place[axis] = rest % sizes.get(axis);
        rest /= sizes.get(axis);
      }
      elements.add(at.apply(place));
    }
    return Optional.of(new Values(sizes, elements));
  }

  public int rank() {
    return sizes.size();
  }

  private Element at(int... place) {
    int index = 0;
    for (int axis = 0; axis < place.length; axis++) {
      index = index * sizes.get(axis) + place[axis];
    }
    return elements.get(index);
  }

  /** The element under broadcasting: missing axes in front and axes of size 1 are stretched. */
  private Element stretched(int[] place) {
    int[] own = new int[rank()];
    for (int axis = 0; axis < own.length; axis++) {
      own[axis] = sizes.get(axis) == 1 ? 0 : place[place.length - own.length + axis];
    }
    return at(own);
  }

  /** The numbers, cut to integers; empty unless all are known. */
  public Optional<List<Long>> longs() {
    return doubles().map(list -> list.stream().map(Double::longValue).toList());
  }

  /** The numbers; empty unless all are known. */
  public Optional<List<Double>> doubles() {
    return elements.stream().allMatch(Element::isNumber)
        ? Optional.of(elements.stream().map(e -> ((Element.Known) e).value()).toList())
        : Optional.empty();
  }

  /** The elements as dimensions; negative ones are unknown. */
  public List<Dim> dims() {
    return elements.stream().map(Element::dim).toList();
  }

  /** Each element replaced. */
  public Values map(UnaryOperator<Element> change) {
    return new Values(sizes, elements.stream().map(change).toList());
  }

  /** Each number replaced; symbols become unknown. */
  public Values mapNumbers(UnaryOperator<Double> change) {
    return map(
        element ->
            element instanceof Element.Known number
                ? Element.of(change.apply(number.value()))
                : Element.unknown());
  }

  /**
   * Each element replaced, sizes known by name by what becomes of them; what has no form of its own
   * is unknown.
   */
  public Values map(UnaryOperator<Double> numbers, Function<Size, Optional<Size>> sizes) {
    return map(element -> changed(element, numbers, sizes));
  }

  private static Element changed(
      Element element, UnaryOperator<Double> numbers, Function<Size, Optional<Size>> sizes) {
    if (element instanceof Element.Symbol symbol) {
      try {
        return sizes.apply(symbol.size()).map(Element::of).orElse(Element.unknown());
      } catch (ArithmeticException e) {
        return Element.unknown();
      }
    }
    return element instanceof Element.Known number
        ? Element.of(numbers.apply(number.value()))
        : element;
  }

  /** Fractions cut off; of a size that may be negative, that has no form. */
  public Values truncated() {
    return map(
        number -> (double) (long) (double) number,
        size ->
            size.isWhole() || size.atLeast().orElse(-1) >= 0
                ? Optional.of(size.floor())
                : Optional.empty());
  }

  /** Two tensors element by element, broadcast. */
  public Optional<Values> with(Values other, Arithmetic operator) {
    return broadcast(sizes, other.sizes)
        .flatMap(
            both -> build(both, place -> operator.apply(stretched(place), other.stretched(place))));
  }

  /** This where a condition holds, else another; all three broadcast. */
  public static Optional<Values> choose(Values condition, Values then, Values otherwise) {
    return broadcast(condition.sizes, then.sizes)
        .flatMap(two -> broadcast(two, otherwise.sizes))
        .flatMap(
            all ->
                build(
                    all,
                    place -> {
                      Element chosen = condition.stretched(place);
                      return !chosen.isNumber()
                          ? Element.unknown()
                          : (chosen.is(0) ? otherwise : then).stretched(place);
                    }));
  }

  /** Stretched to a shape; empty where it does not fit. */
  public Optional<Values> expanded(List<Integer> target) {
    return broadcast(sizes, target).flatMap(all -> build(all, this::stretched));
  }

  private static Optional<List<Integer>> broadcast(List<Integer> a, List<Integer> b) {
    int rank = Math.max(a.size(), b.size());
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int left = i < rank - a.size() ? 1 : a.get(i - rank + a.size());
      int right = i < rank - b.size() ? 1 : b.get(i - rank + b.size());
      if (left != right && left != 1 && right != 1) {
        return Optional.empty();
      }
      all.add(left == 1 ? right : left);
    }
    return Optional.of(all);
  }

  /** The same elements under other sizes; empty where they do not fit. */
  public Optional<Values> reshaped(Shape shape) {
    if (!shape.isKnown() || shape.elements().orElse(-1) != elements.size()) {
      return Optional.empty();
    }
    List<Integer> target = shape.dims().stream().map(dim -> (int) dim.sizeOr(0)).toList();
    return Optional.of(new Values(target, elements));
  }

  /** Axes exchanged: axis {@code i} of the result is axis {@code order[i]} of this. */
  public Optional<Values> transposed(List<Integer> order) {
    return build(
        order.stream().map(sizes::get).toList(),
        place -> {
          int[] own = new int[place.length];
          for (int i = 0; i < place.length; i++) {
            own[order.get(i)] = place[i];
          }
          return at(own);
        });
  }

  /** What a range takes of an axis. */
  public Optional<Values> sliced(int axis, SliceRange range) {
    List<Integer> taken = range.places(sizes.get(axis));
    return replaced(axis, List.of(taken.size()), taken);
  }

  /** Slices of an axis by numbers, negative ones from the end; empty where one is not known. */
  public Optional<Values> gathered(int axis, Values indices) {
    int size = sizes.get(axis);
    return indices
        .longs()
        .filter(all -> size > 0 && all.stream().allMatch(i -> i >= -size && i < size))
        .flatMap(
            all ->
                replaced(
                    axis, indices.sizes, all.stream().map(i -> Math.floorMod(i, size)).toList()));
  }

  /** The axis replaced by others, whose places show given places of it. */
  private Optional<Values> replaced(int axis, List<Integer> instead, List<Integer> shown) {
    List<Integer> target = new ArrayList<>(sizes.subList(0, axis));
    target.addAll(instead);
    target.addAll(sizes.subList(axis + 1, rank()));
    return build(
        target,
        place -> {
          int[] own = new int[rank()];
          int flat = 0;
          for (int i = 0; i < instead.size(); i++) {
            flat = flat * instead.get(i) + place[axis + i];
          }
          System.arraycopy(place, 0, own, 0, axis);
          own[axis] = shown.get(flat);
          System.arraycopy(place, axis + instead.size(), own, axis + 1, rank() - axis - 1);
          return at(own);
        });
  }

  /** Tensors of equal rank one behind the other along an axis. */
  public static Optional<Values> joined(int axis, List<Values> parts) {
    List<Integer> target = new ArrayList<>(parts.get(0).sizes);
    target.set(axis, parts.stream().mapToInt(part -> part.sizes.get(axis)).sum());
    return build(
        target,
        place -> {
          int[] own = place.clone();
          int part = 0;
          while (own[axis] >= parts.get(part).sizes.get(axis)) {
            own[axis] -= parts.get(part++).sizes.get(axis);
          }
          return parts.get(part).at(own);
        });
  }
}
