package io.vitrine.view.diagram.space;

import io.vitrine.view.diagram.block.Blocks;
import io.vitrine.view.diagram.block.Blocks.Link;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which column and row each block stands in, and how connections go.
 *
 * <p>A block's column is the length of the longest way to it, so that every connection leads to the
 * right and the longest way of all, row 0, has a block in each column. What is left goes in chains
 * into rows below, each where its whole length is free, so that level lines meet no block; upright
 * lines run between two columns, where there is none.
 */
public final class Rows {
  private final Blocks blocks;
  private final int[] columns;
  private final int[] rows;
  private final List<List<int[]>> taken = new ArrayList<>();
  private final List<List<Integer>> sources = new ArrayList<>();
  private final List<List<Integer>> targets = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();

  private Rows(Blocks blocks) {
    this.blocks = blocks;
    this.columns = new int[blocks.size()];
    this.rows = new int[blocks.size()];
    for (int b = 0; b < blocks.size(); b++) {
      sources.add(new ArrayList<>());
      targets.add(new ArrayList<>());
    }
    for (Link link : blocks.links()) {
      sources.get(link.to()).add(link.from());
      targets.get(link.from()).add(link.to());
    }
  }

  static Rows of(Blocks blocks) {
    Rows rows = new Rows(blocks);
    rows.placeInColumns();
    rows.placeInRows();
    rows.route();
    return rows;
  }

  public int column(int block) {
    return columns[block];
  }

  public int row(int block) {
    return rows[block];
  }

  public int columnCount() {
    return Arrays.stream(columns).max().orElse(0) + 1;
  }

  /** How many rows hold blocks or lines. */
  public int rowCount() {
    return taken.size();
  }

  public List<Route> routes() {
    return routes;
  }

  private void placeInColumns() {
    for (int b = 0; b < blocks.size(); b++) {
      columns[b] = sources.get(b).stream().mapToInt(s -> columns[s] + 1).max().orElse(0);
    }
    for (int b = blocks.size() - 1; b >= 0; b--) {
      if (sources.get(b).isEmpty() && !targets.get(b).isEmpty()) {
        columns[b] = targets.get(b).stream().mapToInt(t -> columns[t]).min().orElse(1) - 1;
      }
    }
  }

  private void placeInRows() {
    Arrays.fill(rows, -1);
    taken.add(new ArrayList<>());
    for (int b = lastOfMain(); b >= 0; b = before(b)) {
      rows[b] = 0;
    }
    for (int b = 0; b < blocks.size(); b++) {
      if (rows[b] < 0) {
        placeChain(b);
      }
    }
  }

  private int lastOfMain() {
    int last = 0;
    for (int b = 0; b < blocks.size(); b++) {
      last = columns[b] > columns[last] ? b : last;
    }
    return last;
  }

  private int before(int block) {
    return sources.get(block).stream()
        .filter(source -> columns[source] == columns[block] - 1)
        .findFirst()
        .orElse(-1);
  }

  /** Puts a block and what follows it, as far as that has no place, into one row. */
  private void placeChain(int first) {
    List<Integer> chain = new ArrayList<>(List.of(first));
    int next = following(first);
    while (next >= 0) {
      chain.add(next);
      next = following(next);
    }
    int last = chain.get(chain.size() - 1);
    int join = targets.get(last).stream().mapToInt(t -> columns[t]).min().orElse(columns[last] + 1);
    int row = freeRow(2 * columns[first] - 1, 2 * join - 1);
    chain.forEach(block -> rows[block] = row);
  }

  private int following(int block) {
    return targets.get(block).stream().filter(target -> rows[target] < 0).findFirst().orElse(-1);
  }

  /** A row below the main one where an interval is free, which it takes. Gaps are odd. */
  private int freeRow(int from, int to) {
    int row = 1;
    while (!take(row, from, to)) {
      row++;
    }
    return row;
  }

  private boolean take(int row, int from, int to) {
    while (taken.size() <= row) {
      taken.add(new ArrayList<>());
    }
    boolean free = taken.get(row).stream().noneMatch(t -> t[0] <= to && from <= t[1]);
    if (free) {
      taken.get(row).add(new int[] {from, to});
    }
    return free;
  }

  private void route() {
    for (Link link : blocks.links()) {
      routes.add(route(link.from(), link.to()));
    }
  }

  private Route route(int from, int to) {
    boolean next = columns[to] == columns[from] + 1;
    if (rows[from] == rows[to]) {
      boolean empty = noneBetween(from, to);
      if (next || empty && rows[from] > 0) {
        return Route.straight(from, to);
      }
      return rows[from] == 0 ? Route.arc(from, to) : lane(from, to);
    }
    if (next) {
      return Route.along(Math.max(rows[from], rows[to]), from, to);
    }
    int[] tries = rows[from] > rows[to] ? new int[] {rows[from]} : new int[] {rows[to]};
    for (int row : tries) {
      if (rows[from] == row && isTail(from, to) || isFree(row, from, to)) {
        return Route.along(row, from, to);
      }
    }
    return lane(from, to);
  }

  private boolean noneBetween(int from, int to) {
    for (int b = 0; b < blocks.size(); b++) {
      if (rows[b] == rows[from] && columns[b] > columns[from] && columns[b] < columns[to]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the chain that a block ends holds its row up to another's column. */
  private boolean isTail(int from, int to) {
    return following(from) < 0
        && taken.get(rows[from]).stream()
            .anyMatch(t -> t[0] <= 2 * columns[from] && t[1] >= 2 * columns[to] - 1)
        && noneInRow(rows[from], columns[from], columns[to]);
  }

  private boolean noneInRow(int row, int after, int before) {
    for (int b = 0; b < blocks.size(); b++) {
      if (rows[b] == row && columns[b] > after && columns[b] < before) {
        return false;
      }
    }
    return true;
  }

  private boolean isFree(int row, int from, int to) {
    int begin = rows[from] == row ? 2 * columns[from] + 2 : 2 * columns[from] + 1;
    int end = rows[to] == row ? 2 * columns[to] - 2 : 2 * columns[to] - 1;
    return row > 0 && begin <= end && take(row, begin, end);
  }

  private Route lane(int from, int to) {
    return Route.along(freeRow(2 * columns[from] + 1, 2 * columns[to] - 1), from, to);
  }
}
