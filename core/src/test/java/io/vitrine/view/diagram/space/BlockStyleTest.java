package io.vitrine.view.diagram.space;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Solid;
import io.vitrine.figure.Solid.Glyph;
import io.vitrine.grouping.Cut;
import io.vitrine.grouping.Nets;
import io.vitrine.model.Network;
import io.vitrine.render.Figures;
import io.vitrine.render.Theme;
import io.vitrine.render.check.DiagramCheck;
import io.vitrine.view.diagram.Architecture;
import io.vitrine.view.diagram.ArchitectureOptions;
import io.vitrine.zoo.Zoo;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockStyleTest {
  private static Figure draw(Network network, Cut cut) {
    return Architecture.of(network, ArchitectureOptions.defaults().with(cut), Locale.ENGLISH);
  }

  private static <S extends Solid> List<S> all(Figure figure, Class<S> type) {
    return ((DiagramPanel) figure.panels().get(0))
        .solids().stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static Stream<Glyph> glyphs(Figure figure) {
    return all(figure, Solid.Block.class).stream()
        .flatMap(block -> block.sections().stream())
        .map(Solid.Section::glyph)
        .filter(glyph -> glyph != Glyph.NONE);
  }

  @Test
  void draw_recurrentLayersAndAttention_haveTheirGlyphs() {
    Network attention = Nets.onSequences("attention", (n, x) -> n.preNorm("b", x));

    assertThat(glyphs(draw(Nets.stackedLstm(), Cut.standard())))
        .isNotEmpty()
        .containsOnly(Glyph.RECURRENT);
    assertThat(glyphs(draw(attention, Cut.standard()))).containsExactly(Glyph.ATTENTION);
    assertThat(glyphs(draw(Zoo.lenet5(1, 32, 32, 10), Cut.standard()))).isEmpty();
  }

  /** Connections that all end at one sum, from farther and farther away. */
  private static Network nestedSkips(int skips) {
    return Nets.onMaps(
        "skips",
        (n, x) -> {
          String[] made = new String[skips + 1];
          made[0] = n.conv("c0", x, 16, 16, 3);
          for (int i = 1; i <= skips; i++) {
            made[i] = n.conv("c" + i, made[i - 1], 16, 16, 3);
          }
          String sum = made[skips];
          for (int i = skips - 1; i >= 0; i--) {
            sum = n.op("sum" + i, "Add", n.conv("d" + i, sum, 16, 16, 3), made[i]);
          }
          return sum;
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8})
  void draw_skipsAroundEachOther_runAtHeightsOfTheirOwn(int skips) {
    Figure figure = draw(nestedSkips(skips), Cut.atDepth(9));
    List<Double> heights =
        all(figure, Solid.Arrow.class).stream()
            .filter(arrow -> !arrow.tag().title().isEmpty())
            .map(arrow -> arrow.points().get(1).y())
            .toList();

    assertThat(heights).hasSize(skips).doesNotHaveDuplicates();
    assertThat(DiagramCheck.problems(figure)).isEmpty();
  }

  @Test
  void draw_asSvg_hasAnIdATooltipAndWordsForEveryLayer() {
    String svg = Figures.svg(draw(Zoo.resnet18(3, 224, 224, 1000), Cut.atDepth(9)), Theme.LIGHT);

    for (String layer : List.of("conv1", "layer1.0.conv2", "layer4.1.conv2", "fc")) {
      assertThat(svg).containsPattern("<g id=\"[^\"]*" + layer + "\"");
      assertThat(svg).containsPattern("<title>[^<]*" + layer + "[^<]*parameters");
    }
    assertThat(svg).containsPattern("<text [^>]*>512</text>").contains(">softmax</text>");
  }
}
