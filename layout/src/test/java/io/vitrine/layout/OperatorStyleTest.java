package io.vitrine.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.figure.Figure;
import io.vitrine.figure.Flat;
import io.vitrine.figure.GraphPanel;
import io.vitrine.grouping.Cut;
import io.vitrine.model.Network;
import io.vitrine.view.diagram.Architecture;
import io.vitrine.view.diagram.ArchitectureOptions;
import io.vitrine.view.diagram.ArchitectureOptions.Direction;
import io.vitrine.zoo.Zoo;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorStyleTest {
  private static Figure draw(Network network, ArchitectureOptions options) {
    return Architecture.of(network, Architecture.style("operators"), options, Locale.ENGLISH);
  }

  private static Figure draw(Network network) {
    return draw(network, ArchitectureOptions.defaults());
  }

  static Stream<Network> zoo() {
    return Zoo.names().stream().map(name -> Zoo.build(name, Zoo.usualTask(name)));
  }

  private static <F extends Flat> List<F> all(Figure figure, Class<F> type) {
    return ((GraphPanel) figure.panels().get(0))
        .parts().stream().filter(type::isInstance).map(type::cast).toList();
  }

  @ParameterizedTest
  @MethodSource("zoo")
  void draw_everyNetworkOfTheZoo_isSound(Network network) {
    assertThat(GraphCheck.problems(draw(network))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void draw_randomNetworks_areSound(Direction direction) {
    for (int seed = 0; seed < 12; seed++) {
      Network network = RandomNets.of(seed, 30 + 20 * seed);
      Figure figure = draw(network, ArchitectureOptions.defaults().with(direction));

      assertThat(GraphCheck.problems(figure)).as("seed %d", seed).isEmpty();
      assertThat(all(figure, Flat.Box.class))
          .as("a box for every node, input and output")
          .hasSize(network.nodes().size() + network.inputs().size() + network.outputs().size());
    }
  }

  @ParameterizedTest
  @MethodSource("zoo")
  void draw_toTheRight_isSound(Network network) {
    ArchitectureOptions options =
        ArchitectureOptions.defaults().with(Cut.atDepth(2)).with(Direction.RIGHT);

    assertThat(GraphCheck.problems(draw(network, options))).isEmpty();
  }
}
