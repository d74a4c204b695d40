package io.vitrine.formats.aten;

import io.vitrine.formats.sketch.Arg;
import io.vitrine.formats.sketch.Sketch;
import io.vitrine.model.Dim;
import io.vitrine.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whole numbers that depend on the sizes of tensors, and the target shapes made of them. */
final class Sizes {
  private static final long COPIED = 0;
  private static final long LEFT_OVER = -1;

  private final Conversion call;

  Sizes(Conversion call) {
    this.call = call;
  }

  static long integer(Arg argument, String name) {
    if (argument instanceof Arg.Int number) {
      return number.value();
    }
    if (argument instanceof Arg.Bool truth) {
      return truth.value() ? 1 : 0;
    }
    throw new NoCounterpart(name + " is no whole number that is known");
  }

  /** A whole number as a tensor of one 64-bit integer. */
  static String vector(Arg size, Sketch sketch, String module) {
    if (size instanceof Arg.Int number) {
      return sketch.constant(Numbers.vector(List.of(number.value())));
    }
    if (size instanceof Arg.Computed number) {
      return sketch.current(number.name());
    }
    if (size instanceof Arg.SizeOf of) {
      String tensor = sketch.current(of.tensor());
      String whole = sketch.node(module, "", "Shape", List.of(tensor), Map.of(), 1).get(0);
      String index = sketch.constant(Numbers.vector(List.of((long) of.axis())));
      return sketch.node(module, "", "Gather", List.of(whole, index), Map.of(), 1).get(0);
    }
    throw new NoCounterpart("a size that is no whole number");
  }

  private String vector(Arg size) {
    return vector(size, call.sketch(), call.module());
  }

  /** What is known of a size. */
  private Dim dim(Arg size) {
    if (size instanceof Arg.Int number && number.value() >= 0) {
      return Dim.of(number.value());
    }
    if (size instanceof Arg.SizeOf of) {
      Optional<Shape> shape = call.sketch().shape(of.tensor());
      return shape.isPresent() && of.axis() < shape.get().rank()
          ? shape.get().dim(of.axis())
          : Dim.unknown();
    }
    return Dim.unknown();
  }

  /**
   * The target of a Reshape. A size that the tensor has at the same place is copied, and one that
   * is not known is what is left over, so that nodes compute a size only where two are not known.
   */
  String target(String tensor, List<Arg> sizes) {
    if (sizes.contains(new Arg.Int(0))) {
      throw new NoCounterpart("a size of 0, which a Reshape copies");
    }
    List<Arg> target = new ArrayList<>();
    Optional<Shape> shape = call.sketch().shape(tensor);
    for (int i = 0; i < sizes.size(); i++) {
      target.add(isSame(sizes.get(i), tensor, shape, i) ? new Arg.Int(COPIED) : sizes.get(i));
    }
    boolean open = target.stream().anyMatch(size -> size.equals(new Arg.Int(LEFT_OVER)));
    for (int i = 0; i < target.size() && !open; i++) {
      if (!(target.get(i) instanceof Arg.Int)) {
        target.set(i, new Arg.Int(LEFT_OVER));
        open = true;
      }
    }
    return list(target);
  }

  /** Whether a tensor has these sizes already; -1 stands for the one that it has. */
  boolean areThoseOf(String tensor, List<Arg> sizes) {
    Optional<Shape> shape = call.sketch().shape(tensor);
    if (shape.isEmpty() || shape.get().rank() != sizes.size()) {
      return false;
    }
    int open = 0;
    for (int i = 0; i < sizes.size(); i++) {
      Arg size = sizes.get(i);
      open += size.equals(new Arg.Int(LEFT_OVER)) ? 1 : 0;
      boolean known =
          size instanceof Arg.Int number && shape.get().dim(i).equals(dimOf(number.value()));
      if (!known && !isSame(size, tensor, shape, i) && !size.equals(new Arg.Int(LEFT_OVER))) {
        return false;
      }
    }
    return open <= 1;
  }

  private static Dim dimOf(long size) {
    return size < 0 ? Dim.unknown() : Dim.of(size);
  }

  private boolean isSame(Arg size, String tensor, Optional<Shape> shape, int axis) {
    if (size instanceof Arg.Int) {
      return false;
    }
    if (size instanceof Arg.SizeOf of && of.axis() == axis && of.tensor().equals(tensor)) {
      return true;
    }
    return shape.isPresent()
        && axis < shape.get().rank()
        && dim(size) instanceof Dim.Symbol symbol
        && symbol.equals(shape.get().dim(axis));
  }

  /** Sizes as one tensor of 64-bit integers. */
  String list(List<Arg> sizes) {
    if (sizes.stream().allMatch(size -> size instanceof Arg.Int)) {
      return call.constant(sizes.stream().map(size -> ((Arg.Int) size).value()).toList());
    }
    List<String> parts = sizes.stream().map(this::vector).toList();
    return parts.size() == 1
        ? parts.get(0)
        : call.nodes("Concat", Settings.of("axis", 0), parts, 1).get(0);
  }

  /** A list of sizes as an argument has it. */
  List<Arg> of(String name) {
    Arg argument = call.argument(name);
    List<Arg> sizes = argument instanceof Arg.Items items ? items.items() : List.of(argument);
    for (Arg size : sizes) {
      boolean whole =
          size instanceof Arg.Int || size instanceof Arg.SizeOf || size instanceof Arg.Computed;
      if (!whole) {
        throw new NoCounterpart(name + " holds what is no size");
      }
    }
    return sizes;
  }
}
