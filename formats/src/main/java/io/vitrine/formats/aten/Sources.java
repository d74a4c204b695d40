package io.vitrine.formats.aten;

import io.vitrine.formats.sketch.Arg;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.util.List;
import java.util.Map;

/** Tensors made of numbers, and the sizes of tensors. */
final class Sources {
  private static final long MOST_FOLDED = 1 << 16;

  static final Map<String, Entry> ALL =
      new Entry.Family()
          .one("arange", "end", Sources::arange)
          .one("zeros", "size dtype", call -> filled(call, 0))
          .one("ones", "size dtype", call -> filled(call, 1))
          .one("full", "size fill_value dtype", call -> filled(call, call.real("fill_value", 0)))
          .one("new_zeros", "self size dtype", call -> filled(call, 0))
          .one("new_ones", "self size dtype", call -> filled(call, 1))
          .one(
              "new_full",
              "self size fill_value dtype",
              call -> filled(call, call.real("fill_value", 0)))
          .one("zeros_like", "self dtype", call -> like(call, 0))
          .one("ones_like", "self dtype", call -> like(call, 1))
          .one("fill", "self value", call -> written(call, value(call)))
          .one("zero", "self", call -> like(call, 0))
          .one("copy", "self src non_blocking", call -> written(call, call.tensor("src")))
          .one("full_like", "self fill_value dtype", call -> like(call, call.real("fill_value", 0)))
          .one("scalar_tensor", "s dtype", call -> scalar(call, ElementType.FLOAT32))
          .one("tensor", "s dtype", call -> scalar(call, usual(call.argument("s"))))
          .all("sym_size", "self dim", Sources::size)
          .entries();

  private Sources() {}

  private static ElementType type(Conversion call, ElementType otherwise) {
    return call.elementType("dtype").orElse(otherwise);
  }

  /** Whole numbers from a start on; PyTorch's forms have the end first where it stands alone. */
  private static String arange(Conversion call) {
    boolean one = !call.has("start") && !call.has("argument1");
    Arg start = call.has("start") ? call.argument("start") : new Arg.Int(0);
    Arg end = call.argument("end");
    if (!one && !call.has("start")) {
      start = end;
      end = call.argument("argument1");
    }
    long step = call.integer("step", 1);
    if (start instanceof Arg.Int from && end instanceof Arg.Int to && step == 1) {
      long count = Math.max(0, to.value() - from.value());
      if (count <= MOST_FOLDED) {
        List<Long> numbers =
            java.util.stream.LongStream.range(from.value(), to.value()).boxed().toList();
        return Pointwise.cast(call, call.constant(numbers), type(call, ElementType.INT64));
      }
    }
    String range =
        call.node("Range", single(call, start), single(call, end), single(call, new Arg.Int(step)));
    return Pointwise.cast(call, range, type(call, ElementType.INT64));
  }

  /** A size as a scalar. */
  private static String single(Conversion call, Arg size) {
    return size instanceof Arg.Int number
        ? call.constant(Numbers.whole(number.value()))
        : call.node("Squeeze", Sizes.vector(size, call.sketch(), call.module()));
  }

  private static String filled(Conversion call, double value) {
    ElementType usual =
        call.optional("self").map(call.sketch()::elements).orElse(ElementType.FLOAT32);
    Tensor number = Numbers.filled(type(call, usual), Shape.of(1), value);
    String sizes = call.sizes().list(call.sizes().of("size"));
    return call.sketch()
        .node(
            call.module(),
            "",
            "ConstantOfShape",
            List.of(sizes),
            Map.of("value", new io.vitrine.model.Attribute.OfTensor(number)),
            1)
        .get(0);
  }

  private static String like(Conversion call, double value) {
    String self = call.tensor("self");
    String number = call.constant(Numbers.scalar(type(call, call.sketch().elements(self)), value));
    return call.node("Expand", number, call.node("Shape", self));
  }

  private static String value(Conversion call) {
    return call.optional("value")
        .orElseGet(() -> call.scalar(call.real("value", 0), call.tensor("self")));
  }

  /** A value in the type and the shape of the tensor that it is written into. */
  private static String written(Conversion call, String value) {
    String self = call.tensor("self");
    String typed = call.node("CastLike", value, self);
    return call.node("Expand", typed, call.node("Shape", self));
  }

  /** The type that PyTorch gives a number without one. */
  private static ElementType usual(Arg number) {
    if (number instanceof Arg.Bool) {
      return ElementType.BOOL;
    }
    return number instanceof Arg.Int ? ElementType.INT64 : ElementType.FLOAT32;
  }

  private static String scalar(Conversion call, ElementType usual) {
    ElementType type = type(call, usual);
    return call.constant(Numbers.scalar(type, call.real("s", 0)));
  }

  private static List<Arg> size(Conversion call) {
    return List.of(call.sketch().size(call.tensor("self"), Math.toIntExact(call.integer("dim"))));
  }
}
