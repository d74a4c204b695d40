package io.vitrine.view.diagram.space;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.figure.Figure;
import io.vitrine.grouping.Nets;
import io.vitrine.model.Network;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Element;
import io.vitrine.render.layout.FigureLayout;
import io.vitrine.render.layout.part.Typography;
import io.vitrine.render.text.TextBox;
import io.vitrine.view.diagram.Architecture;
import io.vitrine.view.diagram.ArchitectureOptions;
import io.vitrine.zoo.Zoo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BlockLayoutTest {
  static Stream<Network> rows() {
    Network longNames =
        Nets.onMaps(
            "long names",
            (n, input) -> {
              String x = input;
              for (int i = 0; i < 6; i++) {
                x = n.convRelu("Convolution_" + i + "_of_six", x, 16 + i, i == 0 ? 16 : 15 + i, 3);
                x = n.pool("pool" + i, x);
              }
              return x;
            });
    return Stream.concat(
        Stream.of(longNames),
        Zoo.names().stream().map(name -> Zoo.build(name, Zoo.usualTask(name))));
  }

  private static Stream<Box> captions(List<Element> elements) {
    return elements.stream()
        .flatMap(
            element -> {
              if (element instanceof Element.Group group) {
                return captions(group.elements());
              }
              return element instanceof Element.Text text
                      && text.style().equals(Typography.CAPTION)
                      && !text.text().startsWith("×")
                  ? Stream.of(TextBox.of(text).bounds())
                  : Stream.empty();
            });
  }

  /** Each caption stands below its own block, none below that of another. */
  @ParameterizedTest
  @MethodSource("rows")
  void of_captionsOfARow_areApart(Network network) {
    Figure figure = Architecture.of(network, ArchitectureOptions.defaults(), Locale.ENGLISH);
    List<Box> captions = new ArrayList<>(captions(FigureLayout.of(figure).elements()).toList());
    captions.sort(Comparator.comparingDouble(Box::x));

    assertThat(captions).hasSizeGreaterThan(2);
    for (int i = 1; i < captions.size(); i++) {
      assertThat(captions.get(i).x())
          .as("%s, caption %d", network.name(), i)
          .isGreaterThan(captions.get(i - 1).right());
    }
  }
}
