package io.vitrine.operator.size;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A product of atoms, sorted; that of none is 1.
 *
 * @param atoms sorted by their text, names before functions; repeated where they are powers
 */
record Product(List<Atom> atoms) implements Comparable<Product> {
  private static final Comparator<Atom> ORDER =
      Comparator.comparing((Atom atom) -> !(atom instanceof Atom.Name))
          .thenComparing(Atom::toString);

  static final Product ONE = new Product(List.of());

  Product {
    atoms = atoms.stream().sorted(ORDER).toList();
  }

  Product times(Product other) {
    List<Atom> all = new ArrayList<>(atoms);
    all.addAll(other.atoms);
    return new Product(all);
  }

  /** This without the factors of another; empty where it lacks one. */
  Optional<Product> over(Product other) {
    List<Atom> rest = new ArrayList<>(atoms);
    for (Atom atom : other.atoms) {
      if (!rest.remove(atom)) {
        return Optional.empty();
      }
    }
    return Optional.of(new Product(rest));
  }

  /** Higher degrees first, 1 last. */
  @Override
  public int compareTo(Product other) {
    int degree = Integer.compare(other.atoms.size(), atoms.size());
    return degree != 0 ? degree : toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return atoms.stream().map(Atom::toString).collect(Collectors.joining("*"));
  }
}
