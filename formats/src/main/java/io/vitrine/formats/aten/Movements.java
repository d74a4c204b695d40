package io.vitrine.formats.aten;

import io.vitrine.formats.sketch.Arg;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** Shapes, axes and types of tensors. */
final class Movements {
  static final Map<String, Entry> ALL =
      new Entry.Family()
          .one("view reshape _unsafe_view", "self size", Movements::view)
          .one("flatten", "self start_dim end_dim", Movements::flatten)
          .one("unflatten", "self dim sizes", Movements::unflatten)
          .one("squeeze", "self dim", Movements::squeeze)
          .one("unsqueeze", "self dim", Movements::unsqueeze)
          .one("permute", "self dims", call -> transpose(call, call.ints("dims")))
          .one("transpose swapaxes", "self dim0 dim1", Movements::swap)
          .one("movedim moveaxis", "self source destination", Movements::moved)
          .one("t", "self", Movements::flip)
          .one("numpy_T mT", "self", Movements::flip)
          .one("expand", "self size", call -> expand(call, call.sizes().of("size")))
          .one("expand_as", "self other", Movements::expandAs)
          .one("repeat", "self repeats", Movements::repeat)
          .one(
              "detach alias lift_fresh detach_ resolve_conj resolve_neg",
              "self",
              call -> call.tensor("self"))
          .one("clone lift_fresh_copy view_as_real_copy", "self", Movements::copied)
          .one(
              "contiguous",
              "self",
              call -> call.sketch().isDense(self(call)) ? self(call) : copied(call))
          .one("to", "self dtype", Movements::converted)
          .one("_to_copy", "self", Movements::converted)
          .one("float", "self", call -> cast(call, ElementType.FLOAT32))
          .one("pixel_shuffle", "self upscale_factor", Movements::pixelShuffle)
          .entries();

  private Movements() {}

  /** The axes named go where they are told, the others stay in order around them. */
  private static String moved(Conversion call) {
    int rank = call.rank(self(call));
    List<Long> from = call.ints("source").stream().map(a -> a < 0 ? a + rank : a).toList();
    List<Long> to = call.ints("destination").stream().map(a -> a < 0 ? a + rank : a).toList();
    List<Long> others =
        new ArrayList<>(LongStream.range(0, rank).filter(a -> !from.contains(a)).boxed().toList());
    List<Long> order = new ArrayList<>();
    for (long axis = 0; axis < rank; axis++) {
      int moved = to.indexOf(axis);
      order.add(moved < 0 ? others.remove(0) : from.get(moved));
    }
    return transpose(call, order);
  }

  private static String self(Conversion call) {
    return call.tensor("self");
  }

  private static String copied(Conversion call) {
    return call.sketch().copy(call.module(), self(call));
  }

  private static String reshape(Conversion call, List<Arg> sizes) {
    return call.sizes().areThoseOf(self(call), sizes)
        ? self(call)
        : call.node("Reshape", self(call), call.sizes().target(self(call), sizes));
  }

  private static String view(Conversion call) {
    String name = call.has("shape") ? "shape" : "size";
    if (!call.has(name)) {
      throw new NoCounterpart("a view as another type");
    }
    return reshape(call, call.sizes().of(name));
  }

  private static String flatten(Conversion call) {
    long start = call.integer("start_dim", 0);
    long end = call.integer("end_dim", -1);
    Optional<Shape> shape = call.sketch().shape(self(call));
    boolean last = end == -1 || shape.filter(s -> end == s.rank() - 1).isPresent();
    if (start == 1 && last && shape.filter(s -> s.rank() < 2).isEmpty()) {
      return call.node("Flatten", Settings.of("axis", 1), self(call));
    }
    int rank = call.rank(self(call));
    int from = (int) (start < 0 ? start + rank : start);
    int to = (int) (end < 0 ? end + rank : end);
    List<Arg> sizes = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      if (axis < from || axis > to) {
        sizes.add(new Arg.SizeOf(self(call), axis));
      } else if (axis == from) {
        sizes.add(new Arg.Int(-1));
      }
    }
    return reshape(call, behind(call, sizes, from));
  }

  /** Sizes behind the flattened axes stand at other places; known ones are said. */
  private static List<Arg> behind(Conversion call, List<Arg> sizes, int flattened) {
    List<Arg> known = new ArrayList<>(sizes.subList(0, flattened + 1));
    for (Arg size : sizes.subList(flattened + 1, sizes.size())) {
      Arg.SizeOf of = (Arg.SizeOf) size;
      known.add(call.sketch().size(of.tensor(), of.axis()));
    }
    return known;
  }

  private static String unflatten(Conversion call) {
    int axis = call.axis("dim", 0, self(call));
    int rank = call.rank(self(call));
    List<Arg> sizes = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      if (i == axis) {
        sizes.addAll(call.sizes().of("sizes"));
      } else {
        sizes.add(call.sketch().size(self(call), i));
      }
    }
    return reshape(call, sizes);
  }

  /** Only axes of size 1 are left out; PyTorch keeps others without a word. */
  private static String squeeze(Conversion call) {
    List<Long> axes = call.ints("dim");
    if (axes.isEmpty()) {
      return call.node("Squeeze", self(call));
    }
    Optional<Shape> shape = call.sketch().shape(self(call));
    List<Long> ones =
        axes.stream()
            .filter(axis -> shape.isEmpty() || isOne(shape.get(), Math.toIntExact(axis)))
            .toList();
    return ones.isEmpty() ? self(call) : call.node("Squeeze", self(call), call.constant(ones));
  }

  private static boolean isOne(Shape shape, int axis) {
    return shape.size(axis) == 1 || !shape.dim(axis).isKnown();
  }

  private static String unsqueeze(Conversion call) {
    return call.node("Unsqueeze", self(call), call.constant(List.of(call.integer("dim"))));
  }

  private static String transpose(Conversion call, List<Long> order) {
    int rank = order.size();
    List<Long> fromFront = order.stream().map(axis -> axis < 0 ? axis + rank : axis).toList();
    return call.node("Transpose", Settings.of("perm", fromFront), self(call));
  }

  private static String swap(Conversion call) {
    int rank = call.rank(self(call));
    List<Long> order = new ArrayList<>(LongStream.range(0, rank).boxed().toList());
    Collections.swap(order, call.axis("dim0", 0, self(call)), call.axis("dim1", 0, self(call)));
    return transpose(call, order);
  }

  /** The last two axes change places. */
  private static String flip(Conversion call) {
    int rank = call.rank(self(call));
    if (rank < 2) {
      return self(call);
    }
    List<Long> order = new ArrayList<>(LongStream.range(0, rank).boxed().toList());
    Collections.swap(order, rank - 1, rank - 2);
    return transpose(call, order);
  }

  /** Where PyTorch writes -1 for a size that stays, ONNX writes 1. */
  private static String expand(Conversion call, List<Arg> sizes) {
    if (call.sizes().areThoseOf(self(call), sizes)) {
      return self(call);
    }
    List<Arg> target =
        sizes.stream().map(size -> size.equals(new Arg.Int(-1)) ? new Arg.Int(1) : size).toList();
    return call.node("Expand", self(call), call.sizes().list(target));
  }

  private static String expandAs(Conversion call) {
    return call.node("Expand", self(call), call.node("Shape", call.tensor("other")));
  }

  private static String repeat(Conversion call) {
    List<Arg> repeats = call.sizes().of("repeats");
    int more = repeats.size() - call.rank(self(call));
    String input = self(call);
    if (more > 0) {
      List<Long> axes = LongStream.range(0, more).boxed().toList();
      input = call.node("Unsqueeze", input, call.constant(axes));
    }
    return call.node("Tile", input, call.sizes().list(repeats));
  }

  private static String cast(Conversion call, ElementType type) {
    return Pointwise.cast(call, self(call), type);
  }

  /** A change of the device or of the memory's format changes nothing here. */
  private static String converted(Conversion call) {
    Optional<ElementType> type = call.elementType("dtype").or(() -> call.elementType("argument2"));
    boolean alike = call.argument("dtype") instanceof Arg.Value;
    if (alike) {
      return cast(call, call.sketch().elements(call.tensor("dtype")));
    }
    return type.map(found -> cast(call, found)).orElseGet(() -> self(call));
  }

  private static String pixelShuffle(Conversion call) {
    Settings settings = Settings.of("blocksize", call.integer("upscale_factor")).and("mode", "CRD");
    return call.node("DepthToSpace", settings, self(call));
  }
}
