package io.vitrine.view.diagram;

import io.vitrine.figure.Numbers;
import io.vitrine.figure.Solid.Point;
import io.vitrine.view.diagram.Block.Kind;
import io.vitrine.view.diagram.Blocks.Skip;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where blocks stand: in a row along the x axis, their centers at y = z = 0.
 *
 * <p>A pool is glued to the block that it pools; between all others is room for an arrow, more
 * where deep blocks would hide each other. Skips run above the blocks between their ends, each in a
 * lane of its own where they overlap.
 *
 * @param places one for each block of the chain
 * @param links the arrow into a block, for each block that is not glued to the one before
 * @param skips the line of each skip, in their order
 */
record BlockLayout(List<Place> places, List<Link> links, List<List<Point>> skips) {
  /** Half of the slant that the oblique projection gives a unit of depth. */
  private static final double SLANT = 0.385 / 2;

  private static final double GAP = 4.5;

  /** How much of the slants of two neighbors stands between them; 1: nothing is hidden. */
  private static final double OPENNESS = 0.62;

  private static final double LONGEST_WITHOUT_MAPS = 18;
  private static final double LANE = 3.5;
  private static final double BALL_RADIUS = 1.8;

  /**
   * A block's place.
   *
   * @param west the center of its west face
   * @param widths of its parts
   */
  record Place(Point west, Numbers widths, double height, double depth) {
    double width() {
      return widths.stream().sum();
    }

    Point east() {
      return west.plus(width(), 0, 0);
    }
  }

  /** The arrow from one block to the next. */
  record Link(int into, Point from, Point to) {}

  BlockLayout {
    places = List.copyOf(places);
    links = List.copyOf(links);
    skips = List.copyOf(skips);
  }

  static BlockLayout of(Blocks blocks, Proportions proportions) {
    List<Place> places = new ArrayList<>();
    List<Link> links = new ArrayList<>();
    long most = largestSide(blocks);
    boolean maps = blocks.chain().stream().anyMatch(b -> isMap(b) && b.kind() != Kind.INPUT);
    Proportions sizes = maps ? proportions : proportions.atMost(LONGEST_WITHOUT_MAPS);
    double x = 0;
    for (int i = 0; i < blocks.chain().size(); i++) {
      Block block = blocks.chain().get(i);
      Place place = place(block, sizes, most);
      if (i > 0 && !isGlued(blocks.chain().get(i - 1), block)) {
        double before = Math.max(depth(places, i - 1), depth(places, i - 2));
        double openness = blocks.chain().get(i - 1).kind() == Kind.INPUT ? 1 : OPENNESS;
        x += GAP + SLANT * openness * (before + place.depth());
      }
      place = new Place(new Point(x, 0, 0), place.widths(), place.height(), place.depth());
      if (i > 0 && x > places.get(i - 1).east().x()) {
        links.add(new Link(i, exit(blocks.chain().get(i - 1), places.get(i - 1)), entry(place)));
      }
      places.add(place);
      x += place.width();
    }
    return new BlockLayout(places, links, lines(blocks, places));
  }

  /** The total length along x. */
  double length() {
    return places.get(places.size() - 1).east().x() - places.get(0).west().x();
  }

  private static long largestSide(Blocks blocks) {
    return blocks.chain().stream()
        .map(Block::output)
        .mapToLong(extent -> Math.max(extent.height(), extent.width()))
        .max()
        .orElse(1);
  }

  private static Place place(Block block, Proportions proportions, long most) {
    Numbers widths =
        Numbers.of(
            block.parts().size(),
            i -> proportions.width(block.kind(), block.parts().get(i).output().channels()));
    Extent extent = block.output();
    if (block.kind() == Kind.MERGE) {
      double size = 2 * BALL_RADIUS;
      return new Place(new Point(0, 0, 0), Numbers.of(size), size, size);
    }
    if (isMap(block)) {
      return new Place(
          new Point(0, 0, 0),
          widths,
          proportions.side(extent.height(), most),
          proportions.side(extent.width(), most));
    }
    double thin = Math.max(proportions.shortest(), 3);
    return new Place(new Point(0, 0, 0), widths, thin, proportions.depth(extent.channels()));
  }

  private static boolean isMap(Block block) {
    return block.output().isMap()
        || block.kind() == Kind.POOLING
        || block.kind() == Kind.CONVOLUTION;
  }

  private static boolean isGlued(Block before, Block block) {
    return block.kind() == Kind.POOLING
        && (before.kind() == Kind.CONVOLUTION || before.kind() == Kind.OTHER);
  }

  private static double depth(List<Place> places, int index) {
    return index < 0 ? 0 : places.get(index).depth();
  }

  /** Where an arrow leaves a block: the center of its east face, or the far edge of an input. */
  private static Point exit(Block block, Place place) {
    double beyond = block.kind() == Kind.INPUT ? SLANT * place.depth() : 0;
    return place.east().plus(beyond, 0, 0);
  }

  /**
   * Where an arrow meets a block: the center of its west face, or, where the front face hides that,
   * the front face's edge.
   */
  private static Point entry(Place place) {
    double slant = SLANT * place.depth();
    return place.height() / 2 > slant ? place.west().plus(-slant, 0, 0) : place.west();
  }

  /**
   * Lines up from the first block, across in a lane above all blocks between, and down into the
   * second. Shorter skips take the lower lanes.
   */
  private static List<List<Point>> lines(Blocks blocks, List<Place> places) {
    List<Skip> skips = blocks.skips();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < skips.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingInt(i -> skips.get(i).to() - skips.get(i).from()));
    int[] lanes = new int[skips.size()];
    List<List<Skip>> taken = new ArrayList<>();
    for (int index : order) {
      Skip skip = skips.get(index);
      int lane = 0;
      while (lane < taken.size() && taken.get(lane).stream().anyMatch(s -> overlap(s, skip))) {
        lane++;
      }
      if (lane == taken.size()) {
        taken.add(new ArrayList<>());
      }
      taken.get(lane).add(skip);
      lanes[index] = lane;
    }
    List<List<Point>> lines = new ArrayList<>();
    for (int i = 0; i < skips.size(); i++) {
      lines.add(line(skips.get(i), lanes[i], places));
    }
    return lines;
  }

  private static boolean overlap(Skip a, Skip b) {
    return a.from() < b.to() && b.from() < a.to();
  }

  private static List<Point> line(Skip skip, int lane, List<Place> places) {
    double top = 0;
    for (int i = skip.from(); i <= skip.to(); i++) {
      Place place = places.get(i);
      top = Math.max(top, place.height() / 2 + SLANT * place.depth());
    }
    double y = top + LANE * (lane + 1);
    Place from = places.get(skip.from());
    Place to = places.get(skip.to());
    double start = from.east().x() - Math.min(0.5, from.width() / 2);
    double end = to.west().x() + to.width() / 2;
    return List.of(
        new Point(start, from.height() / 2, 0),
        new Point(start, y, 0),
        new Point(end, y, 0),
        new Point(end, to.height() / 2, 0));
  }
}
