package io.vitrine.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SidesTest {
  @Test
  void rounds_letTheSidesTakeTurns() throws IOException {
    List<String> order = new ArrayList<>();
    Sides sides =
        new Sides().add("ours", () -> said(order, "ours")).add("peer", () -> said(order, "peer"));

    Rounds measured = sides.rounds(2, "s");

    assertThat(order).containsExactly("ours", "peer", "ours", "peer");
    assertThat(measured.of("ours")).isEqualTo(Measurement.of("s", 1, 3));
    assertThat(measured.of("peer")).isEqualTo(Measurement.of("s", 2, 4));
  }

  private static double said(List<String> order, String name) {
    order.add(name);
    return order.size();
  }

  @Test
  void add_aNameTwice_isRefused() {
    Sides sides = new Sides().add("ours", () -> 1);

    assertThatIllegalArgumentException().isThrownBy(() -> sides.add("ours", () -> 2));
  }
}
