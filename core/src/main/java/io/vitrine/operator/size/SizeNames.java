package io.vitrine.operator.size;

import io.vitrine.model.Dim;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The numbers that names of sizes stand for, as shapes given for inputs say. */
public final class SizeNames {
  private final Map<String, Long> numbers;

  /** No name has a number yet. */
  public SizeNames() {
    this.numbers = new HashMap<>();
  }

  /** What another knows, to which more is added. */
  public SizeNames(SizeNames other) {
    this.numbers = new HashMap<>(other.numbers);
  }

  /** Lets a name stand for a number, whatever it stood for before. */
  public void put(String name, long number) {
    numbers.put(name, number);
  }

  /**
   * Takes what a given shape says of a declared one: a name stands for its number, and of a sum the
   * one name that is still open, such as N of {@code N + 1}. Ranks differ or a contradiction:
   * false.
   */
  public boolean bind(Shape declared, Shape given) {
    if (declared.rank() != given.rank()) {
      return false;
    }
    boolean fits = true;
    for (int i = 0; i < declared.rank(); i++) {
      if (given.dim(i) instanceof Dim.Known number) {
        fits &= bind(declared.dim(i), number.size());
      }
    }
    return fits;
  }

  private boolean bind(Dim declared, long number) {
    Optional<Size> size = Size.of(declared).map(open -> open.bound(numbers));
    if (size.isEmpty()) {
      return true;
    }
    OptionalLong known = size.get().number();
    if (known.isPresent()) {
      return known.getAsLong() == number;
    }
    Size names = size.get().withoutAdded();
    long rest = Math.subtractExact(number, size.get().divisor() == 1 ? size.get().added() : 0);
    Optional<String> name = names.name();
    if (name.isPresent() && rest >= 0) {
      numbers.put(name.get(), rest);
    }
    return name.isEmpty() || rest >= 0;
  }

  /** A dimension in its canonical form, names that have a number replaced by it. */
  public Dim in(Dim dim) {
    return dim instanceof Dim.Symbol ? Sizes.map(dim, size -> size.bound(numbers)) : dim;
  }

  /** A shape with names replaced by their numbers. */
  public Shape in(Shape shape) {
    return shape.dims().stream().anyMatch(dim -> dim instanceof Dim.Symbol)
        ? new Shape(shape.dims().stream().map(this::in).toList())
        : shape;
  }

  /** A type with names replaced by their numbers. */
  public ValueType in(ValueType type) {
    if (type instanceof ValueType.OfTensor tensor && tensor.shape().isPresent()) {
      return ValueType.tensor(tensor.elements(), in(tensor.shape().get()));
    }
    if (type instanceof ValueType.OfSequence sequence) {
      return new ValueType.OfSequence(in(sequence.elements()));
    }
    return type instanceof ValueType.OfOptional optional
        ? new ValueType.OfOptional(in(optional.elements()))
        : type;
  }
}
