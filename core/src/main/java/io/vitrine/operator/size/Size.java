package io.vitrine.operator.size;

import io.vitrine.model.Dim;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/**
 * A size computed from sizes that are known by name: a sum of products with whole factors, over one
 * whole divisor. Two sizes that are equal by the rules of sums, products, quotients rounded down
 * and minima have the same form, so far as those rules are known here; names stand for sizes of 0
 * or more.
 *
 * <p>Rules: {@code floor((a n + b) / n) = a + floor(b / n)}, {@code floor(floor(a / m) / n) =
 * floor(a / (m n))}, common factors cancel, {@code max(a, b) = a + b - min(a, b)}.
 *
 * @param terms the factor of each product; none is 0
 * @param divisor of the whole sum; 1 or more, without a factor in common with all terms
 */
public record Size(SortedMap<Product, Long> terms, long divisor) {
  private static final int MOST_TERMS = 8;
  private static final int MOST_TEXT = 120;

  public Size {
    terms = Collections.unmodifiableSortedMap(new TreeMap<>(terms));
  }

  private static Size reduced(SortedMap<Product, Long> terms, long divisor) {
    SortedMap<Product, Long> kept = new TreeMap<>(terms);
    kept.values().removeIf(factor -> factor == 0);
    long common = divisor;
    for (long factor : kept.values()) {
      common = gcd(common, factor);
    }
    long by = common;
    kept.replaceAll((product, factor) -> factor / by);
    return new Size(kept, divisor / by);
  }

  static long gcd(long a, long b) {
    return b == 0 ? Math.abs(a) : gcd(b, a % b);
  }

  public static Size of(long number) {
    return ratio(number, 1);
  }

  /** A fraction, such as a scale of 1/2. */
  public static Size ratio(long number, long divisor) {
    return reduced(new TreeMap<>(Map.of(Product.ONE, number)), divisor);
  }

  /** A size known by this name only. */
  static Size named(String name) {
    return of(new Atom.Name(name));
  }

  static Size of(Atom atom) {
    return new Size(new TreeMap<>(Map.of(new Product(List.of(atom)), 1L)), 1);
  }

  /** The size of a dimension, empty where nothing is known of it. */
  public static Optional<Size> of(Dim dim) {
    if (dim instanceof Dim.Known known) {
      return Optional.of(of(known.size()));
    }
    return dim instanceof Dim.Symbol symbol
        ? Optional.of(SizeParser.parse(symbol.name()))
        : Optional.empty();
  }

  /** This as a dimension: unknown where it is negative or too long to be read. */
  public Dim dim() {
    OptionalLong number = number();
    if (number.isPresent()) {
      return number.getAsLong() < 0 ? Dim.unknown() : Dim.of(number.getAsLong());
    }
    return !isReadable() || constant().isPresent() ? Dim.unknown() : Dim.symbol(toString());
  }

  /** Whether it is short enough to be followed further. */
  public boolean isReadable() {
    return name().isPresent() || (terms.size() <= MOST_TERMS && toString().length() <= MOST_TEXT);
  }

  /** The one name that this is, empty where it is anything else. */
  public Optional<String> name() {
    boolean one = divisor == 1 && terms.size() == 1 && factor(terms.firstKey()) == 1;
    List<Atom> atoms = one ? terms.firstKey().atoms() : List.of();
    return atoms.size() == 1 && atoms.get(0) instanceof Atom.Name name
        ? Optional.of(name.text())
        : Optional.empty();
  }

  private Optional<Long> constant() {
    return terms.isEmpty()
        ? Optional.of(0L)
        : terms.size() == 1 ? Optional.ofNullable(terms.get(Product.ONE)) : Optional.empty();
  }

  /** The number that this is, empty where it depends on a name or is no whole one. */
  public OptionalLong number() {
    return divisor == 1 && constant().isPresent()
        ? OptionalLong.of(constant().get())
        : OptionalLong.empty();
  }

  /** The fraction that this is, empty where it depends on a name. */
  public Optional<Double> value() {
    return constant().map(number -> (double) number / divisor);
  }

  /** Whether it is whole for every value of its names. */
  public boolean isWhole() {
    return divisor == 1;
  }

  private long factor(Product product) {
    return terms.getOrDefault(product, 0L);
  }

  /** The number that is added to what depends on names. */
  long added() {
    return factor(Product.ONE);
  }

  /** This without the number that is added. */
  Size withoutAdded() {
    SortedMap<Product, Long> rest = new TreeMap<>(terms);
    rest.remove(Product.ONE);
    return reduced(rest, divisor);
  }

  public Size plus(Size other) {
    long left = other.divisor / gcd(divisor, other.divisor);
    long common = Math.multiplyExact(divisor, left);
    long right = common / other.divisor;
    SortedMap<Product, Long> sum = new TreeMap<>();
    terms.forEach((product, factor) -> sum.put(product, Math.multiplyExact(factor, left)));
    other.terms.forEach(
        (product, factor) -> sum.merge(product, Math.multiplyExact(factor, right), Math::addExact));
    return reduced(sum, common);
  }

  public Size plus(long number) {
    return plus(of(number));
  }

  public Size minus(Size other) {
    return plus(other.times(-1));
  }

  public Size times(long number) {
    return times(of(number));
  }

  public Size times(Size other) {
    SortedMap<Product, Long> product = new TreeMap<>();
    terms.forEach(
        (a, x) ->
            other.terms.forEach(
                (b, y) -> product.merge(a.times(b), Math.multiplyExact(x, y), Math::addExact)));
    return reduced(product, Math.multiplyExact(divisor, other.divisor));
  }

  /** This over another where that leaves no quotient of sums; empty otherwise, or by 0. */
  public Optional<Size> over(Size other) {
    if (other.terms.isEmpty()) {
      return Optional.empty();
    }
    Product lead = other.terms.firstKey();
    Size quotient = of(0);
    Size rest = this;
    for (int i = 0; i < MOST_TERMS && !rest.terms.isEmpty(); i++) {
      Optional<Product> product = rest.terms.firstKey().over(lead);
      if (product.isEmpty()) {
        return Optional.empty();
      }
      Size part =
          reduced(
                  new TreeMap<>(Map.of(product.get(), rest.factor(rest.terms.firstKey()))),
                  rest.divisor)
              .times(ratioOf(other.divisor, other.factor(lead)));
      quotient = quotient.plus(part);
      rest = rest.minus(part.times(other));
    }
    return rest.terms.isEmpty() ? Optional.of(quotient) : Optional.empty();
  }

  private static Size ratioOf(long number, long by) {
    return by < 0 ? ratio(-number, -by) : ratio(number, by);
  }

  /** {@code floor(this / other)}. Throws {@link ArithmeticException} for the number 0. */
  public Size floorOver(Size other) {
    if (other.terms.isEmpty()) {
      throw new ArithmeticException("a size is divided by 0");
    }
    if (other.constant().isEmpty()) {
      return over(other).filter(Size::isWhole).orElseGet(() -> of(new Atom.Floor(this, other)));
    }
    Size quotient = over(other).orElseThrow();
    return quotient.floor();
  }

  public Size floorOver(long number) {
    return floorOver(of(number));
  }

  public Size ceilOver(long number) {
    return over(of(number))
        .orElseThrow(() -> new ArithmeticException("a size is divided by 0"))
        .ceil();
  }

  /** The smallest whole number that is not below this. */
  public Size ceil() {
    return plus(ratio(divisor - 1, divisor)).floor();
  }

  /** The largest whole number that is not above this. */
  public Size floor() {
    SortedMap<Product, Long> whole = parts(factor -> factor % divisor == 0 ? factor / divisor : 0);
    SortedMap<Product, Long> rest = parts(factor -> factor % divisor == 0 ? 0 : factor);
    long added = rest.getOrDefault(Product.ONE, 0L);
    whole.merge(Product.ONE, Math.floorDiv(added, divisor), Math::addExact);
    rest.put(Product.ONE, Math.floorMod(added, divisor));
    return reduced(whole, 1).plus(fraction(rest));
  }

  private SortedMap<Product, Long> parts(LongUnaryOperator of) {
    SortedMap<Product, Long> parts = new TreeMap<>();
    terms.forEach((product, factor) -> parts.put(product, of.applyAsLong(factor)));
    return parts;
  }

  /** The floor of a sum over this divisor; the number added is 0 or more and below the divisor. */
  private Size fraction(SortedMap<Product, Long> sum) {
    Size names = reduced(sum, 1).withoutAdded();
    long added = sum.getOrDefault(Product.ONE, 0L);
    if (names.terms.isEmpty()) {
      return of(0);
    }
    long common = divisor;
    for (long factor : names.terms.values()) {
      common = gcd(common, factor);
    }
    Size over = names.over(of(common)).orElseThrow().plus(added / common);
    long under = divisor / common;
    if (under == 1) {
      return over;
    }
    if (names.terms.size() == 1
        && names.terms.firstKey().atoms().size() == 1
        && names.factor(names.terms.firstKey()) == common
        && names.terms.firstKey().atoms().get(0) instanceof Atom.Floor inner
        && inner.under().number().isPresent()) {
      long within = inner.under().number().getAsLong();
      return inner
          .over()
          .plus(Math.multiplyExact(over.added(), within))
          .floorOver(Math.multiplyExact(under, within));
    }
    return of(new Atom.Floor(over, of(under)));
  }

  /** The smaller of both. */
  public Size min(Size other) {
    Size difference = minus(other);
    Optional<Double> known = difference.value();
    if (known.isPresent()) {
      return known.get() <= 0 ? this : other;
    }
    if (difference.atLeast().orElse(-1) >= 0) {
      return other;
    }
    if (other.minus(this).atLeast().orElse(-1) >= 0) {
      return this;
    }
    if (difference.divisor != 1) {
      return of(new Atom.Least(0, difference)).plus(other);
    }
    return difference.factor(difference.terms.firstKey()) < 0
        ? other.minus(this).below().plus(this)
        : difference.below().plus(other);
  }

  /** {@code min(0, this)}, the first factor being positive. */
  private Size below() {
    long number = -added();
    return of(new Atom.Least(number, withoutAdded())).plus(-number);
  }

  /** The larger of both. */
  public Size max(Size other) {
    return plus(other).minus(min(other));
  }

  /** The least that this can be, as names stand for 0 or more; empty where that is not known. */
  public OptionalLong atLeast() {
    Optional<Maximum> maximum = Maximum.in(this);
    if (maximum.isPresent()) {
      return OptionalLong.of(maximum.get().added());
    }
    Optional<Minimum> minimum = Minimum.in(this);
    if (minimum.isPresent()) {
      OptionalLong one = minimum.get().one().atLeast();
      OptionalLong other = minimum.get().other().atLeast();
      return one.isPresent() && other.isPresent()
          ? OptionalLong.of(Math.min(one.getAsLong(), other.getAsLong()))
          : OptionalLong.empty();
    }
    for (Map.Entry<Product, Long> term : terms.entrySet()) {
      boolean positive = term.getKey().atoms().stream().allMatch(Size::isPositive);
      if (!term.getKey().equals(Product.ONE) && (term.getValue() < 0 || !positive)) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.of(Math.floorDiv(added(), divisor));
  }

  private static boolean isPositive(Atom atom) {
    if (atom instanceof Atom.Floor floor) {
      return floor.over().atLeast().orElse(-1) >= 0 && floor.under().atLeast().orElse(-1) >= 0;
    }
    return !(atom instanceof Atom.Least least)
        || (least.number() >= 0 && least.size().atLeast().orElse(-1) >= 0);
  }

  /** This with the names that are bound replaced by their numbers. */
  public Size bound(Map<String, Long> numbers) {
    Size sum = of(0);
    for (Map.Entry<Product, Long> term : terms.entrySet()) {
      Size product = of(term.getValue());
      for (Atom atom : term.getKey().atoms()) {
        product = product.times(bound(atom, numbers));
      }
      sum = sum.plus(product);
    }
    return sum.over(of(divisor)).orElseThrow();
  }

  private static Size bound(Atom atom, Map<String, Long> numbers) {
    if (atom instanceof Atom.Floor floor) {
      return floor.over().bound(numbers).floorOver(floor.under().bound(numbers));
    }
    if (atom instanceof Atom.Least least) {
      return of(least.number()).min(least.size().bound(numbers));
    }
    Long number = numbers.get(atom.toString());
    return number == null ? of(atom) : of(number);
  }

  /** For example {@code 2*N + 1} or {@code floor(H/2)}. */
  @Override
  public String toString() {
    return SizeText.of(this);
  }
}
