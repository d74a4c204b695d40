package io.vitrine.formats.aten;

import io.vitrine.formats.sketch.Arg;
import io.vitrine.formats.sketch.Call;
import io.vitrine.formats.sketch.Sketch;
import io.vitrine.formats.sketch.Writes;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One call on its way into a sketch: its arguments by name, and the nodes that it becomes. */
public final class Conversion {
  private static final Map<String, Entry> TABLE = table();

  /** What PyTorch calls the first argument, not the same in all forms of an operator. */
  private static final List<String> FIRST = List.of("self", "input");

  private final Call call;
  private final Map<String, Arg> arguments;
  private final Sketch sketch;

  private Conversion(Call call, List<String> signature, Sketch sketch) {
    this.call = call;
    this.arguments = call.arguments(signature);
    this.sketch = sketch;
  }

  private static Map<String, Entry> table() {
    Map<String, Entry> table = new HashMap<>();
    Stream.of(
            Layers.ALL,
            Windows.ALL,
            Activations.ALL,
            Pointwise.ALL,
            Reductions.ALL,
            Movements.ALL,
            Selections.ALL,
            Sources.ALL,
            Products.ALL,
            Recurrences.ALL)
        .forEach(
            family ->
                family.forEach(
                    (operator, entry) -> {
                      if (table.put(operator, entry) != null) {
                        throw new IllegalStateException(operator + " stands in two families");
                      }
                    }));
    return Collections.unmodifiableMap(table);
  }

  /**
   * Adds what a call does to a sketch and gives its results. One without a counterpart becomes a
   * node under its own name, whose attributes are its arguments.
   */
  public static List<Arg> convert(Call call, Sketch sketch) {
    @Nullable Entry entry = call.domain().equals("aten") ? entry(call) : null;
    if (entry != null) {
      Sketch.Mark mark = sketch.mark();
      try {
        return placed(call, sketch, convert(entry, call, sketch));
      } catch (NoCounterpart
          | IllegalArgumentException
          | ArithmeticException
          | IndexOutOfBoundsException
          | NoSuchElementException e) {
        // What does not fit the rule is kept as it is.
        sketch.backTo(mark);
      }
    }
    return placedAlone(
        call, sketch, RawNode.of(call, entry == null ? List.of() : entry.arguments(), sketch));
  }

  private static @Nullable Entry entry(Call call) {
    @Nullable Entry exact = TABLE.get(call.operator());
    return exact == null && call.isInPlace() ? TABLE.get(call.plainOperator()) : exact;
  }

  private static List<Arg> convert(Entry entry, Call call, Sketch sketch) {
    return entry.rule().apply(new Conversion(call, entry.arguments(), sketch)).stream()
        .map(result -> own(result, call, sketch))
        .toList();
  }

  /** Equal constants are one, but what a program writes into one stands in no other. */
  private static Arg own(Arg result, Call call, Sketch sketch) {
    return result instanceof Arg.Value value && sketch.isConstant(value.name())
        ? new Arg.Value(sketch.copy(call.module(), value.name()))
        : result;
  }

  /** Puts the result of an operator that writes in place where its first argument was. */
  private static List<Arg> placed(Call call, Sketch sketch, List<Arg> results) {
    written(call, results)
        .ifPresent(
            write ->
                Writes.replace(sketch, call.module(), sketch.current(write.old()), write.now()));
    return results;
  }

  /** The same where nothing is known of the operator but that it writes. */
  private static List<Arg> placedAlone(Call call, Sketch sketch, List<Arg> results) {
    written(call, results)
        .ifPresent(write -> sketch.replace(sketch.current(write.old()), write.now()));
    return results;
  }

  private record Write(String old, String now) {}

  private static Optional<Write> written(Call call, List<Arg> results) {
    boolean any = !call.positional().isEmpty() || !call.named().isEmpty();
    if (!call.isInPlace() || !any || results.isEmpty()) {
      return Optional.empty();
    }
    Arg first =
        call.positional().isEmpty()
            ? call.named().values().iterator().next()
            : call.positional().get(0);
    return first instanceof Arg.Value old && results.get(0) instanceof Arg.Value now
        ? Optional.of(new Write(old.name(), now.name()))
        : Optional.empty();
  }

  Sketch sketch() {
    return sketch;
  }

  String module() {
    return call.module();
  }

  int results() {
    return call.results();
  }

  /** An argument, None where it is left out. */
  Arg argument(String name) {
    @Nullable Arg given = arguments.get(name);
    if (given == null && FIRST.contains(name)) {
      given = FIRST.stream().map(arguments::get).filter(Objects::nonNull).findFirst().orElse(null);
    }
    return given == null ? Arg.None.NONE : given;
  }

  boolean has(String name) {
    return argument(name) != Arg.None.NONE;
  }

  /** A tensor that must be given. */
  String tensor(String name) {
    return optional(name).orElseThrow(() -> new NoCounterpart(name + " is no tensor"));
  }

  Optional<String> optional(String name) {
    return argument(name) instanceof Arg.Value value
        ? Optional.of(sketch.current(value.name()))
        : Optional.empty();
  }

  /** The tensors of a list. */
  List<String> tensors(String name) {
    if (!(argument(name) instanceof Arg.Items items)) {
      throw new NoCounterpart(name + " is no list");
    }
    List<String> tensors = new ArrayList<>();
    for (Arg item : items.items()) {
      if (!(item instanceof Arg.Value value)) {
        throw new NoCounterpart(name + " holds what is no tensor");
      }
      tensors.add(sketch.current(value.name()));
    }
    return tensors;
  }

  boolean bool(String name, boolean otherwise) {
    Arg argument = argument(name);
    if (argument == Arg.None.NONE) {
      return otherwise;
    }
    return argument instanceof Arg.Bool truth ? truth.value() : Sizes.integer(argument, name) != 0;
  }

  long integer(String name, long otherwise) {
    return has(name) ? Sizes.integer(argument(name), name) : otherwise;
  }

  long integer(String name) {
    return Sizes.integer(argument(name), name);
  }

  double real(String name, double otherwise) {
    Arg argument = argument(name);
    if (argument == Arg.None.NONE) {
      return otherwise;
    }
    if (argument instanceof Arg.Real real) {
      return real.value();
    }
    return argument instanceof Arg.Bool truth
        ? (truth.value() ? 1 : 0)
        : Sizes.integer(argument, name);
  }

  /** The integers of a list, one alone as a list, none where it is left out. */
  List<Long> ints(String name) {
    Arg argument = argument(name);
    if (argument == Arg.None.NONE) {
      return List.of();
    }
    return argument instanceof Arg.Items items
        ? items.items().stream().map(item -> Sizes.integer(item, name)).toList()
        : List.of(Sizes.integer(argument, name));
  }

  /** The integers of a list for so many axes: one stands for all. */
  List<Long> perAxis(String name, int axes, long otherwise) {
    List<Long> given = ints(name);
    if (given.size() == axes) {
      return given;
    }
    if (given.size() > 1) {
      throw new NoCounterpart(name + " has " + given.size() + " numbers for " + axes + " axes");
    }
    return Collections.nCopies(axes, given.isEmpty() ? otherwise : given.get(0));
  }

  /** The items of a list, none where it is left out. */
  List<Arg> items(String name) {
    return argument(name) instanceof Arg.Items items ? items.items() : List.of();
  }

  String text(String name, String otherwise) {
    return argument(name) instanceof Arg.Text text ? text.value() : otherwise;
  }

  /** The element type that an argument names, empty where it is left out. */
  Optional<ElementType> elementType(String name) {
    Arg argument = argument(name);
    if (argument instanceof Arg.Other other && other.what() instanceof ElementType type) {
      return Optional.of(type);
    }
    return argument instanceof Arg.Int number
        ? Optional.of(Numbers.type(number.value()))
        : Optional.empty();
  }

  /** A dimension's index, counted from the front where the rank lets it be. */
  int axis(String name, long otherwise, String tensor) {
    long axis = integer(name, otherwise);
    int rank = axis < 0 ? rank(tensor) : 0;
    return Math.toIntExact(axis < 0 ? axis + rank : axis);
  }

  int rank(String tensor) {
    return shape(tensor).rank();
  }

  Shape shape(String tensor) {
    return sketch
        .shape(tensor)
        .orElseThrow(() -> new NoCounterpart("the rank of a tensor is not known"));
  }

  /** Adds a node with one output. */
  String node(String operator, Settings settings, String... reads) {
    return nodes(operator, settings, List.of(reads), 1).get(0);
  }

  String node(String operator, String... reads) {
    return node(operator, Settings.none(), reads);
  }

  List<String> nodes(String operator, Settings settings, List<String> reads, int outputs) {
    return sketch.node(call.module(), "", operator, reads, settings.map(), outputs);
  }

  String constant(Tensor value) {
    return sketch.constant(value);
  }

  String constant(List<Long> values) {
    return constant(Numbers.vector(values));
  }

  /** A number of the type of a tensor, or of 32-bit floats where that is not known. */
  String scalar(double value, String like) {
    ElementType type = sketch.elements(like);
    return constant(
        Numbers.scalar(type.equals(ElementType.UNDEFINED) ? ElementType.FLOAT32 : type, value));
  }

  Sizes sizes() {
    return new Sizes(this);
  }

  /** Values as results. */
  static List<Arg> results(List<String> values) {
    return values.stream().map(value -> (Arg) new Arg.Value(value)).toList();
  }
}
