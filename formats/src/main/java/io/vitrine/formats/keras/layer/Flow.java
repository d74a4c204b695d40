package io.vitrine.formats.keras.layer;

/**
 * A value between layers.
 *
 * @param value its name in the network
 * @param rank how many dimensions it has, -1 where that is not known
 * @param channelsFirst whether its last dimension, in Keras's order, stands at axis 1
 */
public record Flow(String value, int rank, boolean channelsFirst) {
  /** A value in Keras's own order. */
  public static Flow of(String value, int rank) {
    return new Flow(value, rank, false);
  }

  Flow same(String other) {
    return new Flow(other, rank, channelsFirst);
  }

  /** Where an axis of Keras's, which may count from the end, stands in the network. */
  int axis(int keras) {
    int axis = keras < 0 ? keras + rank : keras;
    if (!channelsFirst || axis == 0) {
      return axis;
    }
    return axis == rank - 1 ? 1 : axis + 1;
  }
}
