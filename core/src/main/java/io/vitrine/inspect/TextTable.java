package io.vitrine.inspect;

import io.vitrine.language.TextLayout;
import java.util.ArrayList;
import java.util.List;

/** Columns of text, each as wide as its widest cell; numbers stand at the right. */
final class TextTable {
  private static final String GAP = "  ";

  private final List<Boolean> numbers;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * A table without rows.
   *
   * @param numbers for each column, whether it holds numbers
   */
  TextTable(Boolean... numbers) {
    this.numbers = List.of(numbers);
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  void write(StringBuilder out, String indent) {
    int[] widths = new int[numbers.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], TextLayout.width(row.get(i)));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(indent);
      for (int i = 0; i < widths.length; i++) {
        line.append(i == 0 ? "" : GAP)
            .append(
                numbers.get(i)
                    ? TextLayout.right(row.get(i), widths[i])
                    : TextLayout.left(row.get(i), widths[i]));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }
}
