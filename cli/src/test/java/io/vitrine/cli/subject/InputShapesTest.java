package io.vitrine.cli.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class InputShapesTest {
  private static InputShapes of(String... given) {
    InputShapes shapes = new InputShapes();
    shapes.given = List.of(given);
    return shapes;
  }

  private static Network network(String... inputs) {
    NetworkBuilder builder = Network.builder("test");
    for (String input : inputs) {
      builder.input(input, ElementType.FLOAT32, Shape.of(Dim.symbol("N"), Dim.unknown()));
    }
    builder.node("y", "Relu", inputs[0]);
    return builder.output("y", ValueType.unknown()).build();
  }

  @Test
  void byName_oneInput_needsNoName() {
    assertThat(of("2x5").byName(network("x"))).containsEntry("x", Shape.of(2, 5));
  }

  @Test
  void byName_severalInputs_needNames() {
    Network network = network("x", "mask");

    assertThat(of("mask=1x7", "x=1x7").byName(network)).containsOnlyKeys("mask", "x");
    assertThatThrownBy(() -> of("1x7").byName(network))
        .hasMessage("--input-shape 1x7: test has the inputs x, mask; write NAME=1x7");
    assertThatThrownBy(() -> of("y=1x7").byName(network)).hasMessageContaining("no input 'y'");
  }

  @Test
  void inOrder_secondInputOnly_leavesTheFirstAsItIs() {
    assertThat(of("mask=1x7").inOrder(network("x", "mask")))
        .containsExactly(Shape.of(Dim.symbol("N"), Dim.unknown()), Shape.of(1, 7));
    assertThat(of().inOrder(network("x"))).isEmpty();
  }

  @Test
  void on_shape_narrowsTheInput() {
    Network narrowed = of("4x5").on(network("x"));

    assertThat(narrowed.inputs().get(0).type().tensorShape()).contains(Shape.of(4, 5));
    assertThatThrownBy(() -> of("4x6").on(narrowed)).hasMessageContaining("does not fit");
  }

  @Test
  void open_zoo_buildsForTheShape() throws Exception {
    Network network = of("N,3,64,64").open("resnet18", new WeightsOptions(), Locale.ROOT).network();

    assertThat(network.inputs().get(0).type().tensorShape()).contains(Shape.batchOf(3, 64, 64));
  }
}
