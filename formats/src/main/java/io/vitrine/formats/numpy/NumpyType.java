package io.vitrine.formats.numpy;

import io.vitrine.formats.file.UnreadTensor;
import io.vitrine.model.ElementType;
import java.nio.ByteOrder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An element type as NumPy writes it, such as {@code <f4}.
 *
 * @param text NumPy's description
 * @param elements the type
 * @param order of the bytes in an element
 * @param isRead whether the bytes are numbers
 */
record NumpyType(String text, ElementType elements, ByteOrder order, boolean isRead) {
  private static final int MOST_SHOWN = 60;

  private static final Map<String, ElementType> KNOWN =
      Map.ofEntries(
          Map.entry("b1", ElementType.BOOL),
          Map.entry("i1", ElementType.INT8),
          Map.entry("i2", ElementType.INT16),
          Map.entry("i4", ElementType.INT32),
          Map.entry("i8", ElementType.INT64),
          Map.entry("u1", ElementType.UINT8),
          Map.entry("u2", ElementType.UINT16),
          Map.entry("u4", ElementType.UINT32),
          Map.entry("u8", ElementType.UINT64),
          Map.entry("f2", ElementType.FLOAT16),
          Map.entry("f4", ElementType.FLOAT32),
          Map.entry("f8", ElementType.FLOAT64),
          Map.entry("c8", ElementType.COMPLEX64),
          Map.entry("c16", ElementType.COMPLEX128));

  /** The type of a description; one that is not known keeps it as its name. */
  static NumpyType of(String text) {
    boolean ordered = !text.isEmpty() && "<>|=".indexOf(text.charAt(0)) >= 0;
    @Nullable ElementType elements = KNOWN.get(ordered ? text.substring(1) : text);
    ByteOrder order = text.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    if (elements != null) {
      return new NumpyType(text, elements, order, true);
    }
    String shown = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
    return new NumpyType(shown, UnreadTensor.type("numpy " + shown, 0), order, false);
  }

  /** Why its numbers are not read. */
  String reason() {
    String kind =
        switch (text.replaceFirst("^[<>|=]", "").replaceFirst("\\d.*$", "")) {
          case "O" -> "Python objects, which are never unpickled";
          case "U", "S", "a" -> "text";
          case "M", "m" -> "dates or times";
          case "f" -> "floats of a width that few machines have";
          case "V" -> "raw bytes, as which NumPy stores types that are not its own";
          default ->
              text.startsWith("[") ? "records of several fields" : "a type that is not known";
        };
    return "the array holds elements '" + text + "', " + kind + "; expected numbers";
  }
}
