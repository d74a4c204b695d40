package io.vitrine.formats.exported;

import io.vitrine.formats.file.UnreadTensor;
import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the file says of a tensor: type, sizes (some of them symbolic), and how it lies in memory.
 */
record TensorMeta(ElementType elements, Shape shape, List<Long> strides, long offset) {
  private static final Map<Integer, ElementType> TYPES =
      Map.ofEntries(
          Map.entry(1, ElementType.UINT8),
          Map.entry(2, ElementType.INT8),
          Map.entry(3, ElementType.INT16),
          Map.entry(4, ElementType.INT32),
          Map.entry(5, ElementType.INT64),
          Map.entry(6, ElementType.FLOAT16),
          Map.entry(7, ElementType.FLOAT32),
          Map.entry(8, ElementType.FLOAT64),
          Map.entry(10, ElementType.COMPLEX64),
          Map.entry(11, ElementType.COMPLEX128),
          Map.entry(12, ElementType.BOOL),
          Map.entry(13, ElementType.BFLOAT16),
          Map.entry(28, ElementType.UINT16),
          Map.entry(29, ElementType.FLOAT8E4M3FN),
          Map.entry(30, ElementType.FLOAT8E5M2),
          Map.entry(31, ElementType.FLOAT8E4M3FNUZ),
          Map.entry(32, ElementType.FLOAT8E5M2FNUZ),
          Map.entry(33, ElementType.FLOAT8E8M0),
          Map.entry(34, ElementType.UINT32),
          Map.entry(35, ElementType.UINT64));

  /** Real tensors have 10 dimensions or so. */
  private static final int MOST_RANK = 64;

  TensorMeta {
    strides = List.copyOf(strides);
  }

  /** The schema's number of an element type; an unknown one keeps its number. */
  static ElementType type(long number) {
    @Nullable ElementType known = TYPES.get((int) number);
    return known == null ? UnreadTensor.type("scalar type " + number, 0) : known;
  }

  /** Empty where the value is none, as for a parameter that is left out. */
  static Optional<TensorMeta> of(JsonValue meta) {
    if (meta.isNull() || meta.get("sizes").items().size() > MOST_RANK) {
      return Optional.empty();
    }
    List<Dim> dims = meta.get("sizes").items().stream().map(TensorMeta::dim).toList();
    List<Long> strides =
        meta.get("strides").items().stream()
            .map(s -> s.get("as_int").integer().orElse(-1))
            .toList();
    return Optional.of(
        new TensorMeta(
            type(meta.get("dtype").integer().orElse(0)),
            new Shape(dims),
            strides,
            meta.get("storage_offset").get("as_int").integer().orElse(0)));
  }

  private static Dim dim(JsonValue size) {
    long known = size.get("as_int").integer().orElse(-1);
    if (known >= 0) {
      return Dim.of(known);
    }
    return size.get("as_expr")
        .get("expr_str")
        .text()
        .map(SymbolText::of)
        .filter(text -> !text.isBlank())
        .map(Dim::symbol)
        .orElseGet(Dim::unknown);
  }

  ValueType type() {
    return ValueType.tensor(elements, shape);
  }
}
