package io.vitrine.view.training;

import io.vitrine.figure.AxesPanel;
import io.vitrine.figure.Axis;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Grid;
import io.vitrine.figure.HeatMapPanel;
import io.vitrine.figure.Mark;
import io.vitrine.figure.Numbers;
import io.vitrine.figure.Tag;
import io.vitrine.figure.color.ColorBar;
import io.vitrine.figure.color.ColorScale;
import io.vitrine.figure.color.Palette;
import io.vitrine.view.Ids;
import io.vitrine.view.NumberText;
import io.vitrine.view.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;

/**
 * How large the gradients are, from the first layer to the last: bars for an epoch, a heat map of
 * layer and step for the whole run.
 *
 * <p>The number shown is always the mean of |g| over a parameter's elements, never |mean of g|, in
 * which large gradients of both signs cancel.
 */
public final class GradientFlow {
  private static final int MOST_COLUMNS = 600;
  private static final double BAR_PX = 26;

  private final GradientData data;
  private final GradientOptions options;
  private final Words words;

  private GradientFlow(GradientData data, GradientOptions options, Words words) {
    this.data = data;
    this.options = options;
    this.words = words;
  }

  /**
   * The bars of an epoch: for each parameter the mean over the epoch's batches of mean |g|, and
   * mean |g| of its last batch.
   *
   * @param epoch counted from 1
   * @throws IllegalArgumentException where the data has no step of that epoch
   */
  public static Figure epoch(GradientData data, int epoch, GradientOptions options, Locale locale) {
    if (!data.epochs().contains(epoch)) {
      throw new IllegalArgumentException(
          "no gradients of epoch " + epoch + "; there are those of the epochs " + data.epochs());
    }
    return new GradientFlow(data, options, Words.of(locale)).bars(epoch);
  }

  /** The bars of every epoch, by epoch. */
  public static Map<Integer, Figure> epochs(
      GradientData data, GradientOptions options, Locale locale) {
    Map<Integer, Figure> figures = new LinkedHashMap<>();
    for (int epoch : data.epochs()) {
      figures.put(epoch, epoch(data, epoch, options, locale));
    }
    return figures;
  }

  /** Mean |g| of each parameter at each step, on a logarithmic color scale. */
  public static Figure overSteps(GradientData data, GradientOptions options, Locale locale) {
    if (data.steps().size() == 0) {
      throw new IllegalArgumentException("the training of " + data.network() + " logged no step");
    }
    return new GradientFlow(data, options, Words.of(locale)).heatMap();
  }

  /** What is to be known of one parameter in an epoch. */
  private record Bar(String parameter, double mean, double lastBatch, int batches, int notFinite) {
    double worst() {
      return Double.isFinite(mean) ? lastBatch : mean;
    }

    boolean isZero() {
      return mean == 0;
    }
  }

  private Bar bar(int row, int epoch) {
    int from = data.firstStep(epoch);
    int to = data.endStep(epoch);
    double sum = 0;
    int notFinite = 0;
    for (int step = from; step < to; step++) {
      double value = data.meanAbs().at(row, step);
      sum += value;
      notFinite += Double.isFinite(value) ? 0 : 1;
    }
    return new Bar(
        data.parameters().get(row),
        sum / (to - from),
        data.meanAbs().at(row, to - 1),
        to - from,
        notFinite);
  }

  private Figure bars(int epoch) {
    List<Bar> bars =
        IntStream.range(0, data.parameters().size()).mapToObj(row -> bar(row, epoch)).toList();
    Axis x =
        Axis.tagged(
            words.say("gradients.parameter"),
            bars.stream().map(bar -> new Axis.Category(bar.parameter(), link(bar))).toList());
    Axis y = options.spacing().axis(words.say("gradients.meanAbs"));
    Mark mean =
        new Mark.Bars(
            words.say("gradients.epochMean"),
            Numbers.of(bars.size(), i -> bars.get(i).mean()),
            Palette.BLUE,
            tags(bars, "mean", epoch));
    Mark last =
        new Mark.Bars(
            words.say("gradients.lastBatch"),
            Numbers.of(bars.size(), i -> bars.get(i).lastBatch()),
            Palette.ORANGE,
            tags(bars, "last", epoch));
    int batches = data.endStep(epoch) - data.firstStep(epoch);
    return Figure.builder("gradients-" + epoch, words.say("gradients.title", data.network(), epoch))
        .subtitle(words.say("gradients.subtitle", NumberText.count(batches)))
        .panels(AxesPanel.of("", x, y, mean, last).high(280))
        .footnote(words.sentences(notes(bars)))
        .alternativeText(alternative(bars, epoch))
        .language(words.locale())
        .widthPx(Math.max(640, 110 + BAR_PX * bars.size()))
        .build();
  }

  private List<Tag> tags(List<Bar> bars, String set, int epoch) {
    return bars.stream()
        .map(bar -> Tag.of(set + "-" + Ids.of(bar.parameter()), tooltip(bar, epoch)))
        .toList();
  }

  private Tag link(Bar bar) {
    return Tag.titled(bar.parameter()).linkingTo("#" + Ids.layer(Ids.owner(bar.parameter())));
  }

  private String tooltip(Bar bar, int epoch) {
    String text =
        words.say("gradients.tooltip", bar.parameter(), epoch, bar.mean(), bar.lastBatch());
    return bar.notFinite() == 0
        ? text
        : text + " " + words.say("gradients.tooltip.notFinite", bar.notFinite(), bar.batches());
  }

  private List<String> notes(List<Bar> bars) {
    List<String> notes = new ArrayList<>();
    addNote(notes, "gradients.note.zero", bars, value -> value == 0);
    addNote(notes, "gradients.note.nan", bars, Double::isNaN);
    addNote(notes, "gradients.note.infinite", bars, Double::isInfinite);
    return notes;
  }

  private void addNote(List<String> notes, String key, List<Bar> bars, DoublePredicate marked) {
    List<String> names =
        bars.stream()
            .filter(bar -> marked.test(bar.isZero() ? 0 : bar.worst()))
            .map(Bar::parameter)
            .toList();
    if (!names.isEmpty()) {
      notes.add(words.say(key, String.join(", ", names)));
    }
  }

  private String alternative(List<Bar> bars, int epoch) {
    List<Bar> finite = bars.stream().filter(bar -> Double.isFinite(bar.mean())).toList();
    String title = words.say("gradients.title", data.network(), epoch) + words.say("stop");
    if (finite.isEmpty()) {
      return title + " " + words.sentences(notes(bars));
    }
    Bar smallest = finite.get(0);
    Bar largest = finite.get(0);
    for (Bar bar : finite) {
      smallest = bar.mean() < smallest.mean() ? bar : smallest;
      largest = bar.mean() > largest.mean() ? bar : largest;
    }
    String extremes =
        words.say(
            "gradients.alt",
            bars.size(),
            smallest.parameter(),
            smallest.mean(),
            largest.parameter(),
            largest.mean());
    return (title + " " + extremes + " " + words.sentences(notes(bars))).strip();
  }

  private Figure heatMap() {
    StepBins bins = StepBins.of(data, MOST_COLUMNS);
    Grid cells = bins.gather(data, options.binning());
    Axis rows =
        Axis.tagged(
            "",
            data.parameters().stream()
                .map(
                    name ->
                        new Axis.Category(
                            name, Tag.titled(name).linkingTo("#" + Ids.layer(Ids.owner(name)))))
                .toList());
    Axis x = Axis.integers(words.say("curves.step")).from(bins.from(), bins.to());
    ColorBar bar = ColorBar.of(scale(cells), words.say("gradients.meanAbs"));
    String title = words.say("gradients.steps.title", data.network());
    return Figure.builder("gradients-steps", title)
        .subtitle(stepsSubtitle(bins))
        .panels(HeatMapPanel.of("", rows, x, cells, bar))
        .footnote(words.sentences(stepNotes()))
        .alternativeText(stepsAlternative(title))
        .language(words.locale())
        .build();
  }

  /** From the smallest to the largest number above zero. */
  private static ColorScale scale(Grid cells) {
    double min = Double.POSITIVE_INFINITY;
    double max = 0;
    for (int row = 0; row < cells.height(); row++) {
      for (int column = 0; column < cells.width(); column++) {
        double value = cells.at(row, column);
        if (value > 0 && Double.isFinite(value)) {
          min = Math.min(min, value);
          max = Math.max(max, value);
        }
      }
    }
    return max > 0 ? ColorScale.log(min, max) : ColorScale.log(1e-8, 1);
  }

  private String stepsSubtitle(StepBins bins) {
    String steps = words.say("gradients.steps", NumberText.count(data.steps().size()));
    return bins.columns() == data.steps().size()
        ? steps
        : steps
            + words.say("separator")
            + words.say("gradients.binned." + options.binning(), bins.width());
  }

  /** The parameters with a zero, a NaN or an infinity at some step, and where it came first. */
  private List<String> stepNotes() {
    List<String> notes = new ArrayList<>();
    addStepNote(notes, "gradients.note.steps.zero", value -> value == 0);
    addStepNote(notes, "gradients.note.steps.nan", Double::isNaN);
    addStepNote(notes, "gradients.note.steps.infinite", Double::isInfinite);
    return notes;
  }

  private void addStepNote(List<String> notes, String key, DoublePredicate marked) {
    List<String> found = new ArrayList<>();
    for (int row = 0; row < data.parameters().size(); row++) {
      int parameter = row;
      IntStream.range(0, data.steps().size())
          .filter(step -> marked.test(data.meanAbs().at(parameter, step)))
          .findFirst()
          .ifPresent(
              step ->
                  found.add(
                      words.say(
                          "gradients.note.from",
                          data.parameters().get(parameter),
                          data.steps().at(step))));
    }
    if (!found.isEmpty()) {
      notes.add(words.say(key, String.join(", ", found)));
    }
  }

  private String stepsAlternative(String title) {
    return (title
            + words.say("stop")
            + " "
            + words.say(
                "gradients.steps.alt",
                data.parameters().size(),
                NumberText.count(data.steps().size()))
            + " "
            + words.sentences(stepNotes()))
        .strip();
  }
}
