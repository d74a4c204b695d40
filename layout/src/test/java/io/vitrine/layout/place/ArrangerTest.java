package io.vitrine.layout.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ArrangerTest {
  private static final Part BOX = new Part.Box(40, 20, List.of());

  private static Level chain(int boxes) {
    List<Part> parts = new ArrayList<>();
    List<Net> nets = new ArrayList<>();
    for (int i = 0; i < boxes; i++) {
      parts.add(BOX);
      if (i > 0) {
        nets.add(new Net(i, i - 1, List.of(i)));
      }
    }
    return new Level(parts, nets);
  }

  @Test
  void arrange_chain_isStraightAndEvenlySpaced() {
    Placement placed = Arranger.arrange(chain(3), boxes -> {});

    assertThat(placed.corners())
        .containsExactly(new Spot(12, 12), new Spot(12, 56), new Spot(12, 100));
    assertThat(placed.across()).isEqualTo(64);
    assertThat(placed.along()).isEqualTo(132);
    assertThat(placed.routes())
        .allSatisfy(route -> assertThat(route.spots()).allMatch(spot -> spot.across() == 32));
  }

  @Test
  void arrange_longChain_goesOnBesideItself() {
    Placement placed = Arranger.arrange(chain(100), boxes -> {});

    assertThat(placed.along()).isBetween(1000.0, 1850.0);
    assertThat(placed.across()).isGreaterThan(3 * 64);
  }

  @Test
  void arrange_diamond_hasItsBranchesSideBySide() {
    Level diamond =
        new Level(
            List.of(BOX, BOX, BOX, BOX),
            List.of(
                new Net(0, 0, List.of(1, 2)),
                new Net(1, 1, List.of(3)),
                new Net(2, 2, List.of(3))));

    List<Spot> corners = Arranger.arrange(diamond, boxes -> {}).corners();

    assertThat(corners.get(1).along()).isEqualTo(corners.get(2).along());
    assertThat(Math.abs(corners.get(1).across() - corners.get(2).across()))
        .isGreaterThanOrEqualTo(60);
  }

  @Test
  void arrange_frame_isAroundItsParts() {
    Level inner =
        new Level(List.of(BOX), List.of(new Net(0, -1, List.of(0)), new Net(1, 0, List.of(-1))));
    Part.Frame frame = new Part.Frame(inner, new Part.Insets(15, 5, 10, 10, 30, 0));
    Level level =
        new Level(
            List.of(BOX, frame, BOX),
            List.of(new Net(0, 0, List.of(1)), new Net(1, 1, List.of(2))));

    Placement placed = Arranger.arrange(level, boxes -> {});
    Placement inside = placed.inner().getOrDefault(1, placed);

    assertThat(inside.entries().getOrDefault(0, 0.0))
        .as("beside the heading")
        .isGreaterThanOrEqualTo(30);
    assertThat(inside.along()).isEqualTo(20 + 2 * 12 + 15 + 5);
    assertThat(inside.corners().get(0).along()).isEqualTo(15 + 12);
  }

  @Test
  void arrange_equalLevels_givesEqualPlaces() {
    assertThat(Arranger.arrange(chain(60), boxes -> {}))
        .isEqualTo(Arranger.arrange(chain(60), boxes -> {}));
  }

  @Test
  void arrange_noParts_isEmpty() {
    assertThat(Arranger.arrange(new Level(List.of(), List.of()), boxes -> {}).corners()).isEmpty();
  }

  @Test
  void arrange_interrupted_isCancelled() {
    Level diamond =
        new Level(
            List.of(BOX, BOX, BOX),
            List.of(new Net(0, 0, List.of(1, 2)), new Net(1, 1, List.of(2))));
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> Arranger.arrange(diamond, boxes -> {}))
          .isInstanceOf(CancellationException.class);
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void level_netThatLeadsBack_isRefused() {
    assertThatThrownBy(() -> new Level(List.of(BOX, BOX), List.of(new Net(7, 1, List.of(0)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the value 7 goes from part 1 to 0 of 2");
  }

  @Test
  void cuts_chain_areBetweenAllParts() {
    assertThat(Cuts.of(chain(4))).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void cuts_bypassedParts_areTogether() {
    Level level =
        new Level(
            List.of(BOX, BOX, BOX, BOX),
            List.of(
                new Net(0, 0, List.of(1, 2)),
                new Net(1, 1, List.of(2)),
                new Net(2, 2, List.of(3))));

    assertThat(Cuts.of(level)).containsExactly(0, 1, 3, 4);
  }

  @Test
  void cuts_valuesThatLiveLong_areNoReasonToKeepTogether() {
    List<Net> nets = new ArrayList<>(chain(300).nets());
    nets.add(new Net(1000, 0, List.of(150, 299)));

    assertThat(Cuts.of(new Level(chain(300).parts(), nets))).hasSize(301);
  }

  @Test
  void cuts_longPieces_areNoLongerThanTheLimit() {
    List<Net> nets = new ArrayList<>(chain(1000).nets());
    for (int i = 0; i + 50 < 1000; i += 10) {
      nets.add(new Net(2000 + i, i, List.of(i + 50)));
    }

    List<Integer> cuts = Cuts.of(new Level(chain(1000).parts(), nets));

    for (int i = 1; i < cuts.size(); i++) {
      assertThat(cuts.get(i) - cuts.get(i - 1)).isBetween(1, Cuts.MOST);
    }
  }

  @Test
  void channel_valuesThatMoveRight_doNotCross() {
    List<Channel.Shift> shifts =
        List.of(new Channel.Shift(0, 10, 30), new Channel.Shift(1, 20, 60));

    List<Route> routes = Channel.routes(shifts, 100);

    assertThat(Channel.length(shifts)).isEqualTo(24);
    assertThat(routes.get(0).spots().get(1)).isEqualTo(new Spot(10, 116));
    assertThat(routes.get(1).spots().get(1)).isEqualTo(new Spot(20, 108));
  }

  @Test
  void channel_straightValues_takeNoRoom() {
    assertThat(Channel.length(List.of(new Channel.Shift(0, 10, 10)))).isZero();
  }

  @Test
  void renamed_placement_keepsItsPlaces() {
    Placement placed =
        Arranger.arrange(new Level(List.of(BOX), List.of(new Net(5, -1, List.of(0)))), boxes -> {});

    assertThat(placed.renamed(Map.of(5, 9)).entries())
        .isEqualTo(Map.of(9, placed.entries().getOrDefault(5, -1.0)));
  }
}
