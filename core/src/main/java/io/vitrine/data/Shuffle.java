package io.vitrine.data;

/**
 * Where a shuffled pass over a data set stands; these three numbers are all that a resumed run
 * needs to go on with exactly the batches that an undisturbed run would have seen.
 *
 * <p>The order of an epoch depends on seed, epoch and the number of images only. It is a
 * Fisher-Yates shuffle (Durstenfeld, CACM 7(7), 1964) drawing from SplitMix64 (Steele, Lea and
 * Flood, OOPSLA 2014), both written out here, so that every Java version gives the same order.
 *
 * @param seed the run's seed
 * @param epoch the pass over the data, from 0
 * @param position how many batches of this epoch have been used already
 */
public record Shuffle(long seed, int epoch, int position) {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  public Shuffle {
    if (epoch < 0 || position < 0) {
      throw new IllegalArgumentException(
          "epoch and position are 0 or more, found " + epoch + " and " + position);
    }
  }

  /** The start of an epoch. */
  public static Shuffle of(long seed, int epoch) {
    return new Shuffle(seed, epoch, 0);
  }

  /** The same epoch with a number of its batches used. */
  public Shuffle at(int newPosition) {
    return new Shuffle(seed, epoch, newPosition);
  }

  /** The start of the next epoch. */
  public Shuffle nextEpoch() {
    return new Shuffle(seed, epoch + 1, 0);
  }

  /** The order of the whole epoch: a permutation of 0..size-1, whatever the position. */
  int[] order(int size) {
    int[] order = new int[size];
    long state = mix(seed) ^ mix(GOLDEN_GAMMA * (epoch + 1L));
    for (int i = 0; i < size; i++) {
      state += GOLDEN_GAMMA;
      int j = below(i + 1, mix(state));
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /**
   * A number in 0..bound-1: the top 63 bits times the bound, over 2^63. No number is favoured by
   * more than bound / 2^63.
   */
  private static int below(int bound, long bits) {
    return (int) Math.multiplyHigh(bits >>> 1, 2L * bound);
  }

  private static long mix(long z) {
    long first = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long second = (first ^ (first >>> 27)) * 0x94D049BB133111EBL;
    return second ^ (second >>> 31);
  }
}
