package io.vitrine.layout;

import io.vitrine.model.ValueType;

/**
 * A value that goes from one operator to others.
 *
 * @param number unique in the scene
 * @param name in its graph
 * @param type what is known of it
 * @param maker where it comes from
 */
record Signal(int number, String name, ValueType type, Entry maker) {
  /** Its shape as it is written on lines: {@code 1×64×56×56}; empty where it is not known. */
  String shape() {
    return type.tensorShape().filter(shape -> shape.rank() > 0).map(Texts::of).orElse("");
  }
}
