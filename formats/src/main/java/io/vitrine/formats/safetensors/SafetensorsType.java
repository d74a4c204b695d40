package io.vitrine.formats.safetensors;

import io.vitrine.model.ElementType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Safetensors' names of element types. Source: the format's reference implementation. */
enum SafetensorsType {
  BOOL(ElementType.BOOL),
  F4(ElementType.FLOAT4E2M1),
  U8(ElementType.UINT8),
  I8(ElementType.INT8),
  F8_E5M2(ElementType.FLOAT8E5M2),
  F8_E4M3(ElementType.FLOAT8E4M3FN),
  F8_E8M0(ElementType.FLOAT8E8M0),
  F8_E4M3FNUZ(ElementType.FLOAT8E4M3FNUZ),
  F8_E5M2FNUZ(ElementType.FLOAT8E5M2FNUZ),
  I16(ElementType.INT16),
  U16(ElementType.UINT16),
  F16(ElementType.FLOAT16),
  BF16(ElementType.BFLOAT16),
  I32(ElementType.INT32),
  U32(ElementType.UINT32),
  F32(ElementType.FLOAT32),
  C64(ElementType.COMPLEX64),
  F64(ElementType.FLOAT64),
  I64(ElementType.INT64),
  U64(ElementType.UINT64);

  private final int number;

  SafetensorsType(ElementType elements) {
    this.number = elements.number();
  }

  ElementType elements() {
    return ElementType.of(number);
  }

  static Optional<SafetensorsType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** The name of a type. Throws {@link IllegalArgumentException} where safetensors has none. */
  static SafetensorsType of(ElementType elements) {
    return Arrays.stream(values())
        .filter(type -> type.number == elements.number())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "safetensors has no type " + elements + "; it has " + all()));
  }

  static String all() {
    return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
  }
}
