package io.vitrine.formats.aten;

import io.vitrine.formats.sketch.Arg;
import io.vitrine.model.ElementType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Parts of tensors, and tensors put together. */
final class Selections {
  /** What PyTorch writes for "to the end". */
  private static final long END = Long.MAX_VALUE;

  private static final long MOST_PARTS = 10_000;

  static final Map<String, Entry> ALL =
      new Entry.Family()
          .one("cat concat concatenate", "tensors dim", Selections::cat)
          .one("stack", "tensors dim", Selections::stack)
          .all("split", "self split_size dim", Selections::split)
          .all("split_with_sizes", "self split_sizes dim", Selections::split)
          .all("chunk", "self chunks dim", Selections::chunk)
          .all("unbind", "self dim", Selections::unbind)
          .one("select select_copy", "self dim index", Selections::select)
          .one("slice slice_copy", "self dim start end step", Selections::slice)
          .one("narrow", "self dim start length", Selections::narrow)
          .one("index_select", "self dim index", Selections::indexSelect)
          .one("gather", "self dim index", Selections::gather)
          .one("index", "self indices", Selections::index)
          .one("embedding", "weight indices", Selections::embedding)
          .one("pad constant_pad_nd", "self pad mode value", Selections::pad)
          .one(
              "reflection_pad1d reflection_pad2d reflection_pad3d",
              "self padding",
              call -> pad(call, "reflect"))
          .one(
              "replication_pad1d replication_pad2d replication_pad3d",
              "self padding",
              call -> pad(call, "edge"))
          .one("roll", "self shifts dims", Selections::roll)
          .one("flip", "self dims", Selections::flip)
          .one("tril", "self diagonal", call -> triangle(call, 0))
          .one("triu", "self diagonal", call -> triangle(call, 1))
          .entries();

  private Selections() {}

  private static String self(Conversion call) {
    return call.tensor("self");
  }

  private static String cat(Conversion call) {
    return call.nodes(
            "Concat", Settings.of("axis", call.integer("dim", 0)), call.tensors("tensors"), 1)
        .get(0);
  }

  private static String stack(Conversion call) {
    long axis = call.integer("dim", 0);
    String axes = call.constant(List.of(axis));
    List<String> parts =
        call.tensors("tensors").stream().map(part -> call.node("Unsqueeze", part, axes)).toList();
    return call.nodes("Concat", Settings.of("axis", axis), parts, 1).get(0);
  }

  private static List<Arg> items(List<String> values) {
    return List.of(new Arg.Items(Conversion.results(values)));
  }

  /** By sizes, or by one size for all parts but the last. */
  private static List<Arg> split(Conversion call) {
    int axis = call.axis("dim", 0, self(call));
    String name = call.has("split_sizes") ? "split_sizes" : "split_size";
    if (call.argument(name) instanceof Arg.Items) {
      return items(parts(call, axis, call.ints(name)));
    }
    return items(parts(call, axis, equal(call, axis, call.integer(name))));
  }

  private static List<Long> equal(Conversion call, int axis, long size) {
    long whole = call.shape(self(call)).size(axis);
    if (whole < 0 || size <= 0 || whole / size > MOST_PARTS) {
      throw new NoCounterpart("the number of parts is not known");
    }
    List<Long> sizes = new ArrayList<>();
    for (long left = whole; left > 0; left -= size) {
      sizes.add(Math.min(size, left));
    }
    return sizes;
  }

  private static List<String> parts(Conversion call, int axis, List<Long> sizes) {
    return call.nodes(
        "Split",
        Settings.of("axis", axis),
        List.of(self(call), call.constant(sizes)),
        sizes.size());
  }

  private static List<Arg> chunk(Conversion call) {
    int axis = call.axis("dim", 0, self(call));
    long whole = call.shape(self(call)).size(axis);
    long chunks = call.integer("chunks");
    return items(parts(call, axis, equal(call, axis, (whole + chunks - 1) / chunks)));
  }

  private static List<Arg> unbind(Conversion call) {
    int axis = call.axis("dim", 0, self(call));
    String axes = call.constant(List.of((long) axis));
    return items(
        parts(call, axis, equal(call, axis, 1)).stream()
            .map(part -> call.node("Squeeze", part, axes))
            .toList());
  }

  private static String select(Conversion call) {
    String index = call.constant(Numbers.whole(call.integer("index")));
    return call.node("Gather", Settings.of("axis", call.integer("dim")), self(call), index);
  }

  private static String slice(Conversion call) {
    long step = call.integer("step", 1);
    boolean whole =
        step == 1
            && (!call.has("start") || call.argument("start").equals(new Arg.Int(0)))
            && (!call.has("end") || call.argument("end").equals(new Arg.Int(END)));
    return whole ? self(call) : slice(call, bound(call, "start", 0), bound(call, "end", END), step);
  }

  private static String slice(Conversion call, String start, String end, long step) {
    String axis = call.constant(List.of(call.integer("dim", 0)));
    return call.node("Slice", self(call), start, end, axis, call.constant(List.of(step)));
  }

  private static String bound(Conversion call, String name, long otherwise) {
    return call.has(name)
        ? call.sizes().list(call.sizes().of(name))
        : call.constant(List.of(otherwise));
  }

  private static String narrow(Conversion call) {
    long start = call.integer("start");
    long end = start + call.integer("length");
    return slice(call, call.constant(List.of(start)), call.constant(List.of(end)), 1);
  }

  private static String indexSelect(Conversion call) {
    return call.node(
        "Gather", Settings.of("axis", call.integer("dim")), self(call), call.tensor("index"));
  }

  private static String gather(Conversion call) {
    return call.node(
        "GatherElements",
        Settings.of("axis", call.integer("dim")),
        self(call),
        call.tensor("index"));
  }

  /** Whole numbers along one axis; other ways to index have no single operator. */
  private static String index(Conversion call) {
    List<Arg> indices = call.items("indices");
    int axis = -1;
    String chosen = "";
    for (int i = 0; i < indices.size(); i++) {
      if (indices.get(i) instanceof Arg.Value value) {
        if (axis >= 0) {
          throw new NoCounterpart("indices along several axes");
        }
        axis = i;
        chosen = call.sketch().current(value.name());
      }
    }
    boolean whole = !call.sketch().elements(chosen).isFloat();
    if (axis < 0 || !whole || call.sketch().elements(chosen).equals(ElementType.BOOL)) {
      throw new NoCounterpart("an index that is no list of numbers");
    }
    return call.node("Gather", Settings.of("axis", axis), self(call), chosen);
  }

  private static String embedding(Conversion call) {
    return call.node(
        "Gather", Settings.of("axis", 0), call.tensor("weight"), call.tensor("indices"));
  }

  private static String pad(Conversion call) {
    String mode = call.text("mode", "constant");
    return pad(
        call,
        switch (mode) {
          case "constant" -> "constant";
          case "reflect" -> "reflect";
          case "replicate" -> "edge";
          case "circular" -> "wrap";
          default -> throw new NoCounterpart("padding by " + mode);
        });
  }

  /** PyTorch lists pairs from the last axis on, ONNX all before and then all behind. */
  private static String pad(Conversion call, String mode) {
    List<Long> pairs = call.ints(call.has("padding") ? "padding" : "pad");
    int rank = call.rank(self(call));
    Long[] pads = Collections.nCopies(2 * rank, 0L).toArray(new Long[0]);
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      int axis = rank - 1 - i / 2;
      pads[axis] = pairs.get(i);
      pads[axis + rank] = pairs.get(i + 1);
    }
    List<String> reads = new ArrayList<>(List.of(self(call), call.constant(List.of(pads))));
    if (mode.equals("constant")) {
      reads.add(call.scalar(call.real("value", 0), self(call)));
    }
    return call.nodes("Pad", Settings.of("mode", mode), reads, 1).get(0);
  }

  /** The last elements of each axis go to its front. */
  private static String roll(Conversion call) {
    List<Long> shifts = call.ints("shifts");
    List<Long> axes = call.ints("dims");
    String rolled = self(call);
    for (int i = 0; i < axes.size(); i++) {
      if (shifts.get(i) != 0) {
        String axis = call.constant(List.of(axes.get(i)));
        String cut = call.constant(List.of(-shifts.get(i)));
        String front = call.constant(List.of(0L));
        String end = call.constant(List.of(END));
        String tail = call.node("Slice", rolled, cut, end, axis);
        String head = call.node("Slice", rolled, front, cut, axis);
        rolled = call.node("Concat", Settings.of("axis", axes.get(i)), tail, head);
      }
    }
    return rolled;
  }

  private static String flip(Conversion call) {
    List<Long> axes = call.ints("dims");
    int count = axes.size();
    return call.node(
        "Slice",
        self(call),
        call.constant(Collections.nCopies(count, -1L)),
        call.constant(Collections.nCopies(count, Long.MIN_VALUE)),
        call.constant(axes),
        call.constant(Collections.nCopies(count, -1L)));
  }

  private static String triangle(Conversion call, long upper) {
    String diagonal = call.constant(Numbers.whole(call.integer("diagonal", 0)));
    return call.node("Trilu", Settings.of("upper", upper), self(call), diagonal);
  }
}
