package io.vitrine.operator;

import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.operator.arrange.Arrangements;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Keeps;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.family.Families;
import io.vitrine.operator.shape.Window;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The operator table: everything known of ONNX's operators, by name. */
public final class Operators {
  private static final Map<String, Operator> TABLE = table();

  private Operators() {}

  private static Map<String, Operator> table() {
    Map<String, Operator> table = new LinkedHashMap<>();
    Stream.concat(Families.ALL.stream(), Arrangements.ALL.stream())
        .flatMap(List::stream)
        .forEach(
            operator -> {
              if (table.put(operator.name(), operator) != null) {
                throw new IllegalStateException(
                    "operator " + operator.name() + " stands twice in the table");
              }
            });
    return Collections.unmodifiableMap(table);
  }

  /** The operator of a node, empty for those not in the table. */
  public static Optional<Operator> of(Node node) {
    return Optional.ofNullable(TABLE.get(node.qualifiedOperator()));
  }

  /** The category of a node, {@link Category#OTHER} where its operator is not known. */
  public static Category category(Node node) {
    return of(node).map(Operator::category).orElse(Category.OTHER);
  }

  /** Whether a node counts as a layer: it computes something. */
  public static boolean isLayer(Node node) {
    return category(node) != Category.SHAPE;
  }

  /** What a node's gradient needs of the forward pass. */
  public static Keeps keeps(Node node) {
    return of(node).map(Operator::keeps).orElse(Keeps.EVERYTHING);
  }

  /** The sizes of the window that a convolution or pool slides, outermost first; else empty. */
  public static List<Long> kernel(Node node, ShapeTable shapes) {
    Optional<Shape> weight =
        category(node) == Category.CONVOLUTION ? shapes.inputShape(node, 1) : Optional.empty();
    return node.intsOr("kernel_shape", weight.map(Window::spatial).orElse(List.of()));
  }

  /** All operators known, in the table's order. */
  public static Collection<Operator> all() {
    return TABLE.values();
  }
}
