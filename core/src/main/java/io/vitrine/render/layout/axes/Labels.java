package io.vitrine.render.layout.axes;

import io.vitrine.figure.color.Palette;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Element.Anchor;
import io.vitrine.render.drawing.Fill;
import io.vitrine.render.drawing.Outline;
import io.vitrine.render.drawing.Stroke;
import io.vitrine.render.drawing.TextStyle;
import io.vitrine.render.layout.part.Canvas;
import io.vitrine.render.text.Fonts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Words within a plot, each moved until it lies inside, overlaps none before it and, where that can
 * be, no line. Lines are remembered as the small squares that they pass through.
 */
final class Labels {
  private static final double GAP = 4;
  private static final double SQUARE = 4;

  private final Canvas canvas;
  private final Box plot;
  private final List<Box> taken = new ArrayList<>();
  private final BitSet lines = new BitSet();
  private final int columns;

  Labels(Canvas canvas, Box plot) {
    this.canvas = canvas;
    this.plot = plot;
    this.columns = (int) Math.ceil(plot.width() / SQUARE) + 1;
  }

  /** Remembers a line of straight parts. */
  void avoid(Outline path) {
    path.forEach(new Tracer());
  }

  /** Marks the squares along a path. */
  private final class Tracer implements Outline.Chords {
    private double x0;
    private double y0;

    @Override
    public void moveTo(double x, double y) {
      x0 = x;
      y0 = y;
    }

    @Override
    public void lineTo(double x, double y) {
      double length = Math.max(Math.abs(x - x0), Math.abs(y - y0));
      int steps = (int) Math.min(100_000, Math.ceil(length * 2 / SQUARE) + 1);
      for (int i = 0; i <= steps; i++) {
        avoid(x0 + (x - x0) * i / steps, y0 + (y - y0) * i / steps);
      }
      moveTo(x, y);
    }

    @Override
    public void close() {}
  }

  private void avoid(double x, double y) {
    if (plot.contains(new Box(x, y, 0, 0))) {
      lines.set(square(x, y));
    }
  }

  private int square(double x, double y) {
    int row = (int) Math.floor((y - plot.y()) / SQUARE);
    int column = (int) Math.floor((x - plot.x()) / SQUARE);
    return row * columns + column;
  }

  /** How many of the squares under a box lines pass through. */
  private int crossed(Box box) {
    int squares = 0;
    for (double y = box.y(); y < box.bottom() + SQUARE; y += SQUARE) {
      double row = Math.min(y, box.bottom());
      int from = square(box.x(), row);
      squares +=
          lines.get(Math.max(0, from), Math.max(0, square(box.right(), row)) + 1).cardinality();
    }
    return squares;
  }

  /**
   * Writes a word right of a place, or left of it where there is no room, as near to a height as
   * can be; not at all where the plot is full.
   */
  void beside(double x, double middle, String word, TextStyle style) {
    if (word.isBlank()) {
      return;
    }
    Box box = Fonts.box(word, style).grown(1.5);
    double left = x + GAP + box.width() <= plot.right() ? x + GAP : x - GAP - box.width();
    left = Math.max(plot.x() + 1, Math.min(left, plot.right() - box.width()));
    double top =
        Math.max(
            plot.y() + 2, Math.min(middle - box.height() / 2, plot.bottom() - box.height() - 2));
    Box wanted = new Box(left, top, box.width(), box.height());
    Optional<Box> place =
        nearest(wanted, candidate -> isFree(candidate) && crossed(candidate) == 0);
    place.or(() -> calmest(wanted)).ifPresent(found -> write(found, word, style));
  }

  private boolean isFree(Box box) {
    return plot.grown(0.5).contains(box) && taken.stream().noneMatch(box::overlaps);
  }

  /** The place nearest above or below the one wanted that suits. */
  private Optional<Box> nearest(Box wanted, Predicate<Box> suits) {
    for (double shift = 0; shift < plot.height(); shift += 4) {
      if (suits.test(wanted.moved(0, shift))) {
        return Optional.of(wanted.moved(0, shift));
      }
      if (suits.test(wanted.moved(0, -shift))) {
        return Optional.of(wanted.moved(0, -shift));
      }
    }
    return Optional.empty();
  }

  /** Where lines pass everywhere: the place that few of them cross, and not far away. */
  private Optional<Box> calmest(Box wanted) {
    int furthest = (int) (plot.height() / SQUARE);
    return IntStream.rangeClosed(-furthest, furthest)
        .boxed()
        .sorted(Comparator.comparing(Math::abs))
        .filter(shift -> isFree(wanted.moved(0, shift * SQUARE)))
        .min(
            Comparator.comparing(
                shift -> Math.abs(shift) + crossed(wanted.moved(0, shift * SQUARE))))
        .map(shift -> wanted.moved(0, shift * SQUARE));
  }

  private void write(Box place, String word, TextStyle style) {
    taken.add(place);
    canvas.rect(place, new Fill(Palette.PAPER, 0.8), Stroke.NONE);
    double baseLine = place.y() + 1.5 + Fonts.ASCENT * style.size();
    canvas.text(place.x() + 1.5, baseLine, word, style, Anchor.START);
  }
}
