package io.vitrine.torch.learn;

import io.vitrine.model.ElementType;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.torch.call.Attributes;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.OperatorRun;
import io.vitrine.torch.call.Rounding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Operators from and to maps, whose values are single numbers or texts. */
final class MapRuns {
  private static final String DOMAIN = "ai.onnx.ml.";

  static final Map<String, OperatorFactory> ALL =
      Map.of(
          DOMAIN + "CastMap", MapRuns::cast,
          DOMAIN + "DictVectorizer", MapRuns::vectorize,
          DOMAIN + "ZipMap", MapRuns::zip);

  private MapRuns() {}

  private static Map<Object, NativeValue> entries(Call call) {
    if (call.value(0) instanceof NativeValue.OfMap map) {
      return map.entries();
    }
    throw new IllegalArgumentException("expected a map, found " + call.value(0).describe());
  }

  /** What a vector has where the map has nothing: zeros, or empty texts. */
  private static NativeValue row(List<Optional<NativeValue>> values, Map<?, NativeValue> all) {
    boolean texts = all.values().stream().anyMatch(NativeValue.OfStrings.class::isInstance);
    return texts ? textRow(values) : numberRow(values, all);
  }

  private static NativeValue textRow(List<Optional<NativeValue>> values) {
    List<String> row = values.stream().map(value -> value.map(MapRuns::text).orElse("")).toList();
    return new NativeValue.OfStrings(row, Shape.of(1, row.size()));
  }

  private static String text(NativeValue value) {
    return value instanceof NativeValue.OfStrings strings ? strings.strings().get(0) : "";
  }

  private static NativeValue numberRow(
      List<Optional<NativeValue>> values, Map<?, NativeValue> all) {
    Tensor nothing =
        all.values().stream()
            .flatMap(MapRuns::number)
            .findFirst()
            .map(torch::zeros_like)
            .orElseGet(() -> Fresh.floats(new float[1]));
    Tensor[] row =
        values.stream()
            .map(value -> value.stream().flatMap(MapRuns::number).findFirst().orElse(nothing))
            .map(each -> each.reshape(1))
            .toArray(Tensor[]::new);
    Tensor joined = row.length == 0 ? nothing.reshape(1).narrow(0, 0, 0) : cat(row);
    return NativeValue.of(joined.unsqueeze(0));
  }

  private static Tensor cat(Tensor[] row) {
    return torch.cat(new TensorVector(row), 0);
  }

  private static java.util.stream.Stream<Tensor> number(NativeValue value) {
    return value instanceof NativeValue.OfTensor tensor
        ? java.util.stream.Stream.of(tensor.tensor())
        : java.util.stream.Stream.empty();
  }

  /** CastMap: the values by rising key (1, K); sparse, each at the place that is its key. */
  private static OperatorRun cast(NodeContext context) {
    Node node = context.node();
    boolean sparse = node.stringOr("map_form", "DENSE").equals("SPARSE");
    long most = node.intOr("max_map", 1);
    ElementType target =
        switch (node.stringOr("cast_to", "TO_FLOAT")) {
          case "TO_FLOAT" -> ElementType.FLOAT32;
          case "TO_INT64" -> ElementType.INT64;
          case "TO_STRING" -> ElementType.STRING;
          default -> throw context.error("expected cast_to to be a type that ONNX names");
        };
    return OperatorRun.ofValue(
        call -> {
          Map<Object, NativeValue> entries = new TreeMap<>(entries(call));
          List<Optional<NativeValue>> values = new ArrayList<>();
          if (sparse) {
            for (long key = 0; key < most; key++) {
              values.add(Optional.ofNullable(entries.get(key)));
            }
          } else {
            entries.values().forEach(value -> values.add(Optional.of(value)));
          }
          return converted(row(values, entries), target);
        });
  }

  private static NativeValue converted(NativeValue row, ElementType target) {
    if (row instanceof NativeValue.OfTensor tensor) {
      return target.equals(ElementType.STRING)
          ? texts(tensor.tensor())
          : Rounding.cast(tensor.tensor(), target, true);
    }
    NativeValue.OfStrings strings = (NativeValue.OfStrings) row;
    if (target.equals(ElementType.STRING)) {
      return strings;
    }
    double[] numbers =
        strings.strings().stream()
            .mapToDouble(text -> text.isEmpty() ? 0 : Double.parseDouble(text))
            .toArray();
    return Rounding.cast(Fresh.doubles(numbers, strings.shape().sizes()), target, true);
  }

  private static NativeValue texts(Tensor row) {
    float[] numbers = io.vitrine.torch.call.NativeTensors.toModel(row).floats();
    List<String> texts = new ArrayList<>();
    for (float number : numbers) {
      texts.add(Float.toString(number));
    }
    return new NativeValue.OfStrings(texts, Shape.of(1, texts.size()));
  }

  /** DictVectorizer: the values in the order of a vocabulary (1, K). */
  private static OperatorRun vectorize(NodeContext context) {
    List<Object> vocabulary =
        new ArrayList<>(Attributes.strings(context.node(), "string_vocabulary"));
    for (long number : Attributes.longs(context.node(), "int64_vocabulary")) {
      vocabulary.add(number);
    }
    return OperatorRun.ofValue(
        call -> {
          Map<Object, NativeValue> entries = entries(call);
          return row(
              vocabulary.stream().map(key -> Optional.ofNullable(entries.get(key))).toList(),
              entries);
        });
  }

  /** ZipMap: each row (K) of scores becomes a map from labels to scores. */
  private static OperatorRun zip(NodeContext context) {
    List<Object> labels =
        new ArrayList<>(Attributes.strings(context.node(), "classlabels_strings"));
    Arrays.stream(Attributes.longs(context.node(), "classlabels_int64s")).forEach(labels::add);
    return OperatorRun.ofValue(
        call -> {
          Tensor given = call.input(0);
          Tensor rows = given.dim() == 1 ? given.unsqueeze(0) : given;
          if (rows.size(1) != labels.size()) {
            throw new IllegalArgumentException(
                "expected a score for each of " + labels.size() + " labels, found " + rows.size(1));
          }
          List<NativeValue> maps = new ArrayList<>();
          for (long row = 0; row < rows.size(0); row++) {
            Map<Object, NativeValue> entries = new LinkedHashMap<>();
            for (int label = 0; label < labels.size(); label++) {
              entries.put(
                  labels.get(label), NativeValue.of(rows.select(0, row).select(0, label).clone()));
            }
            maps.add(new NativeValue.OfMap(entries));
          }
          return new NativeValue.OfSequence(maps);
        });
  }
}
