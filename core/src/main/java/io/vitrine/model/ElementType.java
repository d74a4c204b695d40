package io.vitrine.model;

import java.util.List;
import java.util.Locale;

/**
 * The type of a tensor's elements, by its number in ONNX's {@code TensorProto.DataType}. Numbers
 * newer than this table are kept, with an unknown width.
 *
 * @param number ONNX's number
 * @param name ONNX's name in lower case, {@code float32} for FLOAT
 * @param bits the width of one element in bits, 0 where it has none (strings) or it is not known
 */
public record ElementType(int number, String name, int bits) {
  /** No type is known: what ONNX calls UNDEFINED. */
  public static final ElementType UNDEFINED = new ElementType(0, "undefined", 0);

  public static final ElementType FLOAT32 = new ElementType(1, "float32", 32);
  public static final ElementType UINT8 = new ElementType(2, "uint8", 8);
  public static final ElementType INT8 = new ElementType(3, "int8", 8);
  public static final ElementType UINT16 = new ElementType(4, "uint16", 16);
  public static final ElementType INT16 = new ElementType(5, "int16", 16);
  public static final ElementType INT32 = new ElementType(6, "int32", 32);
  public static final ElementType INT64 = new ElementType(7, "int64", 64);
  public static final ElementType STRING = new ElementType(8, "string", 0);
  public static final ElementType BOOL = new ElementType(9, "bool", 8);
  public static final ElementType FLOAT16 = new ElementType(10, "float16", 16);
  public static final ElementType FLOAT64 = new ElementType(11, "float64", 64);
  public static final ElementType UINT32 = new ElementType(12, "uint32", 32);
  public static final ElementType UINT64 = new ElementType(13, "uint64", 64);
  public static final ElementType COMPLEX64 = new ElementType(14, "complex64", 64);
  public static final ElementType COMPLEX128 = new ElementType(15, "complex128", 128);
  public static final ElementType BFLOAT16 = new ElementType(16, "bfloat16", 16);
  public static final ElementType FLOAT8E4M3FN = new ElementType(17, "float8e4m3fn", 8);
  public static final ElementType FLOAT8E4M3FNUZ = new ElementType(18, "float8e4m3fnuz", 8);
  public static final ElementType FLOAT8E5M2 = new ElementType(19, "float8e5m2", 8);
  public static final ElementType FLOAT8E5M2FNUZ = new ElementType(20, "float8e5m2fnuz", 8);
  public static final ElementType UINT4 = new ElementType(21, "uint4", 4);
  public static final ElementType INT4 = new ElementType(22, "int4", 4);
  public static final ElementType FLOAT4E2M1 = new ElementType(23, "float4e2m1", 4);

  public static final ElementType FLOAT8E8M0 = new ElementType(24, "float8e8m0", 8);
  public static final ElementType UINT2 = new ElementType(25, "uint2", 2);
  public static final ElementType INT2 = new ElementType(26, "int2", 2);

  private static final List<ElementType> KNOWN =
      List.of(
          UNDEFINED,
          FLOAT32,
          UINT8,
          INT8,
          UINT16,
          INT16,
          INT32,
          INT64,
          STRING,
          BOOL,
          FLOAT16,
          FLOAT64,
          UINT32,
          UINT64,
          COMPLEX64,
          COMPLEX128,
          BFLOAT16,
          FLOAT8E4M3FN,
          FLOAT8E4M3FNUZ,
          FLOAT8E5M2,
          FLOAT8E5M2FNUZ,
          UINT4,
          INT4,
          FLOAT4E2M1,
          FLOAT8E8M0,
          UINT2,
          INT2);

  /** The type of ONNX's number; a number that is not known gives a type that keeps it. */
  public static ElementType of(int number) {
    return KNOWN.stream()
        .filter(type -> type.number == number)
        .findFirst()
        .orElseGet(() -> new ElementType(number, String.format(Locale.ROOT, "type%d", number), 0));
  }

  /** Whether its numbers have fractions, so that a gradient can change them. */
  public boolean isFloat() {
    return name.contains("float") || name.startsWith("complex");
  }

  /** Bytes that a number of elements takes, packed types rounded up to whole bytes. */
  public long bytes(long elements) {
    return (Math.multiplyExact(elements, (long) bits) + 7) / 8;
  }

  // A record's own equals and hashCode are made of method handles when first called, which takes a
  // short command longer than to read a file's structure.

  @Override
  public boolean equals(Object other) {
    return other instanceof ElementType type
        && number == type.number
        && bits == type.bits
        && name.equals(type.name);
  }

  @Override
  public int hashCode() {
    return number;
  }

  @Override
  public String toString() {
    return name;
  }
}
