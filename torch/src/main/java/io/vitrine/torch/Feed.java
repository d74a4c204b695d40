package io.vitrine.torch;

import io.vitrine.engine.trace.Datum;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.torch.call.Carriers;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import org.jspecify.annotations.Nullable;

/**
 * Brings an input to native memory. The tensor is kept and filled again while the shape stays the
 * same: new memory for each batch costs more than the copy.
 */
final class Feed {
  private final boolean channelsLast;
  private org.bytedeco.pytorch.@Nullable Tensor held;

  Feed(boolean channelsLast) {
    this.channelsLast = channelsLast;
  }

  /** The batch in native memory, until the next call. */
  NativeValue load(Value input, Tensor batch) {
    requireFit(input, batch);
    if (Carriers.isNarrow(batch.elements())) {
      return Values.toNative(new Datum.OfTensor(batch));
    }
    org.bytedeco.pytorch.Tensor target = held;
    if (target == null || !fits(target, batch)) {
      close();
      target = NativeTensors.toNative(batch).retainReference();
      held = target;
    } else {
      NativeTensors.fill(target, batch);
    }
    return NativeValue.of(laidOut(target));
  }

  /** A value of its own. */
  NativeValue copy(Value input, Datum given) {
    if (given instanceof Datum.OfTensor tensor && !(input.type() instanceof ValueType.OfOptional)) {
      requireFit(input, tensor.tensor());
    }
    NativeValue value = Values.toNative(given);
    return value instanceof NativeValue.OfTensor tensor
        ? new NativeValue.OfTensor(laidOut(tensor.tensor()), tensor.elements())
        : value;
  }

  private org.bytedeco.pytorch.Tensor laidOut(org.bytedeco.pytorch.Tensor tensor) {
    return channelsLast && tensor.dim() == 4 && tensor.is_floating_point()
        ? NativeTensors.channelsLast(tensor)
        : tensor.alias();
  }

  private static boolean fits(org.bytedeco.pytorch.Tensor held, Tensor batch) {
    return held.nbytes() == batch.bytes().remaining()
        && NativeTensors.shape(held).equals(batch.shape())
        && NativeTensors.sameElements(held, batch);
  }

  /** Throws {@link IllegalArgumentException} where a batch is not what the network takes. */
  static void requireFit(Value input, Tensor batch) {
    if (input.type() instanceof ValueType.Unknown) {
      return;
    }
    if (!(input.type() instanceof ValueType.OfTensor declared)) {
      throw new IllegalArgumentException(
          "input '" + input.name() + "' is " + input.type() + ", which the engine does not take");
    }
    boolean fits =
        declared.elements().equals(batch.elements())
            && declared.shape().map(shape -> fits(shape, batch.shape())).orElse(true);
    if (!fits) {
      throw new IllegalArgumentException(
          "input '" + input.name() + "': expected " + declared + ", found " + batch);
    }
  }

  private static boolean fits(Shape declared, Shape given) {
    if (declared.rank() != given.rank()) {
      return false;
    }
    for (int i = 0; i < given.rank(); i++) {
      if (declared.dim(i).isKnown() && declared.size(i) != given.size(i)) {
        return false;
      }
    }
    return true;
  }

  void close() {
    if (held != null) {
      held.releaseReference();
      held = null;
    }
  }
}
