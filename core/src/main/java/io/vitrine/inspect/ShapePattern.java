package io.vitrine.inspect;

import io.vitrine.model.Dim;
import io.vitrine.model.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A search over shapes: {@code 64,*,3,3} finds the shapes of rank 4 whose second size is any; a
 * name stands for a symbolic size of that name. {@code ...} stands for any number of sizes.
 */
public final class ShapePattern {
  private static final String ANY = "*";
  private static final String REST = "...";

  private final List<String> parts;

  private ShapePattern(List<String> parts) {
    this.parts = parts;
  }

  /**
   * A pattern; sizes stand between commas or {@code x}.
   *
   * @throws IllegalArgumentException where a part is no size, name, {@code *} or {@code ...}
   */
  public static ShapePattern of(String text) {
    List<String> parts = new ArrayList<>();
    String inner = text.replaceAll("^\\s*[(\\[]|[)\\]]\\s*$", "");
    for (String part : inner.strip().split("\\s*(,|(?<=[\\d*?.])x(?=[\\d*?.]))\\s*", -1)) {
      String size = part.equals("?") ? ANY : part;
      if (!size.matches("\\d{1,18}|\\*|\\.\\.\\.|[A-Za-z_]\\w*")) {
        throw new IllegalArgumentException(
            "'" + text + "' is no shape to look for; write 64,*,3,3 or 10,... (... is any sizes)");
      }
      parts.add(size.matches("\\d+") ? Long.toString(Long.parseLong(size)) : size);
    }
    return new ShapePattern(List.copyOf(parts));
  }

  public boolean matches(Shape shape) {
    return matches(0, shape.dims());
  }

  private boolean matches(int from, List<Dim> dims) {
    if (from == parts.size()) {
      return dims.isEmpty();
    }
    String part = parts.get(from);
    if (part.equals(REST)) {
      for (int taken = 0; taken <= dims.size(); taken++) {
        if (matches(from + 1, dims.subList(taken, dims.size()))) {
          return true;
        }
      }
      return false;
    }
    return !dims.isEmpty()
        && (part.equals(ANY) || part.equals(dims.get(0).toString()))
        && matches(from + 1, dims.subList(1, dims.size()));
  }
}
