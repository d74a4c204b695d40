package io.vitrine.bench.probe;

/** On and off in turns, a block of steps each. Used on the training's thread only. */
final class Switch {
  private final int block;
  private int steps;

  /** A switch that is on for the first block. */
  Switch(int block) {
    this.block = block;
  }

  boolean isOn() {
    return steps / block % 2 == 0;
  }

  /** A step is done. */
  void advance() {
    steps++;
  }
}
