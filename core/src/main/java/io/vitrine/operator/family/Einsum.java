package io.vitrine.operator.family;

import io.vitrine.model.Dim;
import io.vitrine.model.Shape;
import io.vitrine.operator.shape.Broadcast;
import io.vitrine.operator.shape.Count;
import io.vitrine.operator.shape.ShapeContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * An Einstein summation {@code ij,jk->ik}: each letter is an axis, letters that the output lacks
 * are summed over, {@code ...} stands for axes that broadcast (ONNX, Einsum; NumPy, einsum).
 */
final class Einsum {
  private static final String REST = "...";

  private final ShapeContext context;
  private final String[] terms;
  private final Optional<String> wanted;
  private final Map<Character, Dim> sizes = new TreeMap<>();
  private final Map<Character, Integer> uses = new TreeMap<>();
  private Shape rest = Shape.SCALAR;
  private boolean known = true;

  private Einsum(ShapeContext context, String equation) {
    this.context = context;
    int arrow = equation.indexOf("->");
    this.wanted = arrow < 0 ? Optional.empty() : Optional.of(equation.substring(arrow + 2));
    this.terms = (arrow < 0 ? equation : equation.substring(0, arrow)).split(",", -1);
  }

  /** The equation of a node with the shapes of its inputs. */
  static Einsum of(ShapeContext context) {
    String equation = context.node().stringOr("equation", "").replace(" ", "");
    Einsum einsum = new Einsum(context, equation);
    if (einsum.terms.length != context.inputs()) {
      throw context.error(
          "the equation '" + equation + "' does not fit " + context.inputs() + " inputs");
    }
    for (int i = 0; i < einsum.terms.length; i++) {
      einsum.read(einsum.terms[i], context.shape(i));
    }
    return einsum;
  }

  private void read(String term, Optional<Shape> shape) {
    term.replace(REST, "").chars().forEach(letter -> uses.merge((char) letter, 1, Integer::sum));
    if (shape.isEmpty()) {
      known = false;
      return;
    }
    int letters = term.replace(REST, "").length();
    int extra = shape.get().rank() - letters;
    int at = term.indexOf(REST);
    if (extra < 0 || (at < 0 && extra > 0)) {
      throw context.error("the term '" + term + "' does not fit the input " + shape.get());
    }
    if (at >= 0) {
      rest = Broadcast.of(context, rest, shape.get().subShape(at, at + extra));
    }
    String plain = term.replace(REST, "");
    for (int i = 0; i < letters; i++) {
      Dim dim = shape.get().dim(at >= 0 && i >= at ? i + extra : i);
      sizes.merge(plain.charAt(i), dim, this::same);
    }
  }

  private Dim same(Dim a, Dim b) {
    return Broadcast.of(context, Shape.of(a), Shape.of(b)).dim(0);
  }

  /** Without an arrow: the broadcast axes, then the letters used once, in alphabetical order. */
  private String target() {
    if (wanted.isPresent()) {
      return wanted.get();
    }
    StringBuilder letters = new StringBuilder(REST);
    uses.forEach((letter, count) -> letters.append(count == 1 ? letter.toString() : ""));
    return letters.toString();
  }

  /** The output's shape; where an input's rank is not known, its rank where no axes broadcast. */
  Optional<Shape> output() {
    String target = target();
    boolean broadcasts = String.join(",", terms).contains(REST);
    if (!known && broadcasts) {
      return Optional.empty();
    }
    List<Dim> dims = new ArrayList<>();
    String plain = target.replace(REST, "");
    int at = target.indexOf(REST);
    for (int i = 0; i <= plain.length(); i++) {
      if (i == at) {
        dims.addAll(rest.dims());
      }
      if (i < plain.length()) {
        dims.add(sizes.getOrDefault(plain.charAt(i), Dim.unknown()));
      }
    }
    return Optional.of(new Shape(dims));
  }

  /**
   * For two inputs, one product for each combination of all letters and broadcast axes. One input
   * multiplies nothing; with three or more the order of the products is not fixed, so the count is
   * not known.
   */
  OptionalLong macs() {
    if (terms.length < 2) {
      return OptionalLong.of(0);
    }
    if (terms.length > 2 || !known) {
      return OptionalLong.empty();
    }
    List<Dim> all = new ArrayList<>(rest.dims());
    all.addAll(sizes.values());
    return Count.product(all.toArray(new Dim[0]));
  }
}
