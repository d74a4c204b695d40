package io.vitrine.operator.shape;

import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts together what two sources say of one value's type. */
public final class Types {
  private Types() {}

  /**
   * Declared and inferred together: of each dimension what is known best, inferred sizes before
   * declared ones.
   */
  public static ValueType merged(ValueType declared, ValueType inferred) {
    if (inferred instanceof ValueType.Unknown) {
      return declared;
    }
    if (!(declared instanceof ValueType.OfTensor old)
        || !(inferred instanceof ValueType.OfTensor found)) {
      return inferred;
    }
    boolean typed = !found.elements().equals(ElementType.UNDEFINED);
    return new ValueType.OfTensor(
        typed ? found.elements() : old.elements(), merged(old.shape(), found.shape()));
  }

  private static Optional<Shape> merged(Optional<Shape> declared, Optional<Shape> inferred) {
    if (declared.isEmpty() || inferred.isEmpty()) {
      return inferred.isPresent() ? inferred : declared;
    }
    if (declared.get().rank() != inferred.get().rank()) {
      return inferred;
    }
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < inferred.get().rank(); i++) {
      Dim found = inferred.get().dim(i);
      Dim old = declared.get().dim(i);
      boolean better = found.isKnown() || (found instanceof Dim.Symbol && !old.isKnown());
      dims.add(better ? found : old);
    }
    return Optional.of(new Shape(dims));
  }

  /** What holds of both: of two branches, or of a value before and after a loop's step. */
  public static ValueType common(ValueType a, ValueType b) {
    if (a.equals(b)) {
      return a;
    }
    if (a instanceof ValueType.OfTensor x && b instanceof ValueType.OfTensor y) {
      ElementType elements =
          x.elements().equals(y.elements()) ? x.elements() : ElementType.UNDEFINED;
      return new ValueType.OfTensor(elements, common(x.shape(), y.shape()));
    }
    if (a instanceof ValueType.OfSequence x && b instanceof ValueType.OfSequence y) {
      return new ValueType.OfSequence(common(x.elements(), y.elements()));
    }
    if (a instanceof ValueType.OfOptional x && b instanceof ValueType.OfOptional y) {
      return new ValueType.OfOptional(common(x.elements(), y.elements()));
    }
    return ValueType.unknown();
  }

  private static Optional<Shape> common(Optional<Shape> a, Optional<Shape> b) {
    if (a.isEmpty() || b.isEmpty() || a.get().rank() != b.get().rank()) {
      return Optional.empty();
    }
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < a.get().rank(); i++) {
      dims.add(a.get().dim(i).equals(b.get().dim(i)) ? a.get().dim(i) : Dim.unknown());
    }
    return Optional.of(new Shape(dims));
  }

  /** The shape with all dimensions unknown. */
  public static Shape open(int rank) {
    return new Shape(java.util.Collections.nCopies(rank, Dim.unknown()));
  }
}
