package io.vitrine.formats.onnx;

import static io.vitrine.formats.onnx.OnnxFields.*;

import io.vitrine.formats.file.SizeLimit;
import io.vitrine.formats.file.StoredTensor;
import io.vitrine.model.ElementType;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A tensor as an ONNX file stores it: its name, type and shape are read and checked at once, its
 * numbers when {@link #tensor} is called. Source: ONNX's TensorProto.
 */
final class OnnxTensor implements StoredTensor {
  private final ProtoReader message;
  private final ExternalData files;
  private final Map<String, String> external = new LinkedHashMap<>();
  private String name = "";
  private String doc = "";
  private ElementType elements = ElementType.of(0);
  private long[] dims = new long[0];
  private @Nullable ByteBuffer raw;
  private boolean outside;
  private long typedCount;
  private int typedField;

  private OnnxTensor(ProtoReader message, ExternalData files) {
    this.message = message.again();
    this.files = files;
  }

  /**
   * Reads what a tensor message says, and checks that its numbers are there.
   *
   * @throws ModelFormatException where the bytes are not what the type and the shape need
   */
  static OnnxTensor read(ProtoReader in, ExternalData files) throws IOException {
    OnnxTensor tensor = new OnnxTensor(in, files);
    while (in.next()) {
      tensor.field(in);
    }
    tensor.check(in);
    return tensor;
  }

  private void field(ProtoReader in) throws ModelFormatException {
    switch (in.field()) {
      case TENSOR_DIMS -> in.varints(this::addDim);
      case TENSOR_DATA_TYPE -> elements = ElementType.of(in.int32());
      case TENSOR_NAME -> name = in.text();
      case TENSOR_DOC_STRING -> doc = in.text();
      case TENSOR_RAW_DATA -> raw = in.block();
      case TENSOR_DATA_LOCATION -> outside = in.varint() == 1;
      case TENSOR_EXTERNAL_DATA -> OnnxEntries.read(in.message("external data"), external);
      case TENSOR_STRING_DATA -> {
        typedField = in.field();
        typedCount++;
        in.skip();
      }
      default -> {
        if (!typed(in, bits -> typedCount++)) {
          in.skip();
        }
      }
    }
    if (dims.length > SizeLimit.MAX_RANK) {
      throw in.fault("expected at most " + SizeLimit.MAX_RANK + " dimensions");
    }
  }

  private void addDim(long size) {
    if (dims.length <= SizeLimit.MAX_RANK) {
      dims = Arrays.copyOf(dims, dims.length + 1);
      dims[dims.length - 1] = size;
    }
  }

  /** Passes on the numbers of a typed field; false where the current field is none. */
  private boolean typed(ProtoReader in, LongConsumer sink) throws ModelFormatException {
    switch (in.field()) {
      case TENSOR_FLOAT_DATA -> in.fixed(4, sink);
      case TENSOR_DOUBLE_DATA -> in.fixed(8, sink);
      case TENSOR_INT32_DATA, TENSOR_INT64_DATA, TENSOR_UINT64_DATA -> in.varints(sink);
      default -> {
        return false;
      }
    }
    typedField = in.field();
    return true;
  }

  private void check(ProtoReader in) throws IOException {
    OnnxTypes.checkSize(dims, in);
    if (elements.bits() == 0) {
      return;
    }
    long bytes = elements.bytes(count());
    if (outside) {
      files.check(name, external, bytes);
    } else if (raw != null) {
      if (raw.remaining() != bytes) {
        throw in.fault(
            this + " takes " + bytes + " bytes, found " + raw.remaining() + " in raw_data");
      }
    } else if (typedCount != typedNumbers()) {
      throw in.fault(this + " takes " + typedNumbers() + " numbers, found " + typedCount);
    } else if (typedCount > 0 && typedField != expectedField()) {
      throw in.fault(
          this + " keeps its numbers in field " + expectedField() + ", found " + typedField);
    }
  }

  /** How many numbers a typed field holds: complex numbers are two, two 4-bit integers are one. */
  private long typedNumbers() {
    return switch (elements.number()) {
      case 14, 15 -> 2 * count();
      default -> elements.bits() < 8 ? elements.bytes(count()) : count();
    };
  }

  private int expectedField() {
    return switch (elements.number()) {
      case 1, 14 -> TENSOR_FLOAT_DATA;
      case 7 -> TENSOR_INT64_DATA;
      case 11, 15 -> TENSOR_DOUBLE_DATA;
      case 12, 13 -> TENSOR_UINT64_DATA;
      default -> TENSOR_INT32_DATA;
    };
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String note() {
    return doc;
  }

  @Override
  public ElementType elements() {
    return elements;
  }

  @Override
  public Shape shape() {
    return Shape.of(dims);
  }

  @Override
  public boolean isView() {
    return outside || raw != null;
  }

  @Override
  public Optional<?> place() {
    return outside ? Optional.of(ExternalData.place(external)) : Optional.empty();
  }

  private long count() {
    return Arrays.stream(dims).reduce(1, (a, b) -> a * b);
  }

  @Override
  public boolean isHere() {
    return !outside || files.isThere(name, external);
  }

  /** Whether its elements are numbers whose width is known, so that they fit a {@link Tensor}. */
  private boolean isNumeric() {
    return elements.bits() > 0;
  }

  /**
   * The numbers: a view of the file where it holds them as raw bytes, else a copy. Empty for
   * strings and for types of unknown width.
   */
  @Override
  public Optional<Tensor> tensor() throws IOException {
    if (!isNumeric()) {
      return Optional.empty();
    }
    long bytes = elements.bytes(count());
    ByteBuffer content =
        outside ? files.bytes(name, external, bytes) : raw != null ? raw : decoded(bytes);
    return Optional.of(Tensor.of(elements, shape(), content));
  }

  /** The strings of a tensor of strings, row-major. */
  List<String> strings() throws ModelFormatException {
    List<String> strings = new ArrayList<>();
    ProtoReader in = message.again();
    while (in.next()) {
      if (in.field() == TENSOR_STRING_DATA) {
        strings.add(in.text());
      } else {
        in.skip();
      }
    }
    if (strings.size() != count()) {
      throw in.fault(this + " takes " + count() + " strings, found " + strings.size());
    }
    return strings;
  }

  private ByteBuffer decoded(long bytes) throws ModelFormatException {
    if (bytes > Integer.MAX_VALUE) {
      throw message.fault(this + " takes " + bytes + " bytes; at most 2 GiB can be read");
    }
    ByteBuffer out = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    int width = typedCount == 0 ? 0 : (int) (bytes / typedCount);
    LongConsumer sink =
        bits -> {
          switch (width) {
            case 1 -> out.put((byte) bits);
            case 2 -> out.putShort((short) bits);
            case 4 -> out.putInt((int) bits);
            default -> out.putLong(bits);
          }
        };
    ProtoReader in = message.again();
    while (in.next()) {
      if (!typed(in, sink)) {
        in.skip();
      }
    }
    return out.flip();
  }

  @Override
  public String toString() {
    return (name.isEmpty() ? "" : name + ": ") + elements + shape();
  }
}
