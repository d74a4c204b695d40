package io.vitrine.view.diagram.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.figure.Numbers;
import io.vitrine.figure.Solid.Point;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PaintOrderTest {
  /** A cube of side 2. */
  private static Piece cube(String name, double x, double y, double z) {
    Piece.Words words = new Piece.Words(List.of(), "", "", "");
    return new Piece(
        name,
        Kind.CONV,
        new Point(x, y, z),
        Numbers.of(2),
        2,
        2,
        words,
        OptionalDouble.empty(),
        Optional.empty(),
        "");
  }

  @Test
  void of_alongEachAxis_paintsTheFartherFirst() {
    Piece middle = cube("m", 0, 0, 0);

    assertThat(PaintOrder.of(List.of(cube("east", 2, 0, 0), middle))).containsExactly(1, 0);
    assertThat(PaintOrder.of(List.of(cube("above", 0, 2, 0), middle))).containsExactly(1, 0);
    assertThat(PaintOrder.of(List.of(cube("near", 0, 0, 2), middle))).containsExactly(1, 0);
    assertThat(PaintOrder.of(List.of(cube("west", -2, 0, 0), middle))).containsExactly(0, 1);
  }

  @Test
  void of_piecesThatCannotHideEachOther_keepsTheWrittenOrder() {
    Piece middle = cube("m", 0, 0, 0);

    assertThat(PaintOrder.of(List.of(cube("eastAndFar", 3, 0, -3), middle))).containsExactly(0, 1);
    assertThat(PaintOrder.of(List.of(middle, cube("inside", 0.5, 0, 0)))).containsExactly(0, 1);
  }

  @Test
  void of_aRow_isPaintedFromWestToEastWhateverItsOrder() {
    List<Piece> row =
        List.of(cube("d", 9, 0, 0), cube("b", 3, 0, 0), cube("a", 0, 0, 0), cube("c", 6, 0, 0));

    assertThat(PaintOrder.of(row)).containsExactly(2, 1, 3, 0);
  }
}
