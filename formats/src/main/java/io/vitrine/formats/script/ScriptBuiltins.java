package io.vitrine.formats.script;

import io.vitrine.formats.aten.Conversion;
import io.vitrine.formats.aten.SizeArithmetic;
import io.vitrine.formats.sketch.Arg;
import io.vitrine.formats.sketch.Call;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls of what PyTorch brings: its operators, and Python's on lists and numbers. */
final class ScriptBuiltins {
  /** What is not known, such as whether a size is 3. */
  private static final Arg UNKNOWN = new Arg.Other("unknown");

  private final ScriptRun run;

  ScriptBuiltins(ScriptRun run) {
    this.run = run;
  }

  Arg call(String name, List<Arg> positional, Map<String, Arg> named, int results) {
    if (name.equals("ops.prim.RaiseException")) {
      throw new NotFollowed("an error that the program raises");
    }
    String[] parts = name.split("\\.");
    String operator = parts[parts.length - 1];
    boolean python = parts.length == 1 || name.startsWith("ops.prim.");
    boolean cut = operator.equals("div") && named.get("rounding_mode") instanceof Arg.Text;
    Optional<Arg> value = python(cut ? "floordiv" : operator, positional);
    if (value.isPresent()) {
      return value.get();
    }
    if (python) {
      throw new NotFollowed("'" + name + "' is not known");
    }
    String domain = name.startsWith("ops.") && parts.length > 2 ? parts[1] : "aten";
    List<Arg> made =
        Conversion.convert(
            new Call(domain, operator, positional, named, run.module(), results), run.sketch());
    return made.size() == 1 ? made.get(0) : new Arg.Items(made);
  }

  private Optional<Arg> python(String operator, List<Arg> given) {
    return switch (operator) {
      case "size" -> size(given);
      case "dim" -> Optional.of(rank(given.get(0)));
      case "len" -> Optional.of(length(given.get(0)));
      case "dtype" -> Optional.of(type(given.get(0)));
      case "device", "layout" -> Optional.of(new Arg.Other(operator));
      case "NumToTensor", "unchecked_unwrap_optional", "list", "Int", "annotate" ->
          Optional.of(given.get(0));
      case "int" -> Optional.of(whole(given.get(0)));
      case "float" -> real(given.get(0));
      case "bool" -> Optional.of(given.get(0) instanceof Arg.Bool ? given.get(0) : UNKNOWN);
      case "range" -> Optional.of(range(given));
      case "format" -> Optional.of(given.get(0));
      case "str", "warn" -> Optional.of(new Arg.Text(""));
      case "type" -> Optional.of(new Arg.Text("cpu"));
      case "is_grad_enabled", "is_autocast_enabled", "is_nested", "requires_grad" ->
          Optional.of(new Arg.Bool(false));
      case "__is__" -> Optional.of(same(given, true));
      case "__isnot__" -> Optional.of(same(given, false));
      case "__contains__" -> Optional.of(contains(given));
      case "__getitem__" -> Optional.of(item(given.get(0), given.get(1)));
      default -> arithmetic(operator, given);
    };
  }

  private Optional<Arg> size(List<Arg> given) {
    if (!(given.get(0) instanceof Arg.Value value)) {
      return Optional.empty();
    }
    String tensor = run.sketch().current(value.name());
    if (given.size() > 1) {
      return given.get(1) instanceof Arg.Int axis
          ? Optional.of(run.sketch().size(tensor, Math.toIntExact(axis.value())))
          : Optional.empty();
    }
    Optional<Shape> shape = run.sketch().shape(tensor);
    if (shape.isEmpty()) {
      return Optional.of(UNKNOWN);
    }
    List<Arg> sizes = new ArrayList<>();
    for (int axis = 0; axis < shape.get().rank(); axis++) {
      sizes.add(run.sketch().size(tensor, axis));
    }
    return Optional.of(new Arg.Items(sizes));
  }

  private Arg rank(Arg tensor) {
    return tensor instanceof Arg.Value value
        ? run.sketch()
            .shape(run.sketch().current(value.name()))
            .map(shape -> (Arg) new Arg.Int(shape.rank()))
            .orElse(UNKNOWN)
        : UNKNOWN;
  }

  private static Arg length(Arg list) {
    if (list instanceof Arg.Text text) {
      return new Arg.Int(text.value().length());
    }
    return list instanceof Arg.Items items ? new Arg.Int(items.items().size()) : UNKNOWN;
  }

  private Arg type(Arg tensor) {
    return tensor instanceof Arg.Value value
            && run.sketch().type(run.sketch().current(value.name()))
                instanceof ValueType.OfTensor known
            && !known.elements().equals(ElementType.UNDEFINED)
        ? new Arg.Other(known.elements())
        : Arg.None.NONE;
  }

  /** A number that a trace kept in a tensor is the size that it came from. */
  private static Arg whole(Arg number) {
    if (number instanceof Arg.Real real) {
      return new Arg.Int((long) real.value());
    }
    return number instanceof Arg.Value ? UNKNOWN : number;
  }

  private static Optional<Arg> real(Arg number) {
    if (number instanceof Arg.Value) {
      return Optional.empty();
    }
    return Optional.of(number instanceof Arg.Int whole ? new Arg.Real(whole.value()) : number);
  }

  private static Arg range(List<Arg> given) {
    if (given.size() == 1 && given.get(0) instanceof Arg.Int count) {
      return ScriptRun.range(count.value());
    }
    throw new NotFollowed("a range that is not known");
  }

  private static Arg same(List<Arg> given, boolean wanted) {
    Arg one = given.get(0);
    boolean none = one == Arg.None.NONE && given.get(1) == Arg.None.NONE;
    return new Arg.Bool((none || one.equals(given.get(1))) == wanted);
  }

  private static Arg contains(List<Arg> given) {
    boolean known =
        given.get(0) instanceof Arg.Items
            && (given.get(1) instanceof Arg.Int || given.get(1) instanceof Arg.Text);
    return known
        ? new Arg.Bool(((Arg.Items) given.get(0)).items().contains(given.get(1)))
        : UNKNOWN;
  }

  /** An item of a list; negative indices count from the end. */
  static Arg item(Arg of, Arg index) {
    if (of instanceof Arg.Items items && index instanceof Arg.Int at) {
      long place = at.value() < 0 ? at.value() + items.items().size() : at.value();
      if (place >= 0 && place < items.items().size()) {
        return items.items().get((int) place);
      }
    }
    throw new NotFollowed("an item that is not known");
  }

  /** On numbers and sizes; a comparison of what is not known is not known. */
  private Optional<Arg> arithmetic(String operator, List<Arg> given) {
    boolean tensors = given.stream().anyMatch(ScriptBuiltins::holdsTensor);
    if (tensors) {
      return Optional.empty();
    }
    Optional<Arg> lists = ListArithmetic.of(operator, given);
    if (lists.isPresent()) {
      return lists;
    }
    Optional<Arg> computed = SizeArithmetic.of(operator, given, run.sketch(), run.module());
    boolean question =
        List.of("eq", "ne", "lt", "le", "gt", "ge", "__not__", "__and__", "__or__")
            .contains(operator);
    return computed.isEmpty() && question ? Optional.of(UNKNOWN) : computed;
  }

  private static boolean holdsTensor(Arg argument) {
    return argument instanceof Arg.Value
        || (argument instanceof Arg.Items items
            && items.items().stream().anyMatch(ScriptBuiltins::holdsTensor));
  }
}
