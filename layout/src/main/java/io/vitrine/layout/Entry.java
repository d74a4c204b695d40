package io.vitrine.layout;

import java.util.List;
import java.util.Optional;

/** Something on a stage: a card, or a stage inside it. */
final class Entry {
  private final Stage stage;
  private final double rank;
  private Optional<Card> card;
  private final Optional<Stage> inner;

  private Entry(Stage stage, double rank, Optional<Card> card, Optional<Stage> inner) {
    this.stage = stage;
    this.rank = rank;
    this.card = card;
    this.inner = inner;
  }

  static Entry of(Stage stage, double rank, Card card) {
    return new Entry(stage, rank, Optional.of(card), Optional.empty());
  }

  static Entry of(Stage stage, double rank, Stage inner) {
    return new Entry(stage, rank, Optional.empty(), Optional.of(inner));
  }

  /** Where it is. */
  Stage stage() {
    return stage;
  }

  /** Its place in the network's running order. */
  double rank() {
    return rank;
  }

  Optional<Card> card() {
    return card;
  }

  /** Writes more lines into its card. */
  void say(List<String> lines) {
    card = card.map(before -> before.saying(lines));
  }

  Optional<Stage> inner() {
    return inner;
  }
}
