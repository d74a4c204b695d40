package io.vitrine.bench.part;

import io.vitrine.bench.measure.Command;
import io.vitrine.bench.measure.Goal;
import io.vitrine.bench.measure.Measurement;
import io.vitrine.bench.measure.Probed;
import io.vitrine.bench.measure.Progress;
import io.vitrine.bench.measure.Row;
import io.vitrine.bench.measure.Sides;
import io.vitrine.bench.measure.Workplace;
import io.vitrine.figure.AxesPanel;
import io.vitrine.figure.Axis;
import io.vitrine.figure.Figure;
import io.vitrine.figure.LineStyle;
import io.vitrine.figure.Mark;
import io.vitrine.figure.Numbers;
import io.vitrine.figure.color.Palette;
import io.vitrine.render.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a diagram costs, from the process's start to the SVG, by the number of nodes; and how fast
 * that grows. Beside the table a plot of it is drawn.
 */
final class DrawingTime {
  private static final List<Integer> SIZES = List.of(100, 300, 1_000, 3_000, 10_000);
  private static final int ROUNDS = 3;
  private static final Goal LARGEST = Goal.valueAtMost(5);
  private static final Goal RESNET = Goal.valueAtMost(1);

  /** Ten times the nodes cost at most this much more; 10 were linear. */
  private static final Goal GROWTH = Goal.ratioAtMost(13);

  private DrawingTime() {}

  static List<Row> rows(Workplace place) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String style : List.of("block", "operators")) {
      rows.add(row("resnet50 as " + style, seconds(place, "resnet50", style), Optional.of(RESNET)));
    }
    Map<Integer, Path> files = files(place);
    Map<Integer, Measurement> operators = new LinkedHashMap<>();
    for (Map.Entry<Integer, Path> file : files.entrySet()) {
      int nodes = file.getKey();
      Measurement seconds = seconds(place, file.getValue(), "operators");
      operators.put(nodes, seconds);
      boolean last = nodes == SIZES.get(SIZES.size() - 1);
      rows.add(
          row(
              nodes + " nodes as operators",
              seconds,
              last ? Optional.of(LARGEST) : Optional.empty()));
    }
    Path dense = place.folder("large").resolve("dense.onnx");
    place.probe("DenseNetwork", 10_000, dense).succeed(place.scratch());
    rows.add(
        row(
            "10,000 nodes, a fifth of which read any before them, as operators",
            seconds(place, dense, "operators"),
            Optional.of(LARGEST)));
    rows.add(growth(place, files));
    Path plot = place.output("draw.svg");
    Figures.save(plot(operators), plot);
    Progress.say("plotted in " + plot);
    return rows;
  }

  private static Row row(String what, Measurement seconds, Optional<Goal> goal) {
    String whole = what + ", process from its start to the SVG, heap of 1 GB";
    return new Row.Measured(whole, seconds, Optional.empty(), goal);
  }

  private static Map<Integer, Path> files(Workplace place) throws IOException {
    Path folder = place.folder("large");
    Map<Integer, Path> files = new LinkedHashMap<>();
    for (int nodes : SIZES) {
      Path file = folder.resolve("large" + nodes + ".onnx");
      place.probe("LargeNetwork", nodes, file).succeed(place.scratch());
      files.put(nodes, file);
    }
    return files;
  }

  private static Measurement seconds(Workplace place, Object network, String style)
      throws IOException {
    Path svg = place.folder("drawn").resolve("graph.svg");
    Command draw =
        place
            .vitrine("draw", network, "--style", style, "-o", svg)
            .with(Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g"));
    return new Sides()
        .add(style, () -> draw.succeed(place.scratch()).seconds())
        .rounds(ROUNDS, "s")
        .of(style);
  }

  /** In a warm process, so that what a start costs hides nothing. */
  private static Row growth(Workplace place, Map<Integer, Path> files) throws IOException {
    Path small = files.getOrDefault(1_000, place.scratch());
    Path large = files.getOrDefault(10_000, place.scratch());
    Probed probed = Probed.by(place.probe("DrawProbe", small, large, place.folder("warm")), place);
    return new Row.Measured(
        "10,000 nodes as operators in a warm JVM, against: 1,000",
        probed.of("large", "s"),
        Optional.of(probed.of("small", "s")),
        Optional.of(GROWTH));
  }

  /** Seconds by nodes, both logarithmic; beside it a straight line of proportional growth. */
  static Figure plot(Map<Integer, Measurement> seconds) {
    double[] nodes = seconds.keySet().stream().mapToDouble(n -> n).toArray();
    double[] medians = seconds.values().stream().mapToDouble(Measurement::median).toArray();
    double last = medians[medians.length - 1] / nodes[nodes.length - 1];
    Mark measured =
        Mark.Line.of(
            "draw --style operators",
            Numbers.of(nodes),
            Numbers.of(medians),
            LineStyle.of(Palette.BLUE).with(LineStyle.Marker.CIRCLE));
    Mark linear =
        Mark.Line.of(
            "in proportion to the largest",
            Numbers.of(nodes),
            Numbers.of(nodes.length, i -> last * nodes[i]),
            LineStyle.of(Palette.MUTED).with(LineStyle.Dash.DASHED));
    Axis x = Axis.log("nodes");
    Axis y = Axis.log("time from start to file").in("s");
    return Figure.builder("draw-scale", "What a graph of operators costs")
        .subtitle("residual networks of 100 to 10,000 nodes, as SVG; the start of the JVM included")
        .panels(AxesPanel.of("", x, y, List.of(measured, linear)))
        .widthPx(640)
        .build();
  }
}
