package io.vitrine.torch.call;

import io.vitrine.model.Attribute;
import io.vitrine.model.Node;
import java.util.Arrays;
import java.util.List;

/** The lists that attributes hold; an attribute that is absent holds nothing. */
public final class Attributes {
  private Attributes() {}

  public static long[] longs(Node node, String attribute) {
    return Numbers.array(node.intsOr(attribute, List.of()));
  }

  public static float[] floats(Node node, String attribute) {
    List<Float> values =
        node.attributes().get(attribute) instanceof Attribute.OfFloats found
            ? found.values()
            : List.of();
    float[] numbers = new float[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = values.get(i);
    }
    return numbers;
  }

  /** The numbers of a list of floats or of a tensor. */
  public static double[] doubles(Node node, String attribute) {
    if (node.attributes().get(attribute) instanceof Attribute.OfTensor tensor) {
      double[] numbers = new double[tensor.value().count()];
      Arrays.setAll(numbers, tensor.value()::doubleAt);
      return numbers;
    }
    float[] floats = floats(node, attribute);
    double[] numbers = new double[floats.length];
    Arrays.setAll(numbers, i -> floats[i]);
    return numbers;
  }

  public static List<String> strings(Node node, String attribute) {
    return node.attributes().get(attribute) instanceof Attribute.OfStrings found
        ? found.values()
        : List.of();
  }
}
