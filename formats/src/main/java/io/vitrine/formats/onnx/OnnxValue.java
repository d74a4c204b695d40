package io.vitrine.formats.onnx;

import static io.vitrine.formats.onnx.OnnxFields.*;

import io.vitrine.engine.trace.Datum;
import io.vitrine.formats.file.FileBytes;
import io.vitrine.model.ElementType;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Tensor;
import io.vitrine.model.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a value that a file holds by itself, as ONNX's test data and many exporters write inputs
 * and outputs. Source: ONNX's TensorProto, SequenceProto, MapProto and OptionalProto.
 */
public final class OnnxValue {
  private static final int ITEM_TENSOR = 3;
  private static final int ITEM_SEQUENCE = 5;
  private static final int ITEM_MAP = 6;
  private static final int ITEM_OPTIONAL = 7;
  private static final int MAP_NUMBERS = 3;
  private static final int MAP_TEXTS = 4;
  private static final int MAP_VALUES = 5;

  private final ExternalData files;

  private OnnxValue(ExternalData files) {
    this.files = files;
  }

  /**
   * Reads a value.
   *
   * @param type what it is; the file itself does not say
   * @throws ModelFormatException where the file holds no such value
   */
  public static Datum read(FileBytes file, ValueType type) throws IOException {
    return new OnnxValue(new ExternalData(file)).value(ProtoReader.of(file, "value"), type);
  }

  private Datum value(ProtoReader in, ValueType type) throws IOException {
    if (type instanceof ValueType.OfSequence) {
      return new Datum.OfSequence(items(in));
    } else if (type instanceof ValueType.OfOptional) {
      List<Datum> items = items(in);
      return items.isEmpty() ? new Datum.Absent() : items.get(0);
    }
    return type instanceof ValueType.Other other && other.description().startsWith("map")
        ? map(in)
        : tensor(in);
  }

  private Datum map(ProtoReader in) throws IOException {
    List<Object> keys = new ArrayList<>();
    List<Datum> values = new ArrayList<>();
    while (in.next()) {
      switch (in.field()) {
        case MAP_NUMBERS -> in.varints(keys::add);
        case MAP_TEXTS -> keys.add(in.text());
        case MAP_VALUES -> values.addAll(items(in.message("values of a map")));
        default -> in.skip();
      }
    }
    if (keys.size() != values.size()) {
      throw in.fault(
          "expected as many keys as values, found " + keys.size() + " and " + values.size());
    }
    Map<Object, Datum> entries = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      entries.put(keys.get(i), values.get(i));
    }
    return new Datum.OfMap(entries);
  }

  private List<Datum> items(ProtoReader in) throws IOException {
    List<Datum> items = new ArrayList<>();
    while (in.next()) {
      switch (in.field()) {
        case ITEM_TENSOR -> items.add(tensor(in.message("tensor")));
        case ITEM_SEQUENCE -> items.add(new Datum.OfSequence(items(in.message("sequence"))));
        case ITEM_MAP -> items.add(map(in.message("map")));
        case ITEM_OPTIONAL -> {
          List<Datum> inner = items(in.message("optional"));
          items.add(inner.isEmpty() ? new Datum.Absent() : inner.get(0));
        }
        default -> in.skip();
      }
    }
    return items;
  }

  private Datum tensor(ProtoReader in) throws IOException {
    OnnxTensor stored = OnnxTensor.read(in, files);
    if (stored.elements().equals(ElementType.STRING)) {
      return new Datum.OfStrings(stored.strings(), stored.shape());
    }
    Optional<Tensor> numbers = stored.tensor();
    return new Datum.OfTensor(
        numbers.orElseThrow(
            () -> in.fault("expected a tensor of a known element type, found " + stored)));
  }
}
