package io.vitrine.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Solid;
import io.vitrine.formats.Networks;
import io.vitrine.grouping.Cut;
import io.vitrine.grouping.Grouping;
import io.vitrine.grouping.Shown;
import io.vitrine.grouping.pattern.Group;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.operator.Operators;
import io.vitrine.operator.entry.Category;
import io.vitrine.render.check.DiagramCheck;
import io.vitrine.render.check.DrawingCheck;
import io.vitrine.render.layout.FigureLayout;
import io.vitrine.view.Ids;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.Architecture;
import io.vitrine.view.diagram.ArchitectureOptions;
import io.vitrine.view.diagram.ArchitectureOptions.Ending;
import io.vitrine.view.diagram.Extent;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.Proportions;
import io.vitrine.view.diagram.block.Block;
import io.vitrine.view.diagram.block.BlockMaker;
import io.vitrine.view.diagram.block.Blocks;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every network of the gallery, whatever of it is opened or closed. */
class GalleryCutsTest {
  private static final Path ROOT = Path.of("..");
  private static final ArchitectureOptions OPTIONS = ArchitectureOptions.defaults();
  private static final Words WORDS = Words.of(Locale.ENGLISH);
  private static final int DEEPEST = 12;

  /** How many of a network's groups are closed and opened in pictures. */
  private static final int MOST_PICTURES = 6;

  static Stream<Network> networks() throws IOException {
    List<Network> networks = new ArrayList<>();
    for (String folder :
        List.of(
            "docs/gallery/diagrams/models",
            "formats/src/test/resources/io/vitrine/formats/transformers")) {
      try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
        for (Path file : files.sorted().toList()) {
          networks.add(Networks.read(file).network());
        }
      }
    }
    for (String name : Zoo.names()) {
      networks.add(Zoo.build(name, Zoo.usualTask(name)));
    }
    return networks.stream();
  }

  /** The paths of the groups that hold others, once each. */
  private static List<String> paths(Grouping grouping) {
    Set<String> paths = new LinkedHashSet<>();
    collect(grouping.root(), paths);
    paths.remove("");
    return List.copyOf(paths);
  }

  private static void collect(Group group, Set<String> paths) {
    if (!group.isNode()) {
      paths.add(group.path());
      group.members().forEach(member -> collect(member, paths));
    }
  }

  /** At most a few, evenly from all. */
  private static List<String> some(List<String> paths) {
    List<String> some = new ArrayList<>();
    int step = Math.max(1, paths.size() / MOST_PICTURES);
    for (int i = 0; i < paths.size(); i += step) {
      some.add(paths.get(i));
    }
    return some;
  }

  private static List<Cut> cuts(List<String> paths) {
    List<Cut> cuts = new ArrayList<>(List.of(Cut.standard()));
    for (int depth = 1; depth <= DEEPEST; depth++) {
      cuts.add(Cut.atDepth(depth));
    }
    for (String path : paths) {
      cuts.add(Cut.standard().collapsing(path));
      cuts.add(Cut.standard().expanding(path));
      cuts.add(Cut.atDepth(DEEPEST).collapsing(path));
    }
    return cuts;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void shown_atEachDepthAndCollapse_hasEveryLayerOnce(Network network) {
    Grouping grouping = Grouping.of(network);
    Map<Node, Long> once =
        grouping.root().mainNodes().collect(Collectors.toMap(node -> node, node -> 1L));

    for (Cut cut : cuts(paths(grouping))) {
      Shown shown = Shown.of(grouping, cut);
      Map<Node, Long> times = new HashMap<>();
      long weighted = 0;
      for (int i = 0; i < shown.items().size(); i++) {
        Shown.Item item = shown.items().get(i);
        int index = i;
        long frames =
            shown.frames().stream()
                .filter(frame -> frame.items().contains(index))
                .mapToLong(Shown.Frame::times)
                .reduce(1, (a, b) -> a * b);
        item.group().mainNodes().forEach(node -> times.merge(node, 1L, Long::sum));
        weighted += frames * item.times() * layers(item.group());
      }

      assertThat(times.values()).as("%s: %s", network.name(), cut).containsOnly(1L);
      assertThat(once.keySet()).containsAll(times.keySet());
      assertThat(weighted).as("%s: %s", network.name(), cut).isEqualTo(layers(grouping.root()));
    }
  }

  /** Nodes that neither rearrange nor may be settings of others. */
  private static long layers(Group group) {
    Set<Category> telling =
        Set.of(
            Category.CONVOLUTION,
            Category.LINEAR,
            Category.NORMALIZATION,
            Category.ACTIVATION,
            Category.POOLING,
            Category.RECURRENT,
            Category.ATTENTION);
    return group.mainNodes().filter(node -> telling.contains(Operators.category(node))).count();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void draw_atEachDepthAndCollapse_isSoundAndReadable(Network network) {
    Grouping grouping = Grouping.of(network);
    Set<List<String>> drawn = new HashSet<>();

    for (Cut cut : cuts(some(paths(grouping)))) {
      Shown shown = Shown.of(grouping, cut);
      List<String> pictured =
          shown.items().stream().map(item -> item.range() + item.times()).toList();
      if (!drawn.add(pictured)) {
        continue;
      }
      Figure figure = Architecture.style("block").draw(shown, OPTIONS, Locale.ENGLISH);
      Blocks blocks = BlockMaker.of(shown, Ending.SOFTMAX);
      String name = network.name() + ": " + cut;

      assertThat(DiagramCheck.problems(figure)).as(name).isEmpty();
      assertThat(DrawingCheck.problems(FigureLayout.of(figure))).as(name).isEmpty();
      checkBrackets(blocks, figure, name);
      checkSizes(blocks, figure, name);
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void draw_inStacks_isSoundAndReadable(Network network) {
    Grouping grouping = Grouping.of(network);

    for (Cut cut : List.of(Cut.standard(), Cut.atDepth(2), Cut.atDepth(DEEPEST))) {
      Figure figure =
          Architecture.style("lenet").draw(Shown.of(grouping, cut), OPTIONS, Locale.ENGLISH);
      String name = network.name() + ": " + cut;

      assertThat(DiagramCheck.problems(figure)).as(name).isEmpty();
      assertThat(DrawingCheck.problems(FigureLayout.of(figure))).as(name).isEmpty();
    }
  }

  private static List<Solid> solids(Figure figure) {
    return ((DiagramPanel) figure.panels().get(0)).solids();
  }

  /** Brackets stand over all of their blocks, and over no others. */
  private static void checkBrackets(Blocks blocks, Figure figure, String name) {
    for (Blocks.Frame frame : blocks.frames()) {
      String title = WORDS.say("diagram.times", frame.times(), frame.path());
      Set<String> over = new TreeSet<>();
      for (Solid solid : solids(figure)) {
        if (solid instanceof Solid.Bracket bracket && bracket.tag().title().equals(title)) {
          over.addAll(below(bracket, solids(figure)));
        }
      }
      Set<String> own = new TreeSet<>();
      frame.blocks().forEach(block -> own.add(Ids.of(blocks.get(block).path())));
      assertThat(over).as("%s, %s", name, title).isEqualTo(own);
    }
  }

  /** What stands in the nearest row below a bracket. */
  private static Set<String> below(Solid.Bracket bracket, List<Solid> solids) {
    Map<String, Double> heights = new HashMap<>();
    for (Solid solid : solids) {
      double left = 0;
      double right = 0;
      double y = 0;
      if (solid instanceof Solid.Block block) {
        left = block.west().x();
        right = block.east().x();
        y = block.west().y();
      } else if (solid instanceof Solid.Ball ball) {
        left = ball.center().x() - ball.radius();
        right = ball.center().x() + ball.radius();
        y = ball.center().y();
      } else {
        continue;
      }
      double middle = (left + right) / 2;
      boolean under = middle > bracket.from().x() && middle < bracket.to().x();
      if (under && y < bracket.from().y()) {
        heights.put(solid.tag().id(), y);
      }
    }
    double row = heights.values().stream().mapToDouble(y -> y).max().orElse(0);
    heights.values().removeIf(y -> y < row - 1e-6);
    return heights.keySet();
  }

  /** Sides are within floor and cap, and grow with what they stand for. */
  private static void checkSizes(Blocks blocks, Figure figure, String name) {
    Proportions bounds = OPTIONS.proportions();
    Map<String, Block> byId =
        blocks.all().stream()
            .collect(Collectors.toMap(block -> Ids.of(block.path()), block -> block));
    List<Sized> sized = new ArrayList<>();
    for (Solid solid : solids(figure)) {
      if (solid instanceof Solid.Block box) {
        Block block =
            Objects.requireNonNull(byId.get(box.tag().id()), name + ": " + box.tag().id());
        sized.add(new Sized(block.output(), block.look(), box.height(), box.depth(), 0));
        for (int part = 0; part < box.sections().size(); part++) {
          Block.Part shown = block.parts().get(part);
          double width = box.sections().get(part).width();
          sized.add(new Sized(shown.output(), shown.look(), 0, 0, width));
        }
      }
    }
    assertThat(sized)
        .as(name)
        .filteredOn(size -> size.height > 0)
        .allSatisfy(
            size -> {
              assertThat(size.height).isBetween(bounds.shortest(), bounds.longest());
              assertThat(size.depth).isBetween(0.6 * bounds.shortest(), 1.2 * bounds.longest());
            });
    assertThat(sized).as(name).allMatch(size -> size.width <= 14);
    List<Sized> maps = new ArrayList<>(sized);
    maps.removeIf(size -> size.height == 0 || !size.extent.isMap());
    assertGrows(maps, size -> size.extent.height(), size -> size.height, name + ", heights");
    assertGrows(maps, size -> size.extent.width(), size -> size.depth, name + ", depths");
    List<Sized> vectors = new ArrayList<>(sized);
    vectors.removeIf(size -> size.height == 0 || size.extent.form() != Extent.Form.VECTOR);
    assertGrows(vectors, size -> size.extent.channels(), size -> size.depth, name + ", vectors");
    for (Look look : Look.values()) {
      List<Sized> alike = new ArrayList<>(sized);
      alike.removeIf(size -> size.width == 0 || size.look != look || isVector(size));
      assertGrows(
          alike, size -> size.extent.channels(), size -> size.width, name + ", widths of " + look);
    }
  }

  private record Sized(Extent extent, Look look, double height, double depth, double width) {}

  private static boolean isVector(Sized size) {
    return size.extent.form() == Extent.Form.VECTOR;
  }

  /** The larger a number, the longer its length, or equally long; numbers that are known. */
  private static void assertGrows(
      List<Sized> sizes,
      ToDoubleFunction<Sized> number,
      ToDoubleFunction<Sized> length,
      String as) {
    List<Sized> known = new ArrayList<>(sizes);
    known.removeIf(size -> number.applyAsDouble(size) < 1);
    known.sort(Comparator.comparingDouble(number));
    for (int i = 1; i < known.size(); i++) {
      double before = length.applyAsDouble(known.get(i - 1));
      double here = length.applyAsDouble(known.get(i));
      boolean equal = number.applyAsDouble(known.get(i)) == number.applyAsDouble(known.get(i - 1));
      assertThat(here).as(as).isGreaterThanOrEqualTo(before - 1e-9);
      assertThat(!equal || Math.abs(here - before) < 1e-9).as(as).isTrue();
    }
  }
}
