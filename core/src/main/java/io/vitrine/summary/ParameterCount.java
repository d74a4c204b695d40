package io.vitrine.summary;

import io.vitrine.model.Parameter;
import io.vitrine.operator.ParameterTable;
import io.vitrine.operator.entry.Role;

/**
 * How many numbers a layer or a network holds, each tensor counted once.
 *
 * @param trainable weights and biases that training changes
 * @param frozen weights and biases that it does not: those named as frozen, and integers
 * @param buffers statistics that training moves without a gradient
 * @param trainableBytes at their real element types, as all bytes here
 * @param frozenBytes of the frozen
 * @param bufferBytes of the buffers
 */
public record ParameterCount(
    long trainable,
    long frozen,
    long buffers,
    long trainableBytes,
    long frozenBytes,
    long bufferBytes) {
  static final ParameterCount ZERO = new ParameterCount(0, 0, 0, 0, 0, 0);

  static ParameterCount of(ParameterTable.Entry entry, SummaryOptions options) {
    Parameter parameter = entry.parameter();
    long count = parameter.count();
    long bytes = parameter.bytes();
    boolean isFloat = parameter.elements().isFloat();
    boolean unreadInteger = entry.users().isEmpty() && !isFloat;
    if (entry.role() == Role.CONSTANT || parameter.copy().isPresent()) {
      return ZERO;
    }
    if (entry.role() == Role.BUFFER || unreadInteger) {
      return new ParameterCount(0, 0, count, 0, 0, bytes);
    }
    return isFloat && !options.isFrozen(parameter.name())
        ? new ParameterCount(count, 0, 0, bytes, 0, 0)
        : new ParameterCount(0, count, 0, 0, bytes, 0);
  }

  /** All weights and biases: trainable and frozen, without buffers. */
  public long total() {
    return trainable + frozen;
  }

  /** The bytes of all weights and biases. */
  public long totalBytes() {
    return trainableBytes + frozenBytes;
  }

  ParameterCount plus(ParameterCount other) {
    return new ParameterCount(
        Math.addExact(trainable, other.trainable),
        Math.addExact(frozen, other.frozen),
        Math.addExact(buffers, other.buffers),
        Math.addExact(trainableBytes, other.trainableBytes),
        Math.addExact(frozenBytes, other.frozenBytes),
        Math.addExact(bufferBytes, other.bufferBytes));
  }
}
