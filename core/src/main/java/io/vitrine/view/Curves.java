package io.vitrine.view;

import io.vitrine.figure.Arrangement;
import io.vitrine.figure.AxesPanel;
import io.vitrine.figure.Axis;
import io.vitrine.figure.Figure;
import io.vitrine.figure.LineStyle;
import io.vitrine.figure.LineStyle.Marker;
import io.vitrine.figure.Mark;
import io.vitrine.figure.Numbers;
import io.vitrine.figure.Paint;
import io.vitrine.figure.Palette;
import io.vitrine.figure.Tag;
import io.vitrine.view.CurvesData.Best;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a training went: loss and accuracy over its steps, in two panels with one step axis.
 *
 * <p>The loss of every batch is faint, its moving average normal, means over epochs bold. The best
 * epoch is marked.
 */
public final class Curves {
  /** About the pixels between the ends of the x axis, at twice the usual density. */
  private static final int COLUMNS = 1_400;

  private static final int MOST_MARKED_EPOCHS = 60;
  private static final Palette TRAINING = Palette.BLUE;
  private static final Palette VALIDATION = Palette.GREEN;
  private static final Palette TEST = Palette.VERMILLION;

  private final CurvesData data;
  private final CurvesOptions options;
  private final Words words;
  private final Smoothing smoothing;
  private final LossRange lossRange;

  private Curves(CurvesData data, CurvesOptions options, Words words) {
    this.data = data;
    this.options = options;
    this.words = words;
    this.smoothing =
        options.smoothing().orElseGet(() -> Smoothing.suiting(data.batchLoss().size()));
    this.lossRange = LossRange.of(lossDemand(), options.outliers());
  }

  /** The curves of a training. A panel of which nothing was logged is left out. */
  public static Figure of(CurvesData data, CurvesOptions options, Locale locale) {
    return new Curves(data, options, Words.of(locale)).figure();
  }

  private Figure figure() {
    List<AxesPanel> panels = new ArrayList<>();
    if (!data.batchLoss().isEmpty() || !data.loss().isEmpty()) {
      panels.add(lossPanel());
    }
    if (!data.accuracy().isEmpty()) {
      panels.add(accuracyPanel());
    }
    return Figure.builder("curves", words.say("curves.title", data.network()))
        .subtitle(subtitle())
        .panels(panels)
        .arrangement(Arrangement.sharingX())
        .footnote(String.join(" ", notes()))
        .alternativeText(alternative())
        .language(words.locale())
        .build();
  }

  private LossRange.Demand lossDemand() {
    double[] always =
        Stream.of(data.loss().training(), data.loss().validation(), data.loss().test())
            .flatMapToDouble(points -> points.values().stream())
            .toArray();
    double chance = data.classes().isPresent() ? Math.log(data.classes().getAsInt()) : 0;
    return new LossRange.Demand(data.batchLoss(), Numbers.of(always), chance, options.lossAxis());
  }

  private Axis steps() {
    return Axis.integers(words.say("curves.step")).from(0, Math.max(1, data.lastStep()));
  }

  private AxesPanel lossPanel() {
    List<Mark> marks = new ArrayList<>();
    data.best().ifPresent(best -> marks.add(bestRule(best, "")));
    chance().ifPresent(marks::add);
    addBatches(marks);
    CurvesData.Splits loss = data.loss();
    addEpochs(marks, new Series("curves.loss.training", loss.training(), TRAINING, Marker.CIRCLE));
    addEpochs(
        marks, new Series("curves.loss.validation", loss.validation(), VALIDATION, Marker.SQUARE));
    addEpochs(marks, new Series("curves.loss.test", loss.test(), TEST, Marker.TRIANGLE));
    Axis y = options.lossAxis().axis(words.say("curves.loss"));
    y = y.from(lossRange.range().from(), lossRange.range().to());
    return AxesPanel.of(words.say("curves.loss.panel"), steps(), y, marks);
  }

  private AxesPanel accuracyPanel() {
    List<Mark> marks = new ArrayList<>();
    data.best().ifPresent(best -> marks.add(bestRule(best, bestLabel(best))));
    CurvesData.Splits shares = data.accuracy();
    addEpochs(marks, percent("curves.accuracy.training", shares.training(), TRAINING));
    addEpochs(marks, percent("curves.accuracy.validation", shares.validation(), VALIDATION));
    addEpochs(marks, percent("curves.accuracy.test", shares.test(), TEST));
    Axis y = Axis.linear(words.say("curves.accuracy")).in("%");
    return AxesPanel.of(words.say("curves.accuracy.panel"), steps(), percentRange(y), marks);
  }

  private static Series percent(String key, Points shares, Palette paint) {
    Marker marker =
        paint == TRAINING ? Marker.CIRCLE : paint == TEST ? Marker.TRIANGLE : Marker.SQUARE;
    return new Series(key, shares.times(100), paint, marker);
  }

  /** From a little below the smallest accuracy to a little above the largest, 100 % at most. */
  private Axis percentRange(Axis axis) {
    double[] finite =
        Stream.of(data.accuracy().training(), data.accuracy().validation(), data.accuracy().test())
            .flatMapToDouble(points -> points.values().stream())
            .filter(Double::isFinite)
            .map(share -> share * 100)
            .sorted()
            .toArray();
    if (finite.length == 0) {
      return axis.from(0, 100);
    }
    double high = finite[finite.length - 1];
    double pad = Math.max(0.5, (high - finite[0]) * 0.12);
    double from = Math.max(0, Math.floor(finite[0] - pad));
    double to = Math.max(from + 1, Math.min(100, Math.ceil(high + pad)));
    return axis.from(from, to == 100 ? 100 + (100 - from) * 0.02 : to);
  }

  /** One line of points that close epochs. */
  private record Series(String key, Points points, Paint paint, Marker marker) {}

  private void addBatches(List<Mark> marks) {
    Points batches = data.batchLoss();
    if (batches.isEmpty()) {
      return;
    }
    Points drawn = Thinning.to(COLUMNS, batches);
    String name = words.say("curves.loss.batch");
    marks.add(line(name, drawn, LineStyle.of(TRAINING).faint()));
    if (smoothing.weight() > 0) {
      Points smooth = Thinning.to(COLUMNS, smoothing.smooth(batches));
      if (!smooth.isEmpty()) {
        marks.add(line(words.say("curves.loss.smoothed"), smooth, LineStyle.of(TRAINING)));
      }
    }
  }

  private static Mark line(String name, Points points, LineStyle style) {
    return new Mark.Line(name, points.steps(), points.values(), style, Tag.titled(name));
  }

  /** A bold line, and over it each point once more with a tooltip of its own, unless too many. */
  private void addEpochs(List<Mark> marks, Series series) {
    Points points = series.points();
    if (points.isEmpty()) {
      return;
    }
    String name = words.say(series.key());
    boolean marked = points.size() <= MOST_MARKED_EPOCHS;
    LineStyle bold = LineStyle.of(series.paint()).bold();
    marks.add(line(name, points, marked ? bold.with(series.marker()) : bold));
    for (int i = 0; marked && i < points.size(); i++) {
      marks.add(epochPoint(series, name, i));
    }
  }

  private Mark epochPoint(Series series, String name, int index) {
    double step = series.points().steps().at(index);
    double value = series.points().values().at(index);
    String id = series.key().substring("curves.".length()).replace('.', '-') + "-" + (index + 1);
    String tooltip = words.say("curves.point", index + 1, step, name, value);
    LineStyle style =
        LineStyle.of(series.paint()).bold().with(series.marker()).with(LineStyle.Course.NONE);
    return new Mark.Line("", Numbers.of(step), Numbers.of(value), style, Tag.of(id, tooltip));
  }

  private Optional<Mark> chance() {
    if (data.classes().isEmpty()) {
      return Optional.empty();
    }
    int classes = data.classes().getAsInt();
    double loss = Math.log(classes);
    boolean inside = loss > lossRange.range().from() && loss < lossRange.range().to();
    return inside
        ? Optional.of(
            Mark.Rule.level(loss, words.say("curves.chance", classes, loss), Palette.MUTED))
        : Optional.empty();
  }

  private Mark bestRule(Best best, String label) {
    return new Mark.Rule(
        Mark.Side.X,
        best.step(),
        label,
        LineStyle.of(Palette.MUTED).with(LineStyle.Dash.DOTTED),
        Tag.titled(bestLabel(best)));
  }

  private String bestLabel(Best best) {
    return words.say(
        best.basis().isOptimistic() ? "curves.best.optimistic" : "curves.best", best.epoch());
  }

  private String subtitle() {
    List<String> parts = new ArrayList<>();
    if (data.epochs() > 0) {
      parts.add(words.say("curves.epochs", data.epochs()));
    }
    if (!data.batchLoss().isEmpty()) {
      parts.add(words.say("curves.batches", NumberText.count(data.batchLoss().size())));
    }
    data.best().ifPresent(best -> parts.add(bestSentence(best)));
    return String.join(words.say("separator"), parts);
  }

  private String bestSentence(Best best) {
    String value =
        best.basis().isLoss() ? NumberText.of(best.value()) : NumberText.percent(best.value());
    return words.say("curves.best." + best.basis(), best.epoch(), value);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    Points batches = data.batchLoss();
    if (!batches.isEmpty() && smoothing.weight() > 0) {
      notes.add(words.say("curves.note.smoothing", smoothing.weight()));
    }
    if (data.epochs() > 0) {
      notes.add(words.say("curves.note.epochs"));
    }
    if (lossRange.clipped() > 0) {
      notes.add(
          words.say(
              "curves.note.clipped",
              lossRange.clipped(),
              NumberText.count(batches.size()),
              lossRange.extreme()));
    }
    if (batches.notFinite() > 0) {
      notes.add(words.say("curves.note.notFinite", batches.notFinite(), firstNotFinite(batches)));
    }
    data.best()
        .filter(best -> best.basis().isOptimistic())
        .ifPresent(best -> notes.add(words.say("curves.note.optimistic")));
    return notes;
  }

  private static double firstNotFinite(Points points) {
    int i = 0;
    while (Double.isFinite(points.values().at(i))) {
      i++;
    }
    return points.steps().at(i);
  }

  private String alternative() {
    List<String> parts = new ArrayList<>();
    parts.add(words.say("curves.title", data.network()) + words.say("stop"));
    Points batches = data.batchLoss();
    if (!batches.isEmpty()) {
      parts.add(
          words.say(
              "curves.alt.loss",
              NumberText.count(batches.size()),
              batches.values().at(0),
              smoothing.smooth(batches).isEmpty()
                  ? batches.last()
                  : smoothing.smooth(batches).last()));
    }
    if (!data.accuracy().test().isEmpty()) {
      parts.add(words.say("curves.alt.test", percentages(data.accuracy().test())));
    }
    if (!data.accuracy().validation().isEmpty()) {
      parts.add(words.say("curves.alt.validation", percentages(data.accuracy().validation())));
    }
    data.best().ifPresent(best -> parts.add(bestSentence(best) + words.say("stop")));
    return String.join(" ", parts);
  }

  private static String percentages(Points shares) {
    return String.join(
        ", ", shares.values().stream().mapToObj(NumberText::percent).limit(20).toList());
  }
}
