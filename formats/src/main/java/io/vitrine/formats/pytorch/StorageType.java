package io.vitrine.formats.pytorch;

import io.vitrine.formats.file.UnreadTensor;
import io.vitrine.formats.pickle.PickleValue;
import io.vitrine.model.ElementType;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * PyTorch's names of storages and of element types.
 *
 * @param elements what a storage holds, by ONNX's number where that has one
 * @param isRead whether the bytes are the numbers; quantised ones need a scale beside them
 */
record StorageType(ElementType elements, boolean isRead) {
  private static final Map<String, StorageType> STORAGES =
      Map.ofEntries(
          read("DoubleStorage", ElementType.FLOAT64),
          read("FloatStorage", ElementType.FLOAT32),
          read("HalfStorage", ElementType.FLOAT16),
          read("BFloat16Storage", ElementType.BFLOAT16),
          read("LongStorage", ElementType.INT64),
          read("IntStorage", ElementType.INT32),
          read("ShortStorage", ElementType.INT16),
          read("CharStorage", ElementType.INT8),
          read("ByteStorage", ElementType.UINT8),
          read("BoolStorage", ElementType.BOOL),
          read("ComplexFloatStorage", ElementType.COMPLEX64),
          read("ComplexDoubleStorage", ElementType.COMPLEX128),
          read("UntypedStorage", ElementType.UINT8),
          read("_UntypedStorage", ElementType.UINT8),
          unread("QInt8Storage", "qint8", 8),
          unread("QUInt8Storage", "quint8", 8),
          unread("QInt32Storage", "qint32", 32),
          unread("QUInt4x2Storage", "quint4x2", 8),
          unread("QUInt2x4Storage", "quint2x4", 8));

  private static final Map<String, ElementType> ELEMENTS =
      Map.ofEntries(
          Map.entry("float64", ElementType.FLOAT64),
          Map.entry("float32", ElementType.FLOAT32),
          Map.entry("float16", ElementType.FLOAT16),
          Map.entry("bfloat16", ElementType.BFLOAT16),
          Map.entry("int64", ElementType.INT64),
          Map.entry("int32", ElementType.INT32),
          Map.entry("int16", ElementType.INT16),
          Map.entry("int8", ElementType.INT8),
          Map.entry("uint8", ElementType.UINT8),
          Map.entry("uint16", ElementType.UINT16),
          Map.entry("uint32", ElementType.UINT32),
          Map.entry("uint64", ElementType.UINT64),
          Map.entry("bool", ElementType.BOOL),
          Map.entry("complex64", ElementType.COMPLEX64),
          Map.entry("complex128", ElementType.COMPLEX128),
          Map.entry("float8_e4m3fn", ElementType.FLOAT8E4M3FN),
          Map.entry("float8_e4m3fnuz", ElementType.FLOAT8E4M3FNUZ),
          Map.entry("float8_e5m2", ElementType.FLOAT8E5M2),
          Map.entry("float8_e5m2fnuz", ElementType.FLOAT8E5M2FNUZ),
          Map.entry("float8_e8m0fnu", ElementType.FLOAT8E8M0));

  private static Map.Entry<String, StorageType> read(String name, ElementType elements) {
    return Map.entry(name, new StorageType(elements, true));
  }

  private static Map.Entry<String, StorageType> unread(String name, String type, int bits) {
    return Map.entry(name, new StorageType(UnreadTensor.type(type, bits), false));
  }

  /** The type of a storage's class, such as {@code torch.cuda.HalfStorage}; empty for others. */
  static Optional<StorageType> of(PickleValue type) {
    boolean torch =
        type instanceof PickleValue.Global global && global.module().startsWith("torch");
    return torch
        ? Optional.ofNullable(STORAGES.get(((PickleValue.Global) type).name()))
        : Optional.empty();
  }

  /** The type of {@code torch.uint16} and the like; an unknown one keeps its name. */
  static StorageType ofElements(PickleValue type) {
    String name = type instanceof PickleValue.Global global ? global.name() : "unknown";
    @Nullable ElementType elements = ELEMENTS.get(name);
    return elements == null
        ? new StorageType(UnreadTensor.type(name, 0), false)
        : new StorageType(elements, true);
  }
}
