package io.vitrine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShuffleTest {
  @Test
  void order_ofKnownSeeds_neverChanges() {
    // Worked out apart, with unbounded integers; old checkpoints rely on it.
    assertThat(Shuffle.of(1, 0).order(12)).containsExactly(1, 3, 9, 6, 2, 7, 10, 0, 8, 5, 11, 4);
    assertThat(Shuffle.of(1, 1).order(12)).containsExactly(7, 0, 1, 6, 5, 2, 11, 10, 8, 4, 3, 9);
    assertThat(Shuffle.of(-5, 0).order(12)).containsExactly(9, 5, 0, 1, 2, 7, 8, 4, 10, 11, 6, 3);
  }

  @Test
  void order_isPermutation() {
    int[] order = Shuffle.of(42, 3).order(60_000);

    Arrays.sort(order);
    assertThat(order).isEqualTo(IntStream.range(0, 60_000).toArray());
  }

  @Test
  void order_ofManySeeds_putsEachImageEverywhereAlike() {
    int[][] seen = new int[5][5];
    int rounds = 20_000;
    for (int seed = 0; seed < rounds; seed++) {
      int[] order = Shuffle.of(seed, 0).order(5);
      for (int i = 0; i < 5; i++) {
        seen[i][order[i]]++;
      }
    }

    // 4,000 expected in each place, standard deviation 57.
    assertThat(Arrays.stream(seen).flatMapToInt(Arrays::stream))
        .allMatch(n -> n > 3700 && n < 4300);
  }

  @Test
  void order_doesNotDependOnPosition() {
    Shuffle start = Shuffle.of(7, 2);

    assertThat(start.at(5).order(100)).isEqualTo(start.order(100));
    assertThat(start.at(5).nextEpoch()).isEqualTo(new Shuffle(7, 3, 0));
  }

  @Test
  void shuffle_negativeEpoch_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Shuffle.of(1, -1));
  }
}
