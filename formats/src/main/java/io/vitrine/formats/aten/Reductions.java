package io.vitrine.formats.aten;

import io.vitrine.formats.sketch.Arg;
import io.vitrine.model.ElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sums, means and extremes over axes. */
final class Reductions {
  private static final String OVER = "self dim keepdim dtype";

  static final Map<String, Entry> ALL =
      new Entry.Family()
          .one("mean", OVER, call -> reduce(call, "ReduceMean"))
          .one("sum", OVER, Reductions::sum)
          .one("amax", OVER, call -> reduce(call, "ReduceMax"))
          .one("amin", OVER, call -> reduce(call, "ReduceMin"))
          .one("logsumexp", OVER, call -> reduce(call, "ReduceLogSumExp"))
          .one("prod", OVER, call -> reduce(call, "ReduceProd"))
          .all("max", OVER, call -> extreme(call, "Max"))
          .all("min", OVER, call -> extreme(call, "Min"))
          .one("argmax", OVER, call -> index(call, "ArgMax"))
          .one("argmin", OVER, call -> index(call, "ArgMin"))
          .one("any", OVER, call -> truth(call, "ReduceMax"))
          .one("all", OVER, call -> truth(call, "ReduceMin"))
          .one("linalg_vector_norm", "self ord dim keepdim dtype", Reductions::norm)
          .one("cumsum", "self dim dtype", Reductions::cumulated)
          .entries();

  private Reductions() {}

  private static String reduce(Conversion call, String operator) {
    return reduce(call, operator, call.tensor("self"));
  }

  /** Over all axes where none is given. */
  private static String reduce(Conversion call, String operator, String input) {
    List<String> reads = new ArrayList<>(List.of(input));
    List<Long> axes = call.ints("dim");
    if (!axes.isEmpty()) {
      reads.add(call.constant(axes));
    }
    Settings settings = Settings.of("keepdims", call.bool("keepdim", false) ? 1 : 0);
    return call.nodes(operator, settings, reads, 1).get(0);
  }

  /** PyTorch adds up truths and small integers as 64-bit ones. */
  private static String sum(Conversion call) {
    String input = call.tensor("self");
    ElementType type = call.sketch().elements(input);
    boolean whole = !type.isFloat() && !type.equals(ElementType.UNDEFINED);
    return reduce(
        call, "ReduceSum", whole ? Pointwise.cast(call, input, ElementType.INT64) : input);
  }

  /** The largest of two tensors, of all elements, or along an axis with its index. */
  private static List<Arg> extreme(Conversion call, String kind) {
    if (call.optional("dim").isPresent() || call.optional("other").isPresent()) {
      String other = call.optional("dim").or(() -> call.optional("other")).orElseThrow();
      return Conversion.results(List.of(call.node(kind, call.tensor("self"), other)));
    }
    String value = reduce(call, "Reduce" + kind);
    return call.has("dim")
        ? Conversion.results(List.of(value, index(call, "Arg" + kind)))
        : Conversion.results(List.of(value));
  }

  private static String index(Conversion call, String operator) {
    if (!call.has("dim")) {
      throw new NoCounterpart("an index over all axes");
    }
    Settings settings =
        Settings.of("axis", call.integer("dim"))
            .and("keepdims", call.bool("keepdim", false) ? 1 : 0);
    return call.node(operator, settings, call.tensor("self"));
  }

  /** Whether one or each is true: the largest or smallest of zeros and ones. */
  private static String truth(Conversion call, String operator) {
    String truths = Pointwise.cast(call, call.tensor("self"), ElementType.BOOL);
    String numbers = Pointwise.cast(call, truths, ElementType.INT32);
    return Pointwise.cast(call, reduce(call, operator, numbers), ElementType.BOOL);
  }

  private static String norm(Conversion call) {
    double order = call.real("ord", 2);
    if (order != 1 && order != 2) {
      throw new NoCounterpart("a norm of order " + order);
    }
    return reduce(call, order == 1 ? "ReduceL1" : "ReduceL2");
  }

  private static String cumulated(Conversion call) {
    String axis = call.constant(Numbers.whole(call.integer("dim")));
    return call.node("CumSum", call.tensor("self"), axis);
  }
}
