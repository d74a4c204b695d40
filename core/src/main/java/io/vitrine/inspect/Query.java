package io.vitrine.inspect;

import io.vitrine.model.Shape;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to look for. A tensor is found by its names, its shape and the operators that read it; a
 * node by its path or its name in the file, its operator and the shape of what it makes.
 *
 * @param name of tensors and nodes
 * @param operator of nodes
 * @param shape of tensors and of nodes' first outputs
 */
public record Query(
    Optional<NamePattern> name, Optional<NamePattern> operator, Optional<ShapePattern> shape) {
  /** Finds everything. */
  public static final Query ALL = new Query(Optional.empty(), Optional.empty(), Optional.empty());

  public boolean isAll() {
    return equals(ALL);
  }

  boolean names(Stream<String> names) {
    return name.isEmpty() || names.anyMatch(name.get()::matches);
  }

  boolean operators(Stream<String> operators) {
    return operator.isEmpty() || operators.anyMatch(operator.get()::matches);
  }

  boolean shapes(Optional<Shape> found) {
    return shape.isEmpty() || found.filter(shape.get()::matches).isPresent();
  }
}
