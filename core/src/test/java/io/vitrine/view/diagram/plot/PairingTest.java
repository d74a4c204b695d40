package io.vitrine.view.diagram.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.view.diagram.Extent;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.plot.Pairing.Layer;
import io.vitrine.view.diagram.plot.Pairing.Need;
import io.vitrine.view.diagram.plot.Pairing.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PairingTest {
  private static List<Unit> units(long... filters) {
    List<Unit> units = new ArrayList<>();
    for (int i = 0; i < filters.length; i++) {
      OptionalLong none = OptionalLong.empty();
      OptionalLong written = OptionalLong.of(filters[i]);
      units.add(new Unit(i, 0, List.of("u" + i, ""), Look.CONVOLUTION, written, none, none));
    }
    return units;
  }

  private static List<Layer> layers(Need need, long... channels) {
    List<Layer> layers = new ArrayList<>();
    for (long each : channels) {
      Extent extent = new Extent(Extent.Form.MAP, each, 8, 8);
      layers.add(new Layer("l" + layers.size(), Look.CONVOLUTION, extent, List.of(), need));
    }
    return layers;
  }

  @Test
  void of_oneMissing_pairsTheRest() {
    assertThat(Pairing.of(units(1, 3), layers(Need.REQUIRED, 1, 2, 3)))
        .containsExactly(new Pair(0, 0), new Pair(-1, 1), new Pair(1, 2));
  }

  @Test
  void of_oneTooMany_pairsTheRest() {
    assertThat(Pairing.of(units(1, 2, 3), layers(Need.REQUIRED, 1, 3)))
        .containsExactly(new Pair(0, 0), new Pair(1, -1), new Pair(2, 1));
  }

  @Test
  void of_wrongNumber_isPairedRatherThanLeftAlone() {
    assertThat(Pairing.of(units(1, 7, 3), layers(Need.REQUIRED, 1, 2, 3)))
        .containsExactly(new Pair(0, 0), new Pair(1, 1), new Pair(2, 2));
  }

  @Test
  void of_optionalLayers_costNothing() {
    assertThat(Pairing.of(List.of(), layers(Need.OPTIONAL, 1, 2)))
        .containsExactly(new Pair(-1, 0), new Pair(-1, 1));
  }

  @Test
  void of_otherLooks_areNeverPaired() {
    Extent extent = new Extent(Extent.Form.MAP, 1, 8, 8);
    Layer pool = new Layer("pool", Look.POOLING, extent, List.of(), Need.REQUIRED);

    assertThat(Pairing.of(units(1), List.of(pool)))
        .containsExactlyInAnyOrder(new Pair(0, -1), new Pair(-1, 0));
  }
}
