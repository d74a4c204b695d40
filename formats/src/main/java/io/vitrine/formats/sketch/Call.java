package io.vitrine.formats.sketch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A call of an operator.
 *
 * @param domain whose operator it is: {@code aten} for PyTorch's own
 * @param operator without its overload, such as {@code conv2d}
 * @param positional arguments by position
 * @param named arguments by name, where the caller knows them
 * @param module the dotted path of the module that makes the call, empty at the top
 * @param results how many there are, 1 where nothing is known
 */
public record Call(
    String domain,
    String operator,
    List<Arg> positional,
    Map<String, Arg> named,
    String module,
    int results) {
  public Call {
    positional = List.copyOf(positional);
    named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
  }

  /** A call of PyTorch's own operator. */
  public static Call aten(
      String operator, List<Arg> positional, Map<String, Arg> named, String module, int results) {
    return new Call("aten", operator, positional, named, module, results);
  }

  /** The arguments by name, those without one under the names of a signature. */
  public Map<String, Arg> arguments(List<String> signature) {
    Map<String, Arg> all = new LinkedHashMap<>();
    for (int i = 0; i < positional.size(); i++) {
      all.put(i < signature.size() ? signature.get(i) : "argument" + i, positional.get(i));
    }
    all.putAll(named);
    return all;
  }

  /** The operator without the underscore of those that write into their first argument. */
  public String plainOperator() {
    return isInPlace() ? operator.substring(0, operator.length() - 1) : operator;
  }

  public boolean isInPlace() {
    return operator.endsWith("_") && !operator.endsWith("__");
  }
}
