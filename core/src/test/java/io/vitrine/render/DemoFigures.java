package io.vitrine.render;

import io.vitrine.figure.Arrangement;
import io.vitrine.figure.AxesPanel;
import io.vitrine.figure.Axis;
import io.vitrine.figure.Figure;
import io.vitrine.figure.LineStyle;
import io.vitrine.figure.LineStyle.Dash;
import io.vitrine.figure.LineStyle.Marker;
import io.vitrine.figure.Mark;
import io.vitrine.figure.Numbers;
import io.vitrine.figure.Palette;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One figure of each kind, with numbers like those of a real training. */
public final class DemoFigures {
  private DemoFigures() {}

  public static List<Figure> all() {
    return List.of(curves(), gradients());
  }

  /** Loss and accuracy over the steps of ten epochs. */
  public static Figure curves() {
    int steps = 2820;
    Random random = new Random(7);
    Numbers x = Numbers.counting(1, steps);
    Numbers loss =
        Numbers.of(
            steps,
            i ->
                2.2 * Math.exp(-i / 180.0)
                    + 0.05
                    + 0.12 * Math.abs(random.nextGaussian()) * Math.exp(-i / 900.0));
    Numbers ends = Numbers.of(10, i -> 282.0 * (i + 1));
    Numbers mean = Numbers.of(10, i -> i == 6 ? Double.NaN : 0.9 * Math.exp(-i / 1.4) + 0.06);
    Numbers test = Numbers.of(10, i -> 0.6 * Math.exp(-i / 1.6) + 0.075 + 0.004 * i);
    AxesPanel above =
        AxesPanel.of(
                "Loss",
                Axis.integers("step"),
                Axis.linear("cross entropy").in("nats"),
                Mark.Line.of("training, per batch", x, loss, LineStyle.of(Palette.BLUE).faint()),
                Mark.Line.of(
                    "training, mean of the epoch",
                    ends,
                    mean,
                    LineStyle.of(Palette.BLUE).bold().with(Marker.CIRCLE)),
                Mark.Line.of(
                    "test",
                    ends,
                    test,
                    LineStyle.of(Palette.VERMILLION).bold().with(Marker.SQUARE)),
                Mark.Rule.upright(
                    282 * 5, "best epoch: 5 (chosen on test: optimistic)", Palette.MUTED))
            .high(220);
    AxesPanel below =
        AxesPanel.of(
                "Accuracy",
                Axis.integers("step"),
                Axis.linear("accuracy").in("%"),
                Mark.Line.of(
                    "test",
                    ends,
                    Numbers.of(10, i -> 99.1 - 4 * Math.exp(-i / 1.5)),
                    LineStyle.of(Palette.VERMILLION).bold().with(Marker.SQUARE)),
                Mark.Line.of(
                    "validation",
                    ends,
                    Numbers.of(10, i -> 98.7 - 5 * Math.exp(-i / 1.3)),
                    LineStyle.of(Palette.GREEN).with(Dash.DASHED).with(Marker.DIAMOND)),
                Mark.Rule.upright(282 * 5, "best epoch: 5", Palette.MUTED))
            .high(160);
    return Figure.builder("curves", "Loss and accuracy while training")
        .subtitle("vgg16 on MNIST, 10 epochs of 282 steps, batch 64, SGD with momentum 0.5")
        .arrangement(Arrangement.sharingX())
        .panels(above, below)
        .footnote(
            "Evaluation mode; the statistics of batch normalization stay as they are. The mean of epoch 7 is not a number.")
        .alternativeText("The training loss falls from 2.3 to 0.06 within ten epochs.")
        .build();
  }

  /** The mean size of the gradient of each of 29 tensors. */
  public static Figure gradients() {
    List<String> names = new ArrayList<>();
    int[] convolutions = {2, 2, 3, 3, 3};
    for (int stage = 0; stage < convolutions.length; stage++) {
      for (int i = 0; i < convolutions[stage]; i++) {
        names.add("layer" + (stage + 1) + "." + 3 * i + ".weight");
        names.add("layer" + (stage + 1) + "." + (3 * i + 1) + ".weight");
      }
    }
    names.addAll(List.of("fc.0.weight", "fc.3.weight", "fc.6.weight"));
    Random random = new Random(3);
    Numbers mean =
        Numbers.of(names.size(), i -> Math.pow(10, -5.5 + 3 * i / 28.0 + random.nextDouble()));
    Numbers last =
        Numbers.of(
            names.size(),
            i ->
                i == 4
                    ? 0
                    : i == 9
                        ? Double.NaN
                        : i == 12
                            ? Double.POSITIVE_INFINITY
                            : mean.at(i) * (0.5 + random.nextDouble()));
    AxesPanel bars =
        AxesPanel.of(
            "",
            Axis.categories("", names),
            Axis.log("mean |gradient|"),
            Mark.Bars.of("mean over the epoch", mean, Palette.BLUE),
            Mark.Bars.of("last batch", last, Palette.ORANGE));
    AxesPanel linear =
        AxesPanel.of(
            "The same, linear",
            Axis.categories("weights", names),
            Axis.linear("mean |gradient|"),
            Mark.Bars.of("", mean, Palette.BLUE));
    return Figure.builder("gradients", "Gradient flow")
        .subtitle(
            "vgg16, epoch 3 of 10, mean absolute gradient of each weight tensor, from input (left) to output (right)")
        .panels(bars, linear)
        .build();
  }
}
