package io.vitrine.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.figure.Figure;
import io.vitrine.figure.Flat;
import io.vitrine.figure.GraphPanel;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import io.vitrine.view.diagram.Architecture;
import io.vitrine.view.diagram.ArchitectureOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShortcutsTest {
  /** Each node reads the one before it, and every fifth any other too. */
  private static Network dense(int nodes, String... modules) {
    Random random = new Random(1);
    NetworkBuilder builder = Network.builder("dense");
    List<String> values = new ArrayList<>();
    values.add(builder.input("x", ElementType.FLOAT32, Shape.of(1, 8)));
    for (int i = 0; i < nodes; i++) {
      String last = values.get(values.size() - 1);
      List<String> reads =
          i > 5 && i % 5 == 0
              ? List.of(values.get(random.nextInt(values.size() - 1)), last)
              : List.of(last);
      values.add(
          builder.node(
              modules[i * modules.length / nodes] + "n" + i,
              reads.size() == 1 ? "Relu" : "Add",
              reads,
              Map.of()));
    }
    builder.output(
        values.get(values.size() - 1), ValueType.tensor(ElementType.FLOAT32, Shape.of(1, 8)));
    return builder.build();
  }

  private static Figure draw(Network network) {
    return Architecture.of(
        network, Architecture.style("operators"), ArchitectureOptions.defaults(), Locale.ENGLISH);
  }

  private static List<Flat> parts(Figure figure) {
    return ((GraphPanel) figure.panels().get(0)).parts();
  }

  private static String end(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** The words of each node's box behind its own name. */
  private static Map<String, String> words(Figure figure) {
    return parts(figure).stream()
        .filter(Flat.Box.class::isInstance)
        .map(Flat.Box.class::cast)
        .filter(box -> box.form() == Flat.Form.OPERATOR)
        .collect(
            Collectors.toMap(
                box -> end(box.lines().get(0)),
                box -> String.join(", ", box.lines().subList(1, box.lines().size()))));
  }

  static Stream<Network> networks() {
    return Stream.of(
        dense(1_500, ""), dense(1_500, "main."), dense(3_000, "first.", "second.inner."));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void of_manyFarReaders_namesBothEndsInPlaceOfEachLine(Network network) {
    Figure figure = draw(network);
    Map<String, String> words = words(figure);
    Map<String, Flat.Wire> wires =
        parts(figure).stream()
            .filter(Flat.Wire.class::isInstance)
            .map(Flat.Wire.class::cast)
            .collect(
                Collectors.toMap(wire -> wire.tag().title().split(":")[0], Function.identity()));

    assertThat(GraphCheck.problems(figure)).isEmpty();
    assertThat(figure.footnote()).contains("In place of ", " lines that would pass more than ");
    int left = 0;
    int arrows = 0;
    for (Node node : network.nodes()) {
      for (String read : node.inputs()) {
        boolean isNamed = words.getOrDefault(end(node.name()), "").contains("from " + read);
        if (isNamed && !read.equals("x")) {
          assertThat(words.get(end(read))).as("%s to %s", read, node.name()).contains(node.name());
        }
        left += isNamed ? 1 : 0;
        arrows += isNamed ? 0 : 1;
      }
    }
    long drawn =
        wires.values().stream()
            .flatMap(wire -> wire.ways().stream())
            .filter(way -> way.end() == Flat.End.ARROW)
            .count();
    assertThat(left).isGreaterThan(100);
    assertThat(figure.footnote()).contains("In place of " + left + " lines");
    assertThat(drawn).as("the others, and the output").isEqualTo(arrows + 1);
  }

  @Test
  void of_manyFarReaders_isAPictureNoLongerThanItsBoxesTogether() {
    GraphPanel panel = (GraphPanel) draw(dense(3_000, "")).panels().get(0);

    assertThat(panel.heightPx()).isLessThan(20_000);
    assertThat(panel.widthPx()).isLessThan(20_000);
  }

  @Test
  void of_fewFarReaders_drawsEveryLine() {
    Figure figure = draw(dense(200, ""));

    assertThat(figure.footnote()).isEmpty();
    assertThat(words(figure).values()).allMatch(text -> !text.contains("from"));
  }

  @Test
  void of_manyFarReaders_isTheSameEachTime() {
    assertThat(draw(dense(1_000, ""))).isEqualTo(draw(dense(1_000, "")));
  }
}
