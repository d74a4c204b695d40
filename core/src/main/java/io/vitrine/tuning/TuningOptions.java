package io.vitrine.tuning;

import java.util.List;

/**
 * How an opened network is made ready.
 *
 * @param head whether the last layer stays
 * @param freeze beginnings of the names of parameters, or of the layers that read them, that
 *     training is to leave alone
 * @param seed of the numbers of a new last layer
 */
public record TuningOptions(Head head, List<String> freeze, long seed) {
  /** What becomes of the last layer. */
  public enum Head {
    /** It stays as the file has it; its outputs must be as many as the classes. */
    KEPT,
    /** It is replaced by one that has an output for each class, with new numbers. */
    NEW
  }

  public TuningOptions {
    freeze = List.copyOf(freeze);
  }

  /** Everything stays and is trained. */
  public static TuningOptions defaults() {
    return new TuningOptions(Head.KEPT, List.of(), 0);
  }

  public TuningOptions withHead(Head chosen) {
    return new TuningOptions(chosen, freeze, seed);
  }

  public TuningOptions freezing(String... beginnings) {
    return new TuningOptions(head, List.of(beginnings), seed);
  }

  public TuningOptions withSeed(long chosen) {
    return new TuningOptions(head, freeze, chosen);
  }
}
