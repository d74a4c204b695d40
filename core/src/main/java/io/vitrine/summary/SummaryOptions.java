package io.vitrine.summary;

import io.vitrine.model.ElementType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a summary covers and shows.
 *
 * @param batch the batch size for inputs that leave it open, 1 or more
 * @param depth how many names of a path get rows of their own; deeper layers are summed, 1 or more
 * @param columns which columns tables show, in order; the layer's always comes first
 * @param sort the order of the rows; empty for the tree in running order
 * @param locale the language of headings and sentences; numbers are written alike in all
 * @param activations the element type in which values with fractions are held, such as bfloat16
 *     under autocast; empty for the network's own
 * @param frozen names of parameters, or paths above them, that training does not change
 */
public record SummaryOptions(
    long batch,
    int depth,
    List<Column> columns,
    Optional<Sort> sort,
    Locale locale,
    Optional<ElementType> activations,
    Set<String> frozen) {
  /** An order of rows; rows without a value come last, equal ones keep their order. */
  public record Sort(Column column, Order order) {
    /** Numbers from large to small, texts from A to Z. */
    public static Sort by(Column column) {
      return new Sort(column, column.isNumber() ? Order.DESCENDING : Order.ASCENDING);
    }

    int compare(SummaryRow a, SummaryRow b) {
      return column.isNumber()
          ? compare(Cells.number(a, column), Cells.number(b, column), Double::compare)
          : compare(Cells.raw(a, column), Cells.raw(b, column), String::compareToIgnoreCase);
    }

    private <T> int compare(Optional<T> a, Optional<T> b, Comparator<T> ascending) {
      if (a.isEmpty() || b.isEmpty()) {
        return Boolean.compare(a.isEmpty(), b.isEmpty());
      }
      int compared = ascending.compare(a.get(), b.get());
      return order == Order.ASCENDING ? compared : -compared;
    }
  }

  /** The direction of an order. */
  public enum Order {
    ASCENDING,
    DESCENDING
  }

  public SummaryOptions {
    if (batch < 1 || depth < 1) {
      throw new IllegalArgumentException(
          "expected batch and depth of 1 or more, found " + batch + " and " + depth);
    }
    List<Column> ordered = new ArrayList<>(List.of(Column.LAYER));
    columns.stream().filter(column -> !ordered.contains(column)).forEach(ordered::add);
    columns = List.copyOf(ordered);
    frozen = Set.copyOf(frozen);
  }

  /** Batch 1, depth 3, the usual columns as a tree, in the machine's language. */
  public static SummaryOptions defaults() {
    return new SummaryOptions(
        1, 3, Column.USUAL, Optional.empty(), Locale.getDefault(), Optional.empty(), Set.of());
  }

  public SummaryOptions batch(long size) {
    return new SummaryOptions(size, depth, columns, sort, locale, activations, frozen);
  }

  public SummaryOptions depth(int names) {
    return new SummaryOptions(batch, names, columns, sort, locale, activations, frozen);
  }

  /** Every row, as a tree: what other tables are made from. */
  public SummaryOptions whole() {
    return new SummaryOptions(
        batch, Integer.MAX_VALUE, columns, Optional.empty(), locale, activations, frozen);
  }

  public SummaryOptions columns(List<Column> shown) {
    return new SummaryOptions(batch, depth, shown, sort, locale, activations, frozen);
  }

  /** With each layer's purpose and the formula of its size. */
  public SummaryOptions explained() {
    List<Column> all = new ArrayList<>(columns);
    all.add(Column.SIZE_FORMULA);
    all.add(Column.PURPOSE);
    return columns(all);
  }

  public SummaryOptions sort(Sort by) {
    return new SummaryOptions(batch, depth, columns, Optional.of(by), locale, activations, frozen);
  }

  public SummaryOptions locale(Locale language) {
    return new SummaryOptions(batch, depth, columns, sort, language, activations, frozen);
  }

  public SummaryOptions activations(ElementType elements) {
    return new SummaryOptions(batch, depth, columns, sort, locale, Optional.of(elements), frozen);
  }

  /** Whether a parameter's name, or a path above it, is named as frozen. */
  public boolean isFrozen(String parameter) {
    return frozen.stream()
        .anyMatch(name -> parameter.equals(name) || parameter.startsWith(name + "."));
  }

  public SummaryOptions frozen(Set<String> names) {
    return new SummaryOptions(batch, depth, columns, sort, locale, activations, names);
  }
}
