package io.vitrine.render.layout.axes;

import io.vitrine.figure.Axis;
import io.vitrine.figure.Grid;
import io.vitrine.figure.Pixels;
import io.vitrine.figure.color.Color;
import io.vitrine.figure.color.ColorBar;
import io.vitrine.figure.color.ColorScale;
import io.vitrine.figure.color.Palette;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Element.Anchor;
import io.vitrine.render.drawing.Element.Sampling;
import io.vitrine.render.drawing.Fill;
import io.vitrine.render.drawing.Outline;
import io.vitrine.render.drawing.Stroke;
import io.vitrine.render.drawing.TextStyle;
import io.vitrine.render.layout.part.Canvas;
import io.vitrine.render.layout.part.NumberText;
import io.vitrine.render.layout.part.Typography;
import io.vitrine.render.layout.part.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The bar that says which color is which number: its label above, ticks below, a point at an end
 * beyond which there are numbers, and a patch for each kind of number with a color of its own.
 */
public final class ColorKey {
  private static final double BAR_WIDTH = 240;
  private static final double BAR_HEIGHT = 11;
  private static final double LABEL_HEIGHT = 18;
  private static final double PATCH = 11;
  private static final TextStyle STYLE = Typography.TICK;
  private static final int STEPS = 240;

  private final ColorScale scale;
  private final String label;
  private final List<String> ends;
  private final Found found;
  private final Words words;

  /** Which unusual numbers the cells hold. */
  private static final class Found {
    private boolean below;
    private boolean above;
    private boolean nan;
    private boolean infinite;
    private boolean unplaced;
    private boolean negative;

    Found(Collection<Grid> grids, ColorScale scale) {
      grids.forEach(grid -> look(grid, scale));
    }

    private void look(Grid grid, ColorScale scale) {
      for (int row = 0; row < grid.height(); row++) {
        for (int column = 0; column < grid.width(); column++) {
          look(grid.at(row, column), scale);
        }
      }
    }

    private void look(double value, ColorScale scale) {
      if (scale.places(value)) {
        double slack = 1e-6 * (scale.max() - scale.min());
        below |= value < scale.min() - slack;
        above |= value > scale.max() + slack;
      } else {
        nan |= Double.isNaN(value);
        infinite |= Double.isInfinite(value);
        unplaced |= Double.isFinite(value);
        negative |= Double.isFinite(value) && value < 0;
      }
    }
  }

  /** A patch of color with its meaning. */
  private record Patch(int rgb, String word) {
    double width() {
      return PATCH + 5 + Typography.width(word, STYLE) + 14;
    }
  }

  private ColorKey(ColorScale scale, String label, List<String> ends, Found found, Words words) {
    this.scale = scale;
    this.label = label;
    this.ends = ends;
    this.found = found;
    this.words = words;
  }

  /** The key to a scale that all these grids share. */
  public static ColorKey of(ColorBar bar, Collection<Grid> grids, Words words) {
    String label = Typography.withUnit(bar.label(), bar.unit());
    return new ColorKey(bar.scale(), label, List.of(), new Found(grids, bar.scale()), words);
  }

  /** The key to scales of which each tile has its own. */
  public static ColorKey ofOwnScales(ColorScale example, Words words) {
    List<String> ends = List.of(words.of("lowest-of-tile"), words.of("highest-of-tile"));
    return new ColorKey(example, "", ends, new Found(List.of(), example), words);
  }

  public double minWidth() {
    double named = Typography.maxWidth(ends, STYLE) * 2 + 16;
    return Math.max(
            Math.max(BAR_WIDTH, named),
            Math.min(Typography.width(label, Typography.AXIS_LABEL), 400))
        + 24;
  }

  public double height(double width) {
    return labelHeight() + BAR_HEIGHT + 20 + (arePatchesBelow(width) ? PATCH + 6 : 0);
  }

  private double labelHeight() {
    return label.isEmpty() ? 4 : LABEL_HEIGHT;
  }

  private double barWidth() {
    return Math.max(BAR_WIDTH, Typography.maxWidth(ends, STYLE) * 2 + 16);
  }

  /** Room for the first number, or for a point, left of the bar. */
  private double indent() {
    double number = ends.isEmpty() ? Typography.width(NumberText.of(scale.min()), STYLE) / 2 : 0;
    return Math.max(number, found.below ? 9 : 0);
  }

  private boolean arePatchesBelow(double width) {
    double patches = patches().stream().mapToDouble(Patch::width).sum();
    return patches > 0 && 12 + barWidth() + 30 + patches > width;
  }

  public void draw(Canvas canvas, double left, double top, double width) {
    String text = Typography.fitted(label, Typography.AXIS_LABEL, width);
    canvas.text(left, top + 12, text, Typography.AXIS_LABEL, Anchor.START);
    Box bar =
        new Box(
            Math.round(left + indent()), Math.round(top + labelHeight()), barWidth(), BAR_HEIGHT);
    canvas.image(bar, gradient(), Sampling.PIXELATED);
    canvas.rect(bar, Fill.NONE, Stroke.of(Palette.MUTED, 0.5));
    drawPoints(canvas, bar);
    if (ends.isEmpty()) {
      drawTicks(canvas, bar);
    } else {
      double baseLine = bar.bottom() + 14;
      canvas.text(bar.x(), baseLine, ends.get(0), STYLE, Anchor.START);
      canvas.text(bar.right(), baseLine, ends.get(1), STYLE, Anchor.END);
    }
    if (arePatchesBelow(width)) {
      drawPatches(canvas, left, bar.bottom() + 22);
    } else {
      drawPatches(canvas, bar.right() + 30, bar.y());
    }
  }

  private Pixels gradient() {
    int[] argb = new int[STEPS];
    for (int i = 0; i < STEPS; i++) {
      argb[i] = 0xFF000000 | scale.map().rgb((i + 0.5) / STEPS);
    }
    return Pixels.of(STEPS, 1, argb);
  }

  private void drawPoints(Canvas canvas, Box bar) {
    double middle = bar.centerY();
    if (found.below) {
      Outline point = Outline.polygon(bar.x(), bar.y(), bar.x(), bar.bottom(), bar.x() - 8, middle);
      canvas.path(point, Fill.of(new Color(scale.map().rgb(0))), Stroke.of(Palette.MUTED, 0.5));
    }
    if (found.above) {
      Outline point =
          Outline.polygon(bar.right(), bar.y(), bar.right(), bar.bottom(), bar.right() + 8, middle);
      canvas.path(point, Fill.of(new Color(scale.map().rgb(1))), Stroke.of(Palette.MUTED, 0.5));
    }
  }

  private void drawTicks(Canvas canvas, Box bar) {
    Axis.Scale spacing =
        scale.spacing() == ColorScale.Spacing.LOG ? Axis.Scale.LOG : Axis.Scale.LINEAR;
    Axis.Range range = new Axis.Range(scale.min(), scale.max());
    Projection projection = new Projection(spacing, range, bar.x(), bar.right());
    double end = Double.NEGATIVE_INFINITY;
    for (Tick tick : Ticks.of(spacing, range, 4)) {
      double x = projection.at(tick.value());
      double half = Typography.width(tick.label(), STYLE) / 2;
      if (tick.isMajor() && x - half > end + 6) {
        canvas.line(x, bar.bottom(), x, bar.bottom() + 3, Stroke.of(Palette.MUTED, 1));
        canvas.text(x, bar.bottom() + 14, tick.label(), STYLE, Anchor.MIDDLE);
        end = x + half;
      }
    }
  }

  private List<Patch> patches() {
    List<Patch> patches = new ArrayList<>();
    if (found.unplaced) {
      patches.add(new Patch(scale.zeroRgb(), words.of(found.negative ? "negative" : "zero")));
    }
    if (found.nan) {
      patches.add(new Patch(ColorScale.NAN_RGB, words.of("not-a-number")));
    }
    if (found.infinite) {
      patches.add(new Patch(ColorScale.INFINITE_RGB, words.of("infinite")));
    }
    return patches;
  }

  private void drawPatches(Canvas canvas, double left, double top) {
    double x = left;
    for (Patch patch : patches()) {
      Box box = new Box(x, top, PATCH, PATCH);
      canvas.rect(box, Fill.of(new Color(patch.rgb())), Stroke.of(Palette.MUTED, 0.5));
      double baseLine = box.centerY() + Typography.centering(STYLE);
      canvas.text(box.right() + 5, baseLine, patch.word(), STYLE, Anchor.START);
      x += patch.width();
    }
  }
}
