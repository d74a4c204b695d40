package io.vitrine.view.diagram.space;

import io.vitrine.figure.Numbers;
import io.vitrine.figure.Solid.Point;
import io.vitrine.render.layout.part.Typography;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.block.Blocks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where blocks stand: columns along the x axis, rows along y, all centers at z = 0.
 *
 * <p>A pool is glued to the block that it pools. Between all others is room for an arrow, more
 * where deep blocks would hide each other, and all the room that their slants take where a line
 * runs upright between them.
 */
public final class BlockLayout {
  /** Half of the slant that the oblique projection gives a unit of depth. */
  private static final double SLANT = 0.385 / 2;

  private static final double TRACK = 2.2;

  /** A letter of a caption, in units, on a page of middling scale. */
  static final double LETTER = 1.5;

  /** How much of the slants of two neighbors stands between them; 1: nothing is hidden. */
  private static final double OPENNESS = 0.62;

  private static final double LABELS_PX = 52;

  /** The room between two captions. */
  private static final double APART_PX = 9;

  /** Room for captions makes a picture longer, so its units shorter and its captions wider. */
  private static final int ROUNDS = 4;

  private static final double TIMES_PX = 22;
  private static final double BARE_ROW = 3;

  /** How far above a block the arcs past its parts run. */
  static final double BYPASS = 1.8;

  /**
   * A block's place.
   *
   * @param west the center of its west face
   * @param widths of its parts
   * @param taper the west face's size as a share of the east face's
   */
  public record Place(Point west, Numbers widths, double height, double depth, double taper) {
    public double width() {
      return widths.stream().sum();
    }

    public Point east() {
      return west.plus(width(), 0, 0);
    }

    Place at(double x, double y) {
      return new Place(new Point(x, y, 0), widths, height, depth, taper);
    }

    /** How far it reaches to either side, up and down beyond its front's middle, as it is drawn. */
    double slant() {
      return SLANT * depth;
    }

    public double top() {
      return west.y() + height / 2 + slant();
    }

    /** Of a ball: the point to the left, -1, or right, 1, that is some height above its center. */
    Point onBall(int side, double up) {
      double radius = height / 2;
      return west.plus(radius + side * Math.sqrt(radius * radius - up * up), up, 0);
    }
  }

  /** A line from one block to another. */
  public record Line(Route route, List<Point> points) {
    public Line {
      points = List.copyOf(points);
    }
  }

  private final Blocks blocks;
  private final Rows rows;
  private final Ports ports;
  private final Sizing sizing;
  private final double gap;
  private final List<Place> places = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final Map<String, Double> tracks = new HashMap<>();
  private final double[] rowY;

  private BlockLayout(Blocks blocks, Sizing sizing) {
    this.blocks = blocks;
    this.rows = Rows.of(blocks);
    this.ports = new Ports(blocks, rows);
    this.sizing = sizing;
    this.gap = sizing.gap();
    this.rowY = new double[Math.max(1, rows.rowCount())];
    blocks.all().forEach(block -> places.add(sizing.place(block)));
    for (int round = 0; round < ROUNDS; round++) {
      placeColumns(round == 0 ? 0 : 1 / unitPx());
    }
    placeRows();
    connect();
  }

  /** Where the blocks of a size stand. */
  public static BlockLayout of(Blocks blocks, Sizing sizing) {
    return new BlockLayout(blocks, sizing);
  }

  public List<Place> places() {
    return List.copyOf(places);
  }

  Place place(int block) {
    return places.get(block);
  }

  public Rows rows() {
    return rows;
  }

  /** The connections between blocks that are not glued. */
  public List<Line> lines() {
    return List.copyOf(lines);
  }

  /** The total length along x. */
  public double length() {
    double from = places.stream().mapToDouble(p -> p.west().x()).min().orElse(0);
    return places.stream().mapToDouble(p -> p.east().x()).max().orElse(0) - from;
  }

  /** CSS pixels in a unit, so that the whole is about as wide as a page, within bounds. */
  public double unitPx() {
    return sizing.unitPx(length());
  }

  /** The highest point of blocks and what is written above them, between two blocks of row 0. */
  public double topBetween(int from, int to) {
    double top = -1e9;
    for (int b = 0; b < blocks.size(); b++) {
      if (rows.row(b) == 0 && rows.column(b) >= from && rows.column(b) <= to) {
        top = Math.max(top, reach(b));
      }
    }
    return top;
  }

  /** How high a block and what is written above it reach, below the main row brackets too. */
  private double reach(int block) {
    long frames = rows.row(block) == 0 ? 0 : blocks.framesAround(block);
    return bare(block) + frames * Math.max(Brackets.STEP, 1 + TIMES_PX / unitPx());
  }

  private double bare(int block) {
    Place place = places.get(block);
    double top = place.top() + sizing.headroom(blocks.get(block));
    if (!blocks.get(block).bypasses().isEmpty()) {
      top += BYPASS;
    }
    return blocks.get(block).times() > 1 ? top + 1 + TIMES_PX / unitPx() : top;
  }

  /** The highest point of some blocks and what belongs to each of them. */
  double topOf(List<Integer> some) {
    return some.stream().mapToDouble(this::bare).max().orElse(0);
  }

  private boolean isGlued(int block) {
    boolean apart = sizing.gluing() == Sizing.Gluing.APART;
    if (apart || blocks.get(block).look() != Look.POOLING || rows.row(block) != 0) {
      return false;
    }
    List<Integer> sources = blocks.sources(block);
    if (sources.size() != 1 || rows.row(sources.get(0)) != 0) {
      return false;
    }
    int column = rows.column(block);
    Look before = blocks.get(sources.get(0)).look();
    return column == rows.column(sources.get(0)) + 1
        && inColumn(column).size() == 1
        && inColumn(column - 1).size() == 1
        && before == Look.CONVOLUTION
        && blocks.get(sources.get(0)).times() == 1;
  }

  private List<Integer> inColumn(int column) {
    List<Integer> found = new ArrayList<>();
    for (int b = 0; b < blocks.size(); b++) {
      if (rows.column(b) == column) {
        found.add(b);
      }
    }
    return found;
  }

  /**
   * Places the columns.
   *
   * @param pxUnits a pixel in units, or 0 where captions are of no concern
   */
  private void placeColumns(double pxUnits) {
    double captioned = Double.NEGATIVE_INFINITY;
    Map<Integer, Map<String, Integer>> upright = upright();
    boolean[] arced = new boolean[rows.columnCount() + 1];
    for (Route route : rows.routes()) {
      if (route.way() == Route.Way.ARC) {
        arced[rows.column(route.from())] = true;
        arced[rows.column(route.to())] = true;
      }
    }
    double x = 0;
    double before = 0;
    double right = 0;
    for (int column = 0; column < rows.columnCount(); column++) {
      List<Integer> here = inColumn(column);
      double slant = here.stream().mapToDouble(b -> places.get(b).slant()).max().orElse(0);
      boolean glued = here.size() == 1 && isGlued(here.get(0));
      if (column > 0 && !glued) {
        Map<String, Integer> keys = upright.getOrDefault(column - 1, Map.of());
        boolean open = !keys.isEmpty() || arced[column] || arced[column - 1] || isInput(column - 1);
        double left = keys.isEmpty() ? slant : Math.max(slant, captionsLeft(here));
        before = keys.isEmpty() ? before : Math.max(before, right);
        double begin = x + before + gap / 2;
        keys.forEach((key, track) -> tracks.put(key, begin + TRACK * track));
        double extra = keys.isEmpty() ? 0 : gap / 2 + TRACK * (keys.size() - 1);
        x += gap + extra + (open ? 1 : OPENNESS) * (before + left);
      }
      for (int block : here) {
        if (rows.row(block) == 0 && pxUnits > 0 && !blocks.get(block).caption().isEmpty()) {
          Beside caption = beside(block, pxUnits);
          x = Math.max(x, captioned - caption.left());
          captioned = x + caption.right();
        }
      }
      for (int block : here) {
        places.set(block, places.get(block).at(x, 0));
      }
      double width = here.stream().mapToDouble(b -> places.get(b).width()).max().orElse(0);
      x += width;
      right = captionsRight(here, width);
      before = glued ? Math.max(before, slant) : slant;
    }
  }

  /** How far the caption of a block of the main row reaches to either side of its west face. */
  private record Beside(double left, double right) {}

  private Beside beside(int block, double pxUnits) {
    Place place = places.get(block);
    double half =
        (Typography.width(blocks.get(block).caption(), Typography.CAPTION) + APART_PX)
            * pxUnits
            / 2;
    double middle = place.width() / 2 - place.slant();
    return new Beside(middle - half, middle + half);
  }

  /** How far a column's captions reach to the left of its blocks' fronts, about. */
  private double captionsLeft(List<Integer> column) {
    return column.stream()
        .mapToDouble(b -> half(b) - places.get(b).width() / 2 + places.get(b).slant())
        .max()
        .orElse(0);
  }

  /** How far a column's captions reach to the right of the column, about. */
  private double captionsRight(List<Integer> column, double width) {
    return column.stream()
        .mapToDouble(b -> half(b) + places.get(b).width() / 2 - width - places.get(b).slant())
        .max()
        .orElse(0);
  }

  private double half(int block) {
    return blocks.get(block).caption().length() * LETTER / 2;
  }

  private boolean isInput(int column) {
    return inColumn(column).stream().anyMatch(b -> blocks.get(b).look() == Look.INPUT);
  }

  /**
   * The upright lines behind each column, each with its number in that gap: those that leave first,
   * so that none of them joins one that enters.
   */
  private Map<Integer, Map<String, Integer>> upright() {
    Map<Integer, Map<String, Integer>> upright = new HashMap<>();
    List<Route> along = new ArrayList<>(rows.routes());
    along.removeIf(route -> route.way() != Route.Way.ALONG);
    for (Route route : along) {
      if (route.row() != rows.row(route.from())) {
        note(upright, rows.column(route.from()), leaving(route));
      }
    }
    along.sort(Comparator.comparingInt(route -> Math.abs(ports.slot(route))));
    for (Route route : along) {
      if (route.row() != rows.row(route.to())) {
        note(upright, rows.column(route.to()) - 1, entering(route));
      }
    }
    return upright;
  }

  private static void note(Map<Integer, Map<String, Integer>> upright, int gap, String key) {
    Map<String, Integer> keys = upright.computeIfAbsent(gap, g -> new LinkedHashMap<>());
    keys.putIfAbsent(key, keys.size());
  }

  private static String leaving(Route route) {
    return "from " + route.from();
  }

  private String entering(Route route) {
    return "to " + route.to() + " at " + ports.slot(route);
  }

  /** Each row below those before it, as far as they have blocks in the same columns. */
  private void placeRows() {
    double labels = LABELS_PX / unitPx();
    for (int row = 1; row < rows.rowCount(); row++) {
      double top = BARE_ROW / 2;
      int from = Integer.MAX_VALUE;
      int to = -1;
      for (int b = 0; b < blocks.size(); b++) {
        if (rows.row(b) == row) {
          top = Math.max(top, reach(b));
          from = Math.min(from, rows.column(b) - 1);
          to = Math.max(to, rows.column(b) + 1);
        }
      }
      for (Route route : rows.routes()) {
        if (route.way() == Route.Way.ALONG && route.row() == row) {
          from = Math.min(from, rows.column(route.from()));
          to = Math.max(to, rows.column(route.to()));
        }
      }
      rowY[row] = lowest(row, from, to, labels) - top - 1;
      for (int b = 0; b < blocks.size(); b++) {
        if (rows.row(b) == row) {
          places.set(b, places.get(b).at(places.get(b).west().x(), rowY[row]));
        }
      }
    }
  }

  private double lowest(int row, int from, int to, double labels) {
    double low = 0;
    for (int above = 1; above < row; above++) {
      low = Math.min(low, rowY[above] - BARE_ROW / 2);
    }
    for (int b = 0; b < blocks.size(); b++) {
      if (rows.row(b) < row && rows.column(b) >= from && rows.column(b) <= to) {
        Place place = places.get(b);
        double below = blocks.get(b).look() == Look.MERGE ? 0 : labels;
        low = Math.min(low, place.west().y() - place.height() / 2 - place.slant() - below);
      }
    }
    return low;
  }

  private void connect() {
    for (Route route : rows.routes()) {
      switch (route.way()) {
        case STRAIGHT -> {
          if (places.get(route.to()).west().x() > places.get(route.from()).east().x()) {
            lines.add(new Line(route, List.of(exit(route.from()), entry(route))));
          }
        }
        case ALONG -> lines.add(new Line(route, along(route)));
        case ARC -> {}
      }
    }
    lines.addAll(new Arcs(blocks, this, sizing).lines());
  }

  private List<Point> along(Route route) {
    Point exit = exit(route.from());
    Point entry = entry(route);
    List<Point> points = new ArrayList<>(List.of(exit));
    double y = route.row() == rows.row(route.to()) ? entry.y() : rowY[route.row()];
    if (route.row() != rows.row(route.from())) {
      double x = tracks.getOrDefault(leaving(route), exit.x());
      points.add(new Point(x, exit.y(), 0));
      points.add(new Point(x, y, 0));
    }
    if (route.row() != rows.row(route.to())) {
      double x = tracks.getOrDefault(entering(route), entry.x());
      points.add(new Point(x, y, 0));
      points.add(new Point(x, entry.y(), 0));
    }
    points.add(entry);
    return points;
  }

  /** Where an arrow leaves a block: the center of its east face, or the far edge of an input. */
  private Point exit(int block) {
    Place place = places.get(block);
    double beyond = blocks.get(block).look() == Look.INPUT ? place.slant() : 0;
    return place.east().plus(beyond, 0, 0);
  }

  /**
   * Where an arrow meets a block: its west face, or, where the front face hides that, the front
   * face's edge.
   */
  private Point entry(Route route) {
    Place place = places.get(route.to());
    double up = ports.offset(route, place.height());
    if (blocks.get(route.to()).look() == Look.MERGE) {
      return place.onBall(-1, up);
    }
    double slant = place.slant() * place.taper();
    boolean hidden = place.height() * place.taper() / 2 - up > slant;
    return place.west().plus(hidden ? -slant : 0, up, 0);
  }
}
