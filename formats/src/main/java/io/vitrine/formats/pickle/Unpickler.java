package io.vitrine.formats.pickle;

import io.vitrine.formats.pickle.PickleValue.Bytes;
import io.vitrine.formats.pickle.PickleValue.Global;
import io.vitrine.formats.pickle.PickleValue.Persistent;
import io.vitrine.formats.pickle.PickleValue.Text;
import io.vitrine.model.ModelFormatException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pickle of protocols 0 to 5 as data. The machine has no way to import or call: a global is
 * its name, and a call an object that keeps the name and the arguments.
 *
 * <p>Cost: each instruction takes constant time (those that take many values from the stack pay for
 * each once), there are at most {@value #MOST_STEPS} of them, and no value is longer than the bytes
 * that describe it. The machine does not recur. Source: Python's pickletools.
 */
public final class Unpickler {
  /** Checkpoints of thousands of tensors with their optimiser take about a million. */
  private static final int MOST_STEPS = 3_000_000;

  private static final int STOP = '.';
  private static final int NEWEST_PROTOCOL = 5;

  private final PickleInput in;
  private final PickleStack stack;
  private final Consumer<Persistent> kept;

  private Unpickler(PickleInput in, Consumer<Persistent> kept) {
    this.in = in;
    this.kept = kept;
    this.stack = new PickleStack(in);
  }

  /**
   * Reads one pickle and leaves the input behind it.
   *
   * @throws ModelFormatException where it is damaged, too long, of a newer protocol, or names what
   *     only an attack uses; the message has the byte
   */
  public static PickleValue read(PickleInput in) throws ModelFormatException {
    return read(in, reference -> {});
  }

  /**
   * Reads one pickle as {@link #read(PickleInput)} does.
   *
   * @param kept is told of each reference to what lies outside the pickle
   */
  public static PickleValue read(PickleInput in, Consumer<Persistent> kept)
      throws ModelFormatException {
    return new Unpickler(in, kept).run();
  }

  private PickleValue run() throws ModelFormatException {
    for (int step = 0; step < MOST_STEPS; step++) {
      long at = in.position();
      int code = in.unsignedByte();
      if (code == STOP) {
        return stack.pop();
      }
      @Nullable PickleValue scalar = Scalars.read(code, in);
      if (scalar != null) {
        stack.push(scalar);
      } else if (!control(code, at) && !container(code) && !object(code, at)) {
        throw in.fault(at, "%s is no instruction of a pickle".formatted(shown(code)));
      }
    }
    throw in.fault(in.position(), "the pickle has more than " + MOST_STEPS + " instructions");
  }

  private static String shown(int code) {
    return code > ' ' && code < 127 ? "'" + (char) code + "'" : "byte " + code;
  }

  /** Instructions about the stack and the memo. */
  private boolean control(int code, long at) throws ModelFormatException {
    switch (code) {
      case 0x80 -> protocol(at);
      case 0x95 -> frame(at);
      case '(' -> stack.mark();
      case '0' -> stack.drop();
      case '1' -> stack.popToMark();
      case '2' -> stack.push(stack.top());
      case 'p' -> stack.remember(index());
      case 'q' -> stack.remember(in.unsignedByte());
      case 'r' -> stack.remember(in.unsignedInteger());
      case 0x94 -> stack.memoize();
      case 'g' -> stack.recall(index());
      case 'h' -> stack.recall(in.unsignedByte());
      case 'j' -> stack.recall(in.unsignedInteger());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void protocol(long at) throws ModelFormatException {
    int version = in.unsignedByte();
    if (version > NEWEST_PROTOCOL) {
      throw in.fault(
          at, "expected a pickle of protocol 0 to " + NEWEST_PROTOCOL + ", found " + version);
    }
  }

  /** A frame says how many bytes follow, which only helps a reader of streams. */
  private void frame(long at) throws ModelFormatException {
    if (in.length() < 0) {
      throw in.fault(at, "expected a frame's length of 0 or more");
    }
  }

  private long index() throws ModelFormatException {
    long at = in.position();
    String line = in.line();
    try {
      return Long.parseLong(line);
    } catch (NumberFormatException e) {
      throw in.fault(at, "expected the number of a kept value, found '" + line + "'");
    }
  }

  /** Instructions that make or fill lists, tuples, sets and dicts. */
  private boolean container(int code) throws ModelFormatException {
    switch (code) {
      case ']' -> stack.push(list(List.of()));
      case 'l' -> stack.push(list(stack.popToMark()));
      case ')' -> stack.push(PickledSequence.EMPTY_TUPLE);
      case 't' -> stack.push(tuple(stack.popToMark()));
      case 0x85 -> stack.push(tuple(stack.pop(1)));
      case 0x86 -> stack.push(tuple(stack.pop(2)));
      case 0x87 -> stack.push(tuple(stack.pop(3)));
      case 0x8F -> stack.push(set(List.of()));
      case 0x91 -> stack.push(set(stack.popToMark()));
      case '}' -> stack.push(new PickledDict());
      case 'd' -> {
        List<PickleValue> pairs = stack.popToMark();
        stack.push(new PickledDict());
        setItems(pairs);
      }
      case 'a' -> append(stack.pop(1));
      case 'e', 0x90 -> append(stack.popToMark());
      case 's' -> setItems(stack.pop(2));
      case 'u' -> setItems(stack.popToMark());
      default -> {
        return false;
      }
    }
    return true;
  }

  private static PickledSequence list(List<PickleValue> items) {
    return new PickledSequence(PickledSequence.Kind.LIST, items);
  }

  private static PickledSequence tuple(List<PickleValue> items) {
    return new PickledSequence(PickledSequence.Kind.TUPLE, items);
  }

  private static PickledSequence set(List<PickleValue> items) {
    return new PickledSequence(PickledSequence.Kind.SET, items);
  }

  private void append(List<PickleValue> items) throws ModelFormatException {
    PickleValue target = stack.top();
    if (target instanceof PickledSequence sequence && sequence.grows()) {
      sequence.addAll(items);
    } else if (target instanceof PickledObject object) {
      object.elementsToAdd().addAll(items);
    } else {
      throw in.fault(in.position(), "the pickle adds items to what is no list");
    }
  }

  private void setItems(List<PickleValue> pairs) throws ModelFormatException {
    PickleValue target = stack.top();
    if (!(target instanceof PickledDict) && !(target instanceof PickledObject)) {
      throw in.fault(in.position(), "the pickle sets items of what is no dict");
    }
    if (pairs.size() % 2 != 0) {
      throw in.fault(in.position(), "expected a value for each key of a dict");
    }
    PickledDict dict =
        target instanceof PickledObject object ? object.itemsToSet() : (PickledDict) target;
    for (int i = 0; i < pairs.size(); i += 2) {
      dict.put(pairs.get(i), pairs.get(i + 1));
    }
  }

  /** Instructions that name classes and functions and would call them. */
  private boolean object(int code, long at) throws ModelFormatException {
    switch (code) {
      case 'c' -> stack.push(global(in.line(), in.line(), at));
      case 0x93 -> stackGlobal(at);
      case 'R' -> {
        List<PickleValue> parts = stack.pop(2);
        call(parts.get(0), arguments(parts.get(1), at), at);
      }
      case 0x81 -> {
        List<PickleValue> parts = stack.pop(2);
        make(parts.get(0), arguments(parts.get(1), at), at);
      }
      case 0x92 -> {
        List<PickleValue> parts = stack.pop(3);
        make(parts.get(0), arguments(parts.get(1), at), at);
      }
      case 'i' -> {
        Global type = global(in.line(), in.line(), at);
        make(type, stack.popToMark(), at);
      }
      case 'o' -> {
        List<PickleValue> parts = stack.popToMark();
        if (parts.isEmpty()) {
          throw in.fault(at, "the pickle makes an object of no class");
        }
        make(parts.get(0), parts.subList(1, parts.size()), at);
      }
      case 'b' -> build(at);
      case 'P' -> persistent(new Text(in.line()), at);
      case 'Q' -> persistent(stack.pop(), at);
      case 0x82, 0x83, 0x84 ->
          throw in.fault(at, "the pickle names a class by number, in a registry of its writer's");
      case 0x97, 0x98 ->
          throw in.fault(at, "the pickle keeps bytes outside itself, which are not there");
      default -> {
        return false;
      }
    }
    return true;
  }

  private void persistent(PickleValue id, long at) {
    Persistent reference = new Persistent(id, at);
    kept.accept(reference);
    stack.push(reference);
  }

  private Global global(String module, String name, long at) throws ModelFormatException {
    Global global = new Global(module, name);
    Optional<String> objection = ForbiddenGlobals.objection(global);
    if (objection.isPresent()) {
      throw in.fault(at, objection.get());
    }
    return global;
  }

  private void stackGlobal(long at) throws ModelFormatException {
    List<PickleValue> parts = stack.pop(2);
    Optional<String> module = parts.get(0).text();
    Optional<String> name = parts.get(1).text();
    if (module.isEmpty() || name.isEmpty()) {
      throw in.fault(at, "expected the names of a module and of what is in it");
    }
    stack.push(global(module.get(), name.get(), at));
  }

  private List<PickleValue> arguments(PickleValue value, long at) throws ModelFormatException {
    if (value instanceof PickledSequence sequence) {
      return sequence.items();
    }
    throw in.fault(at, "expected the arguments of a call, found " + named(value));
  }

  private static String named(PickleValue value) {
    return value instanceof Bytes ? "bytes" : value.getClass().getSimpleName();
  }

  /** A call of a function; Python's own ways to make an object give that object. */
  private void call(PickleValue callee, List<PickleValue> arguments, long at)
      throws ModelFormatException {
    String path = callee.global().orElse("");
    boolean makes = path.endsWith(".__newobj__") || path.endsWith("._reconstructor");
    if (makes && !arguments.isEmpty() && arguments.get(0) instanceof Global type) {
      boolean plain = path.endsWith("._reconstructor");
      make(type, plain ? List.of() : arguments.subList(1, arguments.size()), at);
    } else {
      make(callee, arguments, at);
    }
  }

  private void make(PickleValue type, List<PickleValue> arguments, long at)
      throws ModelFormatException {
    Global named = type(type, at);
    Optional<String> objection = ForbiddenGlobals.objection(named, arguments);
    if (objection.isPresent()) {
      throw in.fault(at, objection.get());
    }
    stack.push(new PickledObject(named, arguments, at));
  }

  /**
   * The class that is called. Old files of PyTorch keep whole modules' classes outside the pickle,
   * as ("module", class, file, source).
   */
  private Global type(PickleValue value, long at) throws ModelFormatException {
    if (value instanceof Global global) {
      return global;
    }
    if (value instanceof Persistent kept
        && kept.id() instanceof PickledSequence parts
        && parts.items().size() >= 2
        && parts.items().get(1) instanceof Global global) {
      return global;
    }
    throw in.fault(at, "expected a class or function by its name, found " + named(value));
  }

  private void build(long at) throws ModelFormatException {
    PickleValue state = stack.pop();
    PickleValue target = stack.top();
    if (target instanceof PickledObject object) {
      object.build(state);
    } else if (!(target instanceof Persistent)) {
      throw in.fault(at, "the pickle gives a state to what is no object");
    }
  }
}
