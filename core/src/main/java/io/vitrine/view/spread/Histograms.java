package io.vitrine.view.spread;

import io.vitrine.figure.Arrangement;
import io.vitrine.figure.AxesPanel;
import io.vitrine.figure.Axis;
import io.vitrine.figure.Figure;
import io.vitrine.figure.LineStyle;
import io.vitrine.figure.LineStyle.Course;
import io.vitrine.figure.Mark;
import io.vitrine.figure.Tag;
import io.vitrine.figure.color.Palette;
import io.vitrine.run.Histogram;
import io.vitrine.view.Ids;
import io.vitrine.view.Words;
import io.vitrine.view.spread.Spread.Epoch;
import io.vitrine.view.spread.Spread.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the values of a layer's tensors are spread, a panel for each tensor. */
public final class Histograms {
  private static final double PANEL_PX = 370;
  private static final double HEIGHT_PX = 150;
  private static final List<Palette> BY_AGE = List.of(Palette.SKY, Palette.BLUE, Palette.INK);

  private final Words words;

  private Histograms(Words words) {
    this.words = words;
  }

  /**
   * Histograms of a layer: for each tensor the share of its values in each of 30 bins, which all
   * its epochs share. Of more than three epochs the first, the middle and the last are drawn.
   *
   * @param layer its path
   * @param spreads of its tensors and its output, at least one
   */
  public static Figure of(String network, String layer, List<Spread> spreads, Locale locale) {
    if (spreads.isEmpty()) {
      throw new IllegalArgumentException("layer " + layer + " has no values to show");
    }
    return new Histograms(Words.of(locale)).figure(network, layer, spreads);
  }

  private Figure figure(String network, String layer, List<Spread> spreads) {
    int columns = Math.min(3, spreads.size());
    String title = words.say("spread.title", network, layer);
    List<String> sentences = new ArrayList<>(List.of(title + words.say("stop")));
    spreads.forEach(spread -> sentences.add(sentence(spread)));
    return Figure.builder("histograms-" + Ids.of(layer), title)
        .subtitle(words.say("spread.subtitle"))
        .panels(spreads.stream().map(this::panel).toList())
        .arrangement(Arrangement.grid(columns))
        .footnote(words.sentences(notes(spreads)))
        .alternativeText(words.sentences(sentences))
        .language(words.locale())
        .widthPx(columns * PANEL_PX)
        .build();
  }

  private AxesPanel panel(Spread spread) {
    List<Epoch> shown = spread.shown();
    Bins bins = Bins.over(shown.stream().map(Epoch::histogram).toList());
    List<Mark> marks = new ArrayList<>();
    double highest = 0;
    for (int i = 0; i < shown.size(); i++) {
      highest = Math.max(highest, bins.shares(shown.get(i).histogram()).stream().max().orElse(0));
      marks.add(line(spread, shown.get(i), bins, shown.size() - i));
    }
    Axis x = Axis.linear(words.say("spread.value." + spread.kind()));
    Axis y = Axis.linear(words.say("spread.share")).in("%");
    String title = words.say("spread.panel." + spread.kind(), spread.name());
    return AxesPanel.of(
            title, x.from(bins.from(), bins.to()), y.from(0, Math.max(1, 1.05 * highest)), marks)
        .high(HEIGHT_PX);
  }

  /**
   * @param age 1 for the last epoch
   */
  private Mark line(Spread spread, Epoch epoch, Bins bins, int age) {
    LineStyle style = LineStyle.of(BY_AGE.get(BY_AGE.size() - age)).with(Course.STEPS);
    return new Mark.Line(
        epoch.number() == 0 ? "" : words.say("spread.epoch", epoch.number()),
        bins.edges(),
        bins.shares(epoch.histogram()),
        age == 1 ? style.bold() : style,
        Tag.of(
            spread.kind().name().charAt(0) + "-" + Ids.of(spread.name()) + "-" + epoch.number(),
            tooltip(epoch)));
  }

  private String tooltip(Epoch epoch) {
    Histogram values = epoch.histogram();
    return words.say("spread.tooltip", epoch.mean(), epoch.deviation(), values.min(), values.max());
  }

  private String sentence(Spread spread) {
    Epoch last = spread.last();
    return words.say(
        "spread.sentence." + spread.kind(),
        spread.name(),
        last.number(),
        last.mean(),
        last.deviation(),
        last.histogram().min(),
        last.histogram().max());
  }

  /** The largest share of the values of one epoch that lie beyond the axis, 0 to 1. */
  private static double beyond(Spread spread) {
    Bins bins = Bins.over(spread.shown().stream().map(Epoch::histogram).toList());
    return spread.shown().stream().mapToDouble(e -> bins.beyond(e.histogram())).max().orElse(0);
  }

  /** What the curves do not show: values of exactly zero, and those that are no numbers. */
  private List<String> notes(List<Spread> spreads) {
    List<String> notes = new ArrayList<>();
    spreads.forEach(spread -> notes.add(sentence(spread)));
    for (Spread spread : spreads) {
      if (spread.kind() == Kind.OUTPUT && spread.zeroShare() > 0) {
        notes.add(words.say("spread.zeros", words.percent(spread.zeroShare())));
      }
      double beyond = beyond(spread);
      if (beyond >= 0.0005) {
        notes.add(words.say("spread.beyond." + spread.kind(), words.percent(beyond)));
      }
      for (Epoch epoch : spread.epochs()) {
        long broken = epoch.histogram().nans() + epoch.histogram().infinities();
        if (broken > 0) {
          String key = epoch.number() == 0 ? "spread.notFinite.once" : "spread.notFinite";
          notes.add(words.say(key, spread.name(), broken, epoch.number()));
        }
      }
    }
    return notes;
  }
}
