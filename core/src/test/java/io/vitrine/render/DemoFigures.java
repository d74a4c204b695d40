package io.vitrine.render;

import io.vitrine.figure.Arrangement;
import io.vitrine.figure.AxesPanel;
import io.vitrine.figure.Axis;
import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Grid;
import io.vitrine.figure.HeatMapPanel;
import io.vitrine.figure.LineStyle;
import io.vitrine.figure.LineStyle.Dash;
import io.vitrine.figure.LineStyle.Marker;
import io.vitrine.figure.Mark;
import io.vitrine.figure.Numbers;
import io.vitrine.figure.Pixels;
import io.vitrine.figure.Solid;
import io.vitrine.figure.TablePanel;
import io.vitrine.figure.Tag;
import io.vitrine.figure.TilesPanel;
import io.vitrine.figure.color.Color;
import io.vitrine.figure.color.ColorBar;
import io.vitrine.figure.color.ColorScale;
import io.vitrine.figure.color.Palette;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** One figure of each kind, with numbers like those of a real training. */
public final class DemoFigures {
  private DemoFigures() {}

  public static List<Figure> all() {
    return List.of(
        curves(), gradients(), gradientMap(), kernels(), features(), table(), lying(), diagram());
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

  /** Layer by step, on a logarithmic scale. */
  public static Figure gradientMap() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 29; i++) {
      names.add(
          i < 26
              ? "layer" + (i / 6 + 1) + "." + i % 6 + ".weight"
              : "fc." + (i - 26) * 3 + ".weight");
    }
    Random random = new Random(5);
    Grid grid =
        Grid.of(
            29,
            9380,
            (row, column) ->
                row == 3 && column > 8000
                    ? Double.NaN
                    : row == 7 && column > 4000 && column < 4200
                        ? 0
                        : row == 20 && column == 6000
                            ? Double.POSITIVE_INFINITY
                            : Math.pow(
                                10,
                                -5.5 + row / 10.0 - column / 9380.0 + 0.3 * random.nextGaussian()));
    HeatMapPanel map =
        HeatMapPanel.of(
            "",
            Axis.categories("", names),
            Axis.integers("step").from(0, 9380),
            grid,
            ColorBar.of(ColorScale.log(1e-7, 1e-2), "mean |gradient| of the weight tensor"));
    return Figure.builder("gradient-map", "Gradient flow over the whole run")
        .subtitle("vgg16 on MNIST, 9,380 steps, mean absolute gradient of each weight tensor")
        .panels(map)
        .build();
  }

  /** 64 kernels of 3 x 3 and 128 of 5 x 5. */
  public static Figure kernels() {
    Random random = new Random(11);
    List<TilesPanel.Tile> few = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      Grid grid = Grid.of(3, 3, (row, column) -> 0.2 * random.nextGaussian());
      few.add(TilesPanel.Tile.of(Tag.of("kernel" + i, "filter " + i), grid));
    }
    List<TilesPanel.Tile> many = new ArrayList<>();
    for (int i = 0; i < 512; i++) {
      Grid grid = Grid.of(3, 3, (row, column) -> 0.05 * random.nextGaussian());
      many.add(TilesPanel.Tile.of(Tag.of("deep" + i, "filter " + i), grid));
    }
    return Figure.builder("kernels", "Kernels of layer1.0 and layer3.0, input channel 0")
        .subtitle(
            "vgg16 after 10 epochs on MNIST, one scale for all filters of a layer, diverging, centered at 0")
        .panels(
            TilesPanel.shared(
                    "layer1.0: 64 filters of 3 × 3",
                    few,
                    8,
                    ColorBar.of(ColorScale.diverging(0.4), "weight"))
                .tilesOf(30),
            TilesPanel.shared(
                    "layer3.0: 512 filters of 3 × 3",
                    many,
                    32,
                    ColorBar.of(ColorScale.diverging(0.2), "weight"))
                .tilesOf(21))
        .build();
  }

  /** Channel means of 13 convolutions, each on its own scale, and a picture. */
  public static Figure features() {
    List<TilesPanel.Tile> tiles = new ArrayList<>();
    int[] sizes = {32, 32, 16, 16, 8, 8, 8, 4, 4, 4, 2, 2, 2};
    for (int i = 0; i < sizes.length; i++) {
      int size = sizes[i];
      Grid grid =
          Grid.of(
              size,
              size,
              (row, column) -> Math.sin(row * 6.0 / size) * Math.cos(column * 5.0 / size));
      tiles.add(
          TilesPanel.Tile.of(Tag.of("conv" + i, "convolution " + (i + 1)), grid)
              .labelled("layer" + (i / 3 + 1) + "." + i % 3 + " · " + size + "×" + size)
              .scaledBy(Grid.sequentialScale(List.of(grid))));
    }
    float[] planes = new float[3 * 64 * 64];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = (i % 64) / 64f * (i / 4096 == 0 ? 1 : 0.3f) + (i / 64 % 64) / 200f;
    }
    TilesPanel picture =
        TilesPanel.of(
                "Input",
                List.of(
                    TilesPanel.Tile.of(Tag.of("input", "the picture"), Pixels.rgb(64, 64, planes))),
                1)
            .tilesOf(128);
    return Figure.builder("features", "Feature maps of the 13 convolutions, mean over the channels")
        .subtitle(
            "vgg16 in evaluation mode, test image 7, outputs of the convolutions before batch normalization; every tile on its own scale")
        .panels(picture, TilesPanel.of("", tiles, 4).tilesOf(160))
        .build();
  }

  /** A short table. */
  public static Figure table() {
    TablePanel panel =
        new TablePanel(
            "",
            List.of(
                new TablePanel.Column("layer", TablePanel.Align.LEFT),
                new TablePanel.Column("output", TablePanel.Align.LEFT),
                new TablePanel.Column("parameters", TablePanel.Align.RIGHT)),
            List.of(
                TablePanel.Row.of("layer1.0 Conv", "(N, 64, 32, 32)", "640"),
                TablePanel.Row.of("layer1.1 BatchNormalization", "(N, 64, 32, 32)", "128"),
                TablePanel.Row.of("layer1.2 Relu", "(N, 64, 32, 32)", "–")));
    return Figure.builder("table", "Layers").panels(panel).widthPx(420).build();
  }

  /** Lying bars, in Chinese, in a dark theme's colors by request. */
  public static Figure lying() {
    Mark.Bars bars =
        Mark.Bars.of(
            "参数",
            Numbers.of(38_720, 221_440, 1_475_328, 5_899_776, 7_079_424, 396_554),
            Palette.GREEN);
    AxesPanel panel =
        AxesPanel.of(
            "各阶段的参数量",
            Axis.linear("参数").in("个"),
            Axis.categories(
                "",
                List.of(
                    "第一阶段 layer1",
                    "第二阶段 layer2",
                    "第三阶段 layer3",
                    "第四阶段 layer4",
                    "第五阶段 layer5",
                    "全连接 fc")),
            bars,
            Mark.Rule.upright(2_519_756, "平均值", Palette.MUTED));
    return Figure.builder("lying", "参数在哪里：VGG-16 的 15,118,538 个参数")
        .subtitle(
            "每个张量只计一次；批归一化的缩放与平移也计入。卷积核、梯度、交叉熵、阈值与“特征图”……这行文字较长，用来检查中文的换行：标点不出现在行首，数字 15,118,538 不被拆开。")
        .panels(panel.high(150))
        .language(Locale.SIMPLIFIED_CHINESE)
        .widthPx(640)
        .build();
  }

  /** The article's VGG-16 as PlotNeuralNet draws it, a unit being a centimeter. */
  public static Figure diagram() {
    Solid.Skin convolution = new Solid.Skin(Color.of("#FFCC66"), 0.4, Color.of("#FFAA55"), 0.6);
    Solid.Skin pool = Solid.Skin.plain(Color.of("#C40000"), 0.5);
    Solid.Skin dense = new Solid.Skin(Color.of("#9966CC"), 0.4, Color.of("#A449A4"), 0.6);
    Solid.Skin softmax = Solid.Skin.plain(Color.of("#6A006A"), 0.8);
    List<Solid> solids = new ArrayList<>();
    float[] digit = new float[32 * 32];
    for (int i = 0; i < digit.length; i++) {
      double r = Math.hypot(i % 32 - 16, (i / 32 - 16) * 0.8);
      digit[i] = r > 7 && r < 11 ? 1 : 0;
    }
    solids.add(
        new Solid.Plate(
            Tag.of("input", "the input picture"),
            new Solid.Point(0, 0, 0),
            8,
            8,
            Pixels.gray(32, 32, digit),
            "input"));
    int[][] stages = {{64, 64}, {128, 128}, {256, 256, 256}, {512, 512, 512}, {512, 512, 512}};
    double[] sizes = {8, 6.4, 5, 3.2, 2};
    double[] widths = {0.4, 0.5, 0.6, 0.7, 0.7};
    double x = 1.2;
    for (int i = 0; i < stages.length; i++) {
      List<Solid.Section> sections = new ArrayList<>();
      for (int channels : stages[i]) {
        sections.add(
            new Solid.Section(
                Tag.of("conv" + i + "." + sections.size(), channels + " channels"),
                widths[i],
                "" + channels));
      }
      Solid.Block block =
          new Solid.Block(
              Tag.NONE,
              new Solid.Point(x, 0, 0),
              sections,
              sizes[i],
              sizes[i],
              convolution,
              new Solid.Labels("", "" + (32 >> i), "layer" + (i + 1)));
      if (i > 0) {
        solids.add(Solid.Arrow.between(new Solid.Point(x - 1.4, 0, 0), new Solid.Point(x, 0, 0)));
      }
      solids.add(block);
      double small = i < 4 ? sizes[i + 1] : 1.4;
      solids.add(
          new Solid.Block(
              Tag.of("pool" + i, "max pooling"),
              block.east(),
              List.of(Solid.Section.of(0.2, "")),
              small,
              small,
              pool,
              Solid.Labels.NONE));
      x = block.east().x() + 0.2 + 1.4;
    }
    int[] outputs = {512, 256, 10};
    for (int i = 0; i < 3; i++) {
      solids.add(Solid.Arrow.between(new Solid.Point(x - 1.4, 0, 0), new Solid.Point(x, 0, 0)));
      solids.add(
          new Solid.Block(
              Tag.of("fc" + i, "fully connected"),
              new Solid.Point(x, 0, 0),
              List.of(Solid.Section.of(0.4, "" + outputs[i])),
              0.6,
              8 - 2 * i,
              i < 2 ? dense : Solid.Skin.plain(Color.of("#9966CC"), 0.4),
              new Solid.Labels("", "", "fc." + 3 * i)));
      x += 0.4 + 1.4;
    }
    solids.add(Solid.Arrow.between(new Solid.Point(x - 1.4, 0, 0), new Solid.Point(x, 0, 0)));
    solids.add(
        new Solid.Block(
            Tag.of("softmax", "softmax"),
            new Solid.Point(x, 0, 0),
            List.of(Solid.Section.of(0.3, "10")),
            0.6,
            3,
            softmax,
            new Solid.Labels("", "", "softmax")));
    solids.add(
        new Solid.Ball(
            Tag.of("sum", "a sum"),
            new Solid.Point(x + 2, 0, 0),
            0.4,
            Color.of("#00BF40"),
            0.6,
            "+"));
    DiagramPanel panel =
        DiagramPanel.of("", solids, 40)
            .explainedBy(
                List.of(
                    new DiagramPanel.Key(
                        "convolution and batch normalization", Color.of("#FFCC66"), 0.4),
                    new DiagramPanel.Key("ReLU", Color.of("#FFAA55"), 0.6),
                    new DiagramPanel.Key("max pooling", Color.of("#C40000"), 0.5),
                    new DiagramPanel.Key("fully connected", Color.of("#9966CC"), 0.4),
                    new DiagramPanel.Key("softmax", Color.of("#6A006A"), 0.8)));
    return Figure.builder("diagram", "VGG-16 for MNIST")
        .subtitle(
            "input 1 × 32 × 32, 10 classes, 15,118,538 parameters; numbers below: channels, along the slope: height and width")
        .panels(panel)
        .build();
  }
}
