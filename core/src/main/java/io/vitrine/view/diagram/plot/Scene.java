package io.vitrine.view.diagram.plot;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Solid;
import io.vitrine.figure.Solid.Glyph;
import io.vitrine.figure.Solid.Labels;
import io.vitrine.figure.Solid.Point;
import io.vitrine.figure.Solid.Section;
import io.vitrine.figure.Solid.Skin;
import io.vitrine.figure.Tag;
import io.vitrine.view.Ids;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.DiagramTheme;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.block.Keys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The figure of pieces that have their places. */
final class Scene {
  private static final double WIDTH_PX = 1_160;
  private static final double SHORTEST = 0.5;
  private static final double MARGIN = 25;

  private final String title;
  private final List<Piece> pieces;
  private final List<Join> joins;
  private final DiagramTheme theme;
  private final Words words;
  private final Map<String, Piece> byName = new LinkedHashMap<>();

  Scene(String title, List<Piece> pieces, List<Join> joins, DiagramTheme theme, Locale locale) {
    this.title = title;
    this.pieces = pieces;
    this.joins = joins;
    this.theme = theme;
    this.words = Words.of(locale);
    pieces.forEach(piece -> byName.put(piece.name(), piece));
  }

  Figure figure() {
    double unitPx = Math.max(4.2, Math.min(7.5, WIDTH_PX / (length() + MARGIN)));
    return Figure.builder("plot", title)
        .panels(DiagramPanel.of("", solids(), unitPx).explainedBy(keys()))
        .alternativeText(alternative())
        .language(words.locale())
        .widthPx(Math.max(640, Math.min(860, unitPx * (length() + MARGIN))))
        .build();
  }

  private double length() {
    double from = pieces.stream().mapToDouble(p -> p.west().x()).min().orElse(0);
    double to = pieces.stream().mapToDouble(p -> p.west().x() + p.width()).max().orElse(0);
    return to - from;
  }

  /** Each line before the nearer of the pieces that it joins; skips above all. */
  private List<Solid> solids() {
    List<Integer> order = PaintOrder.of(pieces);
    List<String> painted = order.stream().map(i -> pieces.get(i).name()).toList();
    List<Solid> solids = new ArrayList<>();
    for (String name : painted) {
      for (Join join : joins) {
        int later = Math.max(painted.indexOf(join.of()), painted.indexOf(join.to()));
        if (join.way() == Join.Way.CONNECTION && painted.get(later).equals(name)) {
          connection(join).ifPresent(solids::add);
        }
      }
      solids.add(solid(piece(name)));
    }
    List<Join> skips = joins.stream().filter(join -> join.way() == Join.Way.SKIP).toList();
    new Skips(byName)
        .of(skips)
        .forEach(
            arc -> {
              String said = words.say("diagram.skip", arc.join().of(), arc.join().to());
              solids.add(new Solid.Arrow(Tag.titled(said), arc.points(), theme.skip()));
            });
    return solids;
  }

  private Piece piece(String name) {
    return Optional.ofNullable(byName.get(name)).orElseThrow();
  }

  /**
   * A line, empty where the pieces are glued. It ends at the edge of the front that hides the west
   * face, or where that leaves nothing to see, at the face.
   */
  private Optional<Solid> connection(Join join) {
    Piece from = piece(join.of());
    Piece to = piece(join.to());
    Point east = from.at(Anchor.EAST);
    if (east.equals(to.west())) {
      return Optional.empty();
    }
    boolean open = to.entry().x() - from.exit().x() > SHORTEST;
    List<Point> points = open ? List.of(from.exit(), to.entry()) : List.of(east, to.west());
    return Optional.of(new Solid.Arrow(Tag.NONE, points, theme.connector()));
  }

  private Solid solid(Piece piece) {
    Tag tag = Tag.of(Ids.of(piece.name()), tooltip(piece));
    if (piece.picture().isPresent()) {
      return new Solid.Plate(
          tag,
          piece.west(),
          piece.height(),
          piece.depth(),
          piece.picture().get(),
          piece.words().caption());
    }
    Skin skin = skin(piece);
    if (piece.kind() == Kind.SUM) {
      double radius = piece.width() / 2;
      Point center = piece.west().plus(radius, 0, 0);
      return new Solid.Ball(tag, center, radius, skin.fill(), skin.opacity(), "+");
    }
    String size = pieces.stream().anyMatch(piece::isCoveredBy) ? "" : piece.words().size();
    Labels labels = new Labels(piece.words().rows(), size, piece.words().caption());
    return new Solid.Block(
        tag, piece.west(), sections(piece), piece.height(), piece.depth(), skin, labels);
  }

  private static List<Section> sections(Piece piece) {
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < piece.widths().size(); i++) {
      List<String> filters = piece.words().filters();
      String label = filters.isEmpty() ? "" : filters.get(i);
      sections.add(
          new Section(Tag.NONE, piece.widths().at(i), label, Optional.empty(), Glyph.NONE));
    }
    return sections;
  }

  private Skin skin(Piece piece) {
    Skin own = theme.skin(piece.kind().look(), piece.kind().isBanded());
    if (piece.opacity().isEmpty()) {
      return own;
    }
    double opacity = piece.opacity().getAsDouble();
    double band = own.isBanded() ? Math.min(1, opacity * 1.5) : opacity;
    return new Skin(own.fill(), opacity, own.band(), band);
  }

  private String tooltip(Piece piece) {
    String caption = piece.words().caption();
    String said = caption.isEmpty() ? piece.name() : piece.name() + " (" + caption + ")";
    return words.say("diagram.input", said, described(piece));
  }

  private String described(Piece piece) {
    String filters = String.join(", ", piece.words().filters());
    String size = piece.words().size();
    String look = said(piece.kind().look());
    String numbers = filters.isEmpty() || size.isEmpty() ? filters + size : filters + " @ " + size;
    return numbers.isEmpty() ? look : look + " " + numbers;
  }

  private List<DiagramPanel.Key> keys() {
    List<Keys.Use> uses = pieces.stream().map(Scene::use).toList();
    return Keys.of(theme, words, uses, this::said);
  }

  private static Keys.Use use(Piece piece) {
    List<Look> looks = List.of(piece.kind().look());
    return new Keys.Use(looks, piece.kind() == Kind.CONV_RELU ? looks : List.of());
  }

  /** The only piece in the look of other layers is what a skip brings. */
  private String said(Look look) {
    return words.say(look == Look.OTHER ? "diagram.plot.convRes" : "diagram.key." + look);
  }

  private String alternative() {
    List<String> parts =
        pieces.stream().map(piece -> piece.name() + " " + described(piece)).toList();
    return title + words.say("stop") + " " + words.say("diagram.alt", String.join("; ", parts));
  }
}
