package io.vitrine.torch;

import io.vitrine.engine.Evaluation;
import io.vitrine.engine.Loss;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.torch.call.NativeTensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The loss of an output against a target, in 32 bits. */
final class Losses {
  private Losses() {}

  /**
   * The loss as a tensor that can be differentiated.
   *
   * @throws IllegalArgumentException where the target does not fit the output
   */
  static Tensor of(Loss loss, Tensor output, io.vitrine.model.Tensor target) {
    Tensor wide = NativeTensors.wide(output);
    Shape found = NativeTensors.shape(output);
    return switch (loss) {
      case CROSS_ENTROPY -> {
        requireClasses(found, target);
        yield torch.cross_entropy_loss(wide, NativeTensors.toNative(target));
      }
      case MEAN_SQUARED_ERROR -> {
        if (!found.equals(target.shape())) {
          throw new IllegalArgumentException(
              "target: expected the output's shape " + found + ", found " + target);
        }
        yield torch.mse_loss(wide, NativeTensors.toNative(target).to(NativeTensors.type(wide)));
      }
    };
  }

  private static void requireClasses(Shape output, io.vitrine.model.Tensor target) {
    if (output.rank() != 2) {
      throw new IllegalArgumentException(
          "cross entropy: expected logits (N, K), found an output of " + output);
    }
    if (!target.elements().equals(ElementType.INT64)
        || !target.shape().equals(Shape.of(output.size(0)))) {
      throw new IllegalArgumentException(
          "target: expected int64(" + output.size(0) + ") class numbers, found " + target);
    }
    for (long label : target.longs()) {
      if (label < 0 || label >= output.size(1)) {
        throw new IllegalArgumentException(
            "target: expected class numbers from 0 to "
                + (output.size(1) - 1)
                + ", found "
                + label);
      }
    }
  }

  /** Loss and number of right answers of a batch. */
  static Evaluation evaluation(
      Loss kind, Tensor loss, Tensor output, io.vitrine.model.Tensor target) {
    long count = output.dim() == 0 ? 1 : output.size(0);
    long correct = kind == Loss.CROSS_ENTROPY ? correct(output, target) : 0;
    return new Evaluation(count, loss.item_float(), correct);
  }

  private static long correct(Tensor logits, io.vitrine.model.Tensor target) {
    Tensor answers = logits.argmax(new org.bytedeco.pytorch.LongOptional(1), false);
    return answers.eq(NativeTensors.toNative(target)).sum().item_long();
  }
}
