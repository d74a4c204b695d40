package io.vitrine.view.diagram.plot;

import io.vitrine.figure.Figure;
import io.vitrine.figure.Numbers;
import io.vitrine.figure.Pixels;
import io.vitrine.figure.Solid.Point;
import io.vitrine.model.Network;
import io.vitrine.view.diagram.DiagramTheme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/**
 * A drawing of a network written by hand, in PlotNeuralNet's words: pieces by name, each said more
 * of by the methods that follow it, and lines between them.
 *
 * <p>A piece stands at an anchor of one before it, {@code "pool1-east"}, or at a point {@code
 * "(0,0,0)"} in centimeters; without either, at the east of the piece before. Heights, depths and
 * widths are in fifths of a centimeter. A label that is not given is not drawn.
 *
 * <p>All methods throw {@link IllegalArgumentException} for a name that is taken or not there, an
 * anchor that there is not, and a size that is not finite and above 0; the message names the piece.
 */
public final class Plot {
  private static final double UNITS_PER_CM = 5;

  private final String title;
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final List<Join> joins = new ArrayList<>();
  private DiagramTheme theme = DiagramTheme.paper();
  private Optional<Draft> last = Optional.empty();

  private Plot(String title) {
    this.title = title;
  }

  public static Plot titled(String title) {
    return new Plot(title);
  }

  /** In other colors. */
  public Plot theme(DiagramTheme chosen) {
    this.theme = chosen;
    return this;
  }

  /** {@code to_input}: a plate for what goes in. */
  public Plot input(String name) {
    return add(name, Kind.INPUT);
  }

  /** {@code to_input}: a picture, standing across the way. */
  public Plot input(String name, Pixels picture) {
    add(name, Kind.INPUT);
    latest().picture = Optional.of(picture);
    return this;
  }

  /** {@code to_Conv}: a box. */
  public Plot conv(String name) {
    return add(name, Kind.CONV);
  }

  /** {@code to_ConvConvRelu}: a box with a sub-box for each number of filters, each activated. */
  public Plot convConvRelu(String name) {
    return add(name, Kind.CONV_RELU);
  }

  /** {@code to_Pool}. */
  public Plot pool(String name) {
    return add(name, Kind.POOL);
  }

  /** {@code to_UnPool}. */
  public Plot unPool(String name) {
    return add(name, Kind.UNPOOL);
  }

  /** {@code to_ConvRes}: a faint banded box for what a skip brings. */
  public Plot convRes(String name) {
    add(name, Kind.CONV_RES);
    return opacity(0.2);
  }

  /** {@code to_Conv} in the colors of fully connected layers: a bar. */
  public Plot fullyConnected(String name) {
    return add(name, Kind.FULLY_CONNECTED);
  }

  /** {@code to_ConvSoftMax}: a box for a softmax over every place of a map. */
  public Plot convSoftMax(String name) {
    return add(name, Kind.CONV_SOFTMAX);
  }

  /** {@code to_SoftMax}: a bar. */
  public Plot softMax(String name) {
    return add(name, Kind.SOFTMAX);
  }

  /** {@code to_Sum}: a ball. */
  public Plot sum(String name) {
    return add(name, Kind.SUM);
  }

  /** {@code to_connection}: a line from the east of one piece to the west of another. */
  public Plot connection(String of, String to) {
    return join(of, to, Join.Way.CONNECTION, OptionalDouble.empty());
  }

  /** {@code to_skip}: a line over all that stands between two pieces. */
  public Plot skip(String of, String to) {
    return join(of, to, Join.Way.SKIP, OptionalDouble.empty());
  }

  /** {@code to_skip} at a height: 1 at a piece's top, 1.25 a quarter of its height above it. */
  public Plot skip(String of, String to, double position) {
    if (!(position >= 1 && Double.isFinite(position))) {
      throw new IllegalArgumentException(
          "the skip from " + of + " to " + to + " is at " + position + "; 1 or more, and finite");
    }
    return join(of, to, Join.Way.SKIP, OptionalDouble.of(position));
  }

  /** {@code block_2ConvPool}: two convolutions and a pool, called {@code top}. */
  public Plot twoConvPool(String name, String bottom, String top, Stage stage) {
    Point offset = stage.offset();
    String convolutions = "ccr_" + name;
    double quarter = Math.floor(stage.height() / 4);
    convConvRelu(convolutions).to(bottom + "-east").offset(offset.x(), offset.y(), offset.z());
    filters(stage.filters(), stage.filters()).size(stage.size());
    box(stage.height(), stage.depth(), stage.width(), stage.width());
    pool(top).box(stage.height() - quarter, stage.depth() - quarter, 1).faded(stage);
    return connection(bottom, convolutions);
  }

  /** {@code block_Unconv}: upsampling, what a skip brings, and convolutions up to {@code top}. */
  public Plot unconv(String name, String bottom, String top, Stage stage) {
    Point offset = stage.offset();
    unPool("unpool_" + name).to(bottom + "-east").offset(offset.x(), offset.y(), offset.z());
    box(stage.height(), stage.depth(), 1).faded(stage);
    convRes("ccr_res_" + name).like(stage).faded(stage);
    conv("ccr_" + name).like(stage);
    convRes("ccr_res_c_" + name).like(stage).faded(stage);
    conv(top).like(stage);
    return connection(bottom, "unpool_" + name);
  }

  /**
   * {@code block_Res}: convolutions in a row, the last called {@code top}, and a skip from the
   * second to the last but one.
   *
   * @param count of convolutions, 2 or more
   */
  public Plot res(int count, String name, String bottom, String top, Stage stage) {
    if (count < 2) {
      throw new IllegalArgumentException(name + ": " + count + " convolutions; 2 or more");
    }
    Point offset = stage.offset();
    List<String> names = new ArrayList<>();
    String before = bottom;
    for (int i = 0; i < count; i++) {
      String own = i == count - 1 ? top : name + "_" + i;
      conv(own).to(before + "-east").offset(offset.x(), offset.y(), offset.z()).like(stage);
      connection(before, own);
      names.add(own);
      before = own;
    }
    return count > 3 ? skip(names.get(1), names.get(count - 2)) : this;
  }

  private Plot faded(Stage stage) {
    stage.opacity().ifPresent(this::opacity);
    return this;
  }

  private Plot like(Stage stage) {
    return filters(stage.filters())
        .size(stage.size())
        .box(stage.height(), stage.depth(), stage.width());
  }

  /** {@code n_filer}: numbers of filters, one for each sub-box. */
  public Plot filters(long... numbers) {
    latest().filters = LongStream.of(numbers).mapToObj(Long::toString).toList();
    return this;
  }

  /** {@code s_filer}: the size of maps, along the lower right edge. */
  public Plot size(long pixels) {
    return size(Long.toString(pixels));
  }

  /** {@code s_filer} in other words, for instance {@code I/2}. */
  public Plot size(String words) {
    latest().size = words;
    return this;
  }

  /** The height of maps where it is not their width, at the left edge. */
  public Plot rows(long pixels) {
    latest().rows = Long.toString(pixels);
    return this;
  }

  /** Widths, one for each sub-box. */
  public Plot width(double... widths) {
    Arrays.stream(widths).forEach(width -> requireLength("width", width));
    latest().widths = Numbers.of(widths);
    return this;
  }

  public Plot height(double height) {
    latest().height = requireLength("height", height);
    return this;
  }

  public Plot depth(double depth) {
    latest().depth = requireLength("depth", depth);
    return this;
  }

  /** Height, depth and widths. */
  public Plot box(double height, double depth, double... widths) {
    return height(height).depth(depth).width(widths);
  }

  /** Words below, bold. */
  public Plot caption(String words) {
    latest().caption = words;
    return this;
  }

  /** How much its colors cover, 0 to 1. */
  public Plot opacity(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          latest().name + ": an opacity of " + share + "; from 0 to 1");
    }
    latest().opacity = OptionalDouble.of(share);
    return this;
  }

  /** A ball's radius. */
  public Plot radius(double radius) {
    requireLength("radius", radius);
    return box(2 * radius, 2 * radius, 2 * radius);
  }

  /** The anchor or the point that it stands at: {@code pool1-east}, {@code (0,0,0)}. */
  public Plot to(String place) {
    Draft draft = latest();
    Places.require(place, draft.name, drafts);
    draft.to = place;
    return this;
  }

  /** How far from there, in centimeters. */
  public Plot offset(double x, double y, double z) {
    if (!Double.isFinite(x + y + z)) {
      throw new IllegalArgumentException(
          latest().name + ": an offset of " + x + ", " + y + ", " + z + "; finite centimeters");
    }
    latest().offset = new Point(x * UNITS_PER_CM, y * UNITS_PER_CM, z * UNITS_PER_CM);
    return this;
  }

  /** The layer or group of a network that it stands for, for {@link #warnings}. */
  public Plot layer(String path) {
    latest().layer = path;
    return this;
  }

  /** The drawing. */
  public Figure figure(Locale locale) {
    return new Scene(title, pieces(), joins, theme, locale).figure();
  }

  /**
   * Where the drawing contradicts a network: a number of filters, a size or a window in a caption
   * ({@code conv 3 x 3}) that is not the layer's, a layer that is not there, one that is not drawn,
   * one behind what it feeds. A piece is about the layers that {@link #layer} names, or the one
   * that is called as it is; all others are paired in order, so that as little as possible is wrong
   * and names and captions agree with layers and groups where they can. Other labels that are not
   * numbers are not looked at.
   *
   * @return a sentence for each, in the order of the pieces; empty where nothing is wrong
   */
  public List<String> warnings(Network network, Locale locale) {
    return Comparison.of(pieces(), network, locale).warnings();
  }

  private List<Piece> pieces() {
    if (drafts.isEmpty()) {
      throw new IllegalArgumentException("the plot '" + title + "' has no pieces");
    }
    return Places.of(drafts.values());
  }

  private Plot add(String name, Kind kind) {
    if (!name.matches("\\w[\\w.]*")) {
      throw new IllegalArgumentException(
          "'" + name + "' is no name; letters, digits, _ and ., without -");
    }
    if (drafts.containsKey(name)) {
      throw new IllegalArgumentException("a second piece '" + name + "'; each has its own name");
    }
    String first = kind == Kind.INPUT ? "(-3,0,0)" : "(0,0,0)";
    String to = last.map(before -> before.name + "-east").orElse(first);
    Draft draft = new Draft(name, kind, to);
    drafts.put(name, draft);
    last = Optional.of(draft);
    return this;
  }

  private Plot join(String of, String to, Join.Way way, OptionalDouble position) {
    for (String end : List.of(of, to)) {
      if (!drafts.containsKey(end)) {
        throw new IllegalArgumentException(
            "the line from " + of + " to " + to + ": " + Places.missing(end, drafts.keySet()));
      }
    }
    joins.add(new Join(of, to, way, position));
    return this;
  }

  private Draft latest() {
    return last.orElseThrow(
        () -> new IllegalArgumentException("the plot '" + title + "' has no piece to say this of"));
  }

  private double requireLength(String what, double length) {
    if (!(length > 0 && Double.isFinite(length))) {
      throw new IllegalArgumentException(
          latest().name + ": a " + what + " of " + length + "; finite and above 0");
    }
    return length;
  }
}
