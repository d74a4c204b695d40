package io.vitrine.view.diagram.space;

/**
 * How a connection goes from one block to another.
 *
 * @param way over which line of the layout
 * @param row the row along which it runs, for {@link Way#ALONG}
 */
public record Route(int from, int to, Way way, int row) {
  /** The ways there are. */
  public enum Way {
    /** In a row, to what stands next in it. */
    STRAIGHT,
    /** Above all blocks of the main row between its ends. */
    ARC,
    /** Out of one row and in another, along a row that is free between. */
    ALONG
  }

  static Route straight(int from, int to) {
    return new Route(from, to, Way.STRAIGHT, -1);
  }

  static Route arc(int from, int to) {
    return new Route(from, to, Way.ARC, 0);
  }

  static Route along(int row, int from, int to) {
    return new Route(from, to, Way.ALONG, row);
  }
}
