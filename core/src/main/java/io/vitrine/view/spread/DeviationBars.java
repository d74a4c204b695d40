package io.vitrine.view.spread;

import io.vitrine.figure.AxesPanel;
import io.vitrine.figure.Axis;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Mark;
import io.vitrine.figure.Numbers;
import io.vitrine.figure.Tag;
import io.vitrine.figure.color.Palette;
import io.vitrine.view.Words;
import java.util.ArrayList;
import java.util.List;

/** Bars of standard deviations on a logarithmic axis, one for each layer or tensor. */
final class DeviationBars {
  private static final double BAR_PX = 19;

  private DeviationBars() {}

  /**
   * What stands around the bars.
   *
   * @param id of the figure
   * @param items what a bar is for, in words
   */
  record Caption(String id, String title, String subtitle, String items, String note) {}

  /**
   * A bar.
   *
   * @param name as it stands on the axis
   * @param tag of the bar
   * @param deviation its height; none where it is 0 or no number
   */
  record Bar(Axis.Category name, Tag tag, double deviation) {}

  /**
   * @param behind marks that lie behind the bars
   */
  static Figure of(Caption caption, List<Bar> bars, List<Mark> behind, Words words) {
    Axis x = Axis.tagged(caption.items(), bars.stream().map(Bar::name).toList());
    List<Mark> marks = new ArrayList<>(behind);
    marks.add(
        new Mark.Bars(
            "",
            Numbers.of(bars.size(), i -> bars.get(i).deviation()),
            Palette.BLUE,
            bars.stream().map(Bar::tag).toList()));
    return Figure.builder(caption.id(), caption.title())
        .subtitle(caption.subtitle())
        .panels(AxesPanel.of("", x, Axis.log(words.say("spread.deviation")), marks).high(200))
        .footnote(caption.note())
        .alternativeText(caption.title() + words.say("stop"))
        .language(words.locale())
        .widthPx(Math.max(560, 110 + BAR_PX * bars.size()))
        .build();
  }
}
