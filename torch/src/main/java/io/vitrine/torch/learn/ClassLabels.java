package io.vitrine.torch.learn;

import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.torch.call.Attributes;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.NodeContext;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** What a classifier's classes are called: texts, or numbers where there are no texts. */
final class ClassLabels {
  private final List<String> texts;
  private final long[] numbers;

  private ClassLabels(List<String> texts, long[] numbers) {
    this.texts = texts;
    this.numbers = numbers;
  }

  /** The labels in {@code classlabels_strings}, or in the other attribute. */
  static ClassLabels of(NodeContext context, String numbered) {
    Node node = context.node();
    ClassLabels labels =
        new ClassLabels(
            Attributes.strings(node, "classlabels_strings"), Attributes.longs(node, numbered));
    if (labels.count() == 0) {
      throw context.error("expected classlabels_strings or " + numbered + ", found neither");
    }
    return labels;
  }

  int count() {
    return texts.isEmpty() ? numbers.length : texts.size();
  }

  /** The labels of classes (N) given by their places. */
  NativeValue at(Tensor places) {
    long[] chosen = NativeTensors.toModel(places).longs();
    Shape shape = Shape.of(chosen.length);
    if (!texts.isEmpty()) {
      return new NativeValue.OfStrings(
          Arrays.stream(chosen).mapToObj(place -> texts.get((int) place)).toList(), shape);
    }
    return NativeValue.of(
        Fresh.longs(
            Arrays.stream(chosen).map(place -> numbers[(int) place]).toArray(), shape.sizes()));
  }
}
