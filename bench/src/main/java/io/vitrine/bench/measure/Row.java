package io.vitrine.bench.measure;

import java.util.Optional;

/** One line of the table. */
public sealed interface Row {
  /** What is measured. */
  public String what();

  /** What must be reached, in words; empty where the row is for information. */
  public String mustReach();

  public Verdict verdict();

  /** How a row stands. */
  public enum Verdict {
    PASS,
    FAIL,
    SKIPPED,
    INFORMATION
  }

  /**
   * Something measured.
   *
   * @param ours what we measured of us
   * @param peer the same of what we compare with, where there is one
   * @param goal what must be reached, empty where the row is for information
   */
  public record Measured(
      String what, Measurement ours, Optional<Measurement> peer, Optional<Goal> goal)
      implements Row {
    public Measured {
      if (peer.isEmpty()
          && goal.filter(wanted -> wanted.quantity() == Goal.Quantity.RATIO).isPresent()) {
        throw new IllegalArgumentException(what + ": a ratio needs a peer");
      }
    }

    /** The ratio of the medians, ours over the peer's. */
    Optional<Double> ratio() {
      return peer.map(other -> ours.median() / other.median());
    }

    @Override
    public String mustReach() {
      return goal.map(wanted -> wanted.text(ours.unit())).orElse("");
    }

    @Override
    public Verdict verdict() {
      return goal.map(wanted -> wanted.isReachedBy(figure(wanted)) ? Verdict.PASS : Verdict.FAIL)
          .orElse(Verdict.INFORMATION);
    }

    private double figure(Goal wanted) {
      return wanted.quantity() == Goal.Quantity.RATIO ? ratio().orElseThrow() : ours.median();
    }
  }

  /**
   * Something that holds or does not.
   *
   * @param problem what was found instead, empty where it holds
   */
  public record Checked(String what, String mustReach, Optional<String> problem) implements Row {
    @Override
    public Verdict verdict() {
      return problem.isEmpty() ? Verdict.PASS : Verdict.FAIL;
    }
  }

  /** Something that could not be measured here. */
  public record Skipped(String what, String mustReach, String reason) implements Row {
    @Override
    public Verdict verdict() {
      return Verdict.SKIPPED;
    }
  }
}
