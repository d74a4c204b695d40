package io.vitrine.view.diagram.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.grouping.Cut;
import io.vitrine.grouping.Grouping;
import io.vitrine.grouping.Shown;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;

class StretchesTest {
  /** 40 modules of ten nodes each, all of them shown. */
  private static Shown nodes() {
    var builder = Network.builder("modules");
    String x = builder.input("input", ElementType.FLOAT32, Shape.batchOf(4, 8, 8));
    for (int i = 0; i < 400; i++) {
      String operator = List.of("GlobalMaxPool", "Exp", "Sin", "GlobalAveragePool").get(i * i % 4);
      x = builder.node("part" + i / 10 + "." + operator + i, operator, x);
    }
    Network network = builder.output(x, ValueType.tensor(ElementType.FLOAT32)).build();
    return Shown.of(Grouping.of(network), Cut.atDepth(3));
  }

  @Test
  void fitting_fewGroupsOfManyBlocks_staysAsItIsWhereAPictureHoldsIt() {
    Shown shown = nodes();
    assertThat(shown.items()).hasSizeGreaterThan(150);
    assertThat(Stretches.fitting(shown, Cut.standard(), 1_000)).isSameAs(shown);
  }

  @Test
  void fitting_fewGroupsOfMoreBlocksThanAPictureHolds_saysHowMany() {
    assertThatThrownBy(() -> Stretches.fitting(nodes(), Cut.standard(), 200))
        .hasMessageContaining("one picture holds 200")
        .hasMessageContaining("--depth 1");
  }
}
