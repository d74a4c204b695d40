package io.vitrine.view.training;

import io.vitrine.figure.Arrangement;
import io.vitrine.figure.AxesPanel;
import io.vitrine.figure.Axis;
import io.vitrine.figure.Figure;
import io.vitrine.figure.LineStyle;
import io.vitrine.figure.LineStyle.Marker;
import io.vitrine.figure.Mark;
import io.vitrine.figure.Numbers;
import io.vitrine.figure.Tag;
import io.vitrine.figure.color.Paint;
import io.vitrine.figure.color.Palette;
import io.vitrine.run.series.Series;
import io.vitrine.view.NumberText;
import io.vitrine.view.Words;
import io.vitrine.view.training.CurvesData.Best;
import io.vitrine.view.training.CurvesOptions.Smoothing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a training went: loss and accuracy over its steps, in two panels with one step axis.
 *
 * <p>The loss of every batch is faint, its moving average normal, means over epochs bold. The best
 * epoch is marked.
 */
public final class Curves {
  /** Of a line: about four for each pixel between the ends of the x axis. */
  private static final int MOST_POINTS = 4_000;

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
        .footnote(words.sentences(notes()))
        .alternativeText(alternative())
        .language(words.locale())
        .build();
  }

  private LossRange.Demand lossDemand() {
    double[] always =
        Stream.of(data.loss().training(), data.loss().validation(), data.loss().test())
            .flatMapToDouble(points -> points.values())
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
    addEpochs(
        marks, new EpochLine("curves.loss.training", loss.training(), TRAINING, Marker.CIRCLE));
    addEpochs(
        marks,
        new EpochLine("curves.loss.validation", loss.validation(), VALIDATION, Marker.SQUARE));
    addEpochs(marks, new EpochLine("curves.loss.test", loss.test(), TEST, Marker.TRIANGLE));
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

  private static EpochLine percent(String key, Series shares, Palette paint) {
    Marker marker =
        paint == TRAINING ? Marker.CIRCLE : paint == TEST ? Marker.TRIANGLE : Marker.SQUARE;
    return new EpochLine(key, percentages(shares), paint, marker);
  }

  private static Series percentages(Series shares) {
    return Series.of(
        shares.steps().toArray(),
        IntStream.range(0, shares.size()).mapToDouble(shares::wallTime).toArray(),
        shares.values().map(share -> share * 100).toArray());
  }

  /** From a little below the smallest accuracy to a little above the largest, 100 % at most. */
  private Axis percentRange(Axis axis) {
    double[] finite =
        Stream.of(data.accuracy().training(), data.accuracy().validation(), data.accuracy().test())
            .flatMapToDouble(points -> points.values())
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
  private record EpochLine(String key, Series points, Paint paint, Marker marker) {}

  private void addBatches(List<Mark> marks) {
    Series batches = data.batchLoss();
    if (batches.isEmpty()) {
      return;
    }
    String name = words.say("curves.loss.batch");
    marks.add(line(name, batches.downsample(MOST_POINTS), LineStyle.of(TRAINING).faint()));
    Series smooth = smooth();
    if (smoothing.weight() > 0 && !smooth.isEmpty()) {
      String smoothed = words.say("curves.loss.smoothed");
      marks.add(line(smoothed, smooth.downsample(MOST_POINTS), LineStyle.of(TRAINING)));
    }
  }

  /** The moving average at the steps whose loss is finite; the others are marked already. */
  private Series smooth() {
    Series smooth = data.batchLoss().smooth(smoothing.weight());
    int[] finite =
        IntStream.range(0, smooth.size()).filter(i -> Double.isFinite(smooth.value(i))).toArray();
    return Series.of(
        Arrays.stream(finite).mapToLong(smooth::step).toArray(),
        Arrays.stream(finite).mapToDouble(smooth::wallTime).toArray(),
        Arrays.stream(finite).mapToDouble(smooth::value).toArray());
  }

  private static Mark line(String name, Series points, LineStyle style) {
    return new Mark.Line(
        name,
        Numbers.of(points.size(), points::step),
        Numbers.of(points.size(), points::value),
        style,
        Tag.titled(name));
  }

  /** A bold line, and over it each point once more with a tooltip of its own, unless too many. */
  private void addEpochs(List<Mark> marks, EpochLine series) {
    Series points = series.points();
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

  private Mark epochPoint(EpochLine series, String name, int index) {
    long step = series.points().step(index);
    double value = series.points().value(index);
    String id = series.key().substring("curves.".length()).replace('.', '-') + "-" + (index + 1);
    String tooltip = words.say("curves.point", index + 1, step, name, value);
    LineStyle style =
        LineStyle.of(series.paint()).bold().with(series.marker()).with(LineStyle.Course.NONE);
    return new Mark.Line(
        "", Numbers.of((double) step), Numbers.of(value), style, Tag.of(id, tooltip));
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
        (double) best.step(),
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
    Series batches = data.batchLoss();
    if (!batches.isEmpty() && smoothing.weight() > 0) {
      notes.add(words.say("curves.note.smoothing", smoothing.weight()));
    }
    if (!batches.complete()) {
      notes.add(words.say("curves.note.thinned"));
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
    if (notFinite(batches) > 0) {
      notes.add(words.say("curves.note.notFinite", notFinite(batches), firstNotFinite(batches)));
    }
    data.best()
        .filter(best -> best.basis().isOptimistic())
        .ifPresent(best -> notes.add(words.say("curves.note.optimistic")));
    return notes;
  }

  private static long notFinite(Series points) {
    return points.values().filter(value -> !Double.isFinite(value)).count();
  }

  private static long firstNotFinite(Series points) {
    int i = 0;
    while (Double.isFinite(points.value(i))) {
      i++;
    }
    return points.step(i);
  }

  private String alternative() {
    List<String> parts = new ArrayList<>();
    parts.add(words.say("curves.title", data.network()) + words.say("stop"));
    Series batches = data.batchLoss();
    if (!batches.isEmpty()) {
      parts.add(
          words.say(
              "curves.alt.loss",
              NumberText.count(batches.size()),
              batches.value(0),
              smooth().isEmpty() ? Double.NaN : smooth().value(smooth().size() - 1)));
    }
    if (!data.accuracy().test().isEmpty()) {
      parts.add(words.say("curves.alt.test", listed(data.accuracy().test())));
    }
    if (!data.accuracy().validation().isEmpty()) {
      parts.add(words.say("curves.alt.validation", listed(data.accuracy().validation())));
    }
    data.best().ifPresent(best -> parts.add(bestSentence(best) + words.say("stop")));
    return words.sentences(parts);
  }

  private static String listed(Series shares) {
    return String.join(", ", shares.values().mapToObj(NumberText::percent).limit(20).toList());
  }
}
