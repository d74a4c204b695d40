package io.vitrine.torch.learn;

import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.torch.call.Attributes;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.OperatorRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Categories, which are texts or whole numbers, as numbers, texts or one-hot vectors. */
final class Categories {
  private Categories() {}

  /** The categories in an input, row-major. */
  private static List<Object> given(Call call) {
    return call.value(0) instanceof NativeValue.OfStrings strings
        ? List.copyOf(strings.strings())
        : Arrays.stream(call.doubles(0)).<Object>mapToObj(number -> (long) number).toList();
  }

  private static Shape shape(Call call) {
    return call.value(0) instanceof NativeValue.OfStrings strings
        ? strings.shape()
        : call.host(0).shape();
  }

  private static List<Object> numbers(Node node, String attribute) {
    return Arrays.stream(Attributes.longs(node, attribute)).<Object>mapToObj(n -> n).toList();
  }

  /** CategoryMapper: texts to numbers, numbers to texts. */
  static OperatorRun map(NodeContext context) {
    Node node = context.node();
    List<String> texts = Attributes.strings(node, "cats_strings");
    List<Object> numbers = numbers(node, "cats_int64s");
    if (texts.size() != numbers.size()) {
      throw context.error(
          "expected as many texts as numbers, found " + texts.size() + " and " + numbers.size());
    }
    String noText = node.stringOr("default_string", "_Unused");
    long noNumber = node.intOr("default_int64", -1);
    return OperatorRun.ofValue(
        call -> {
          if (call.value(0) instanceof NativeValue.OfStrings strings) {
            long[] found =
                strings.strings().stream()
                    .mapToLong(
                        text ->
                            texts.contains(text)
                                ? (long) numbers.get(texts.indexOf(text))
                                : noNumber)
                    .toArray();
            return NativeValue.of(Fresh.longs(found, strings.shape().sizes()));
          }
          List<String> found =
              given(call).stream()
                  .map(key -> numbers.contains(key) ? texts.get(numbers.indexOf(key)) : noText)
                  .toList();
          return new NativeValue.OfStrings(found, shape(call));
        });
  }

  /** OneHotEncoder: each category becomes a vector (K) along a new last axis. */
  static OperatorRun oneHot(NodeContext context) {
    Node node = context.node();
    List<Object> categories = new ArrayList<>(numbers(node, "cats_int64s"));
    categories.addAll(Attributes.strings(node, "cats_strings"));
    boolean lenient = node.intOr("zeros", 1) != 0;
    return OperatorRun.ofValue(
        call -> {
          List<Object> given = given(call);
          int count = categories.size();
          float[] hot = new float[Math.multiplyExact(given.size(), count)];
          for (int i = 0; i < given.size(); i++) {
            int place = categories.indexOf(given.get(i));
            if (place >= 0) {
              hot[i * count + place] = 1;
            } else if (!lenient) {
              throw new IllegalArgumentException(
                  "expected one of the categories " + categories + ", found " + given.get(i));
            }
          }
          long[] sizes = shape(call).sizes();
          long[] grown = Arrays.copyOf(sizes, sizes.length + 1);
          grown[sizes.length] = count;
          return NativeValue.of(Fresh.floats(hot, grown));
        });
  }
}
