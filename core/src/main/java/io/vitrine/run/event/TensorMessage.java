package io.vitrine.run.event;

import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.wire.ProtoReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * A {@code TensorProto} read: numbers of any real type, or strings.
 *
 * <p>Source: TensorFlow's {@code tensor.proto} and {@code types.proto}. Elements lie in {@code
 * tensor_content}, little-endian, or in the repeated field of their type; halves lie there as
 * integers that hold their bits.
 */
public final class TensorMessage {
  private static final int HALF_VAL = 13;
  private static final int MOST_DIMS = 254;

  private int type;
  private final List<Long> dims = new ArrayList<>();
  private ByteBuffer content = ByteBuffer.allocate(0);
  private final DoubleStream.Builder told = DoubleStream.builder();
  private final List<byte[]> strings = new ArrayList<>();

  private TensorMessage() {}

  /**
   * Reads the message.
   *
   * @throws ProtoReader.Malformed where it is none
   */
  public static TensorMessage read(ProtoReader in) {
    TensorMessage tensor = new TensorMessage();
    while (in.next()) {
      tensor.take(in);
    }
    return tensor;
  }

  private void take(ProtoReader in) {
    switch (in.field()) {
      case EventMessages.DTYPE -> type = (int) in.int64();
      case EventMessages.TENSOR_SHAPE -> readShape(in.message());
      case EventMessages.TENSOR_CONTENT -> content = in.buffer();
      case EventMessages.FLOAT_VAL -> in.numbers(ProtoReader.Encoding.FLOAT, told::add);
      case EventMessages.DOUBLE_VAL -> in.numbers(ProtoReader.Encoding.DOUBLE, told::add);
      case EventMessages.STRING_VAL -> strings.add(in.bytes());
      case HALF_VAL -> in.numbers(ProtoReader.Encoding.INT, bits -> told.add(half((int) bits)));
      case EventMessages.INT_VAL, EventMessages.INT64_VAL, 11, 16, 17 ->
          in.numbers(ProtoReader.Encoding.INT, told::add);
      default -> {}
    }
  }

  private void readShape(ProtoReader shape) {
    while (shape.next()) {
      if (shape.field() == 2) {
        ProtoReader dim = shape.message();
        long size = 0;
        while (dim.next()) {
          size = dim.field() == 1 ? dim.int64() : size;
        }
        dims.add(size);
      }
    }
    if (dims.size() > MOST_DIMS) {
      throw new ProtoReader.Malformed("a tensor of " + dims.size() + " dimensions");
    }
  }

  private double half(int bits) {
    ElementType elements = elementType();
    if (elements == null || elements.bits() != 16) {
      return bits;
    }
    ByteBuffer two =
        ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort(0, (short) bits);
    return Tensor.of(elements, Shape.of(1), two).doubleAt(0);
  }

  /** Whether the elements are doubles. */
  public boolean isDouble() {
    return type == EventMessages.DT_DOUBLE;
  }

  /** Whether the elements are strings. */
  public boolean isString() {
    return type == EventMessages.DT_STRING;
  }

  /** The dimensions, none for a single element. */
  public List<Long> dims() {
    return List.copyOf(dims);
  }

  /** The strings, none where the elements are numbers. */
  public List<byte[]> strings() {
    return List.copyOf(strings);
  }

  /** The number, where the tensor holds exactly one. */
  public OptionalDouble scalar() {
    double[] numbers = numbers();
    boolean one = numbers.length == 1 && dims.stream().allMatch(dim -> dim == 1);
    return one ? OptionalDouble.of(numbers[0]) : OptionalDouble.empty();
  }

  /** The numbers that the message holds, row-major; none where the type is not known. */
  public double[] numbers() {
    if (!content.hasRemaining()) {
      return told.build().toArray();
    }
    ElementType elements = elementType();
    if (elements == null) {
      return new double[0];
    }
    int count = content.remaining() / (elements.bits() / 8);
    ByteBuffer whole = content.duplicate().limit(count * (elements.bits() / 8));
    Tensor tensor = Tensor.of(elements, Shape.of(count), whole);
    double[] numbers = new double[count];
    Arrays.setAll(numbers, tensor::doubleAt);
    return numbers;
  }

  /** The model's element type of TensorFlow's {@code DataType}, null where there is none. */
  private @Nullable ElementType elementType() {
    return switch (type) {
      case 1 -> ElementType.FLOAT32;
      case 2 -> ElementType.FLOAT64;
      case 3 -> ElementType.INT32;
      case 4 -> ElementType.UINT8;
      case 5 -> ElementType.INT16;
      case 6 -> ElementType.INT8;
      case 9 -> ElementType.INT64;
      case 10 -> ElementType.BOOL;
      case 14 -> ElementType.BFLOAT16;
      case 17 -> ElementType.UINT16;
      case 19 -> ElementType.FLOAT16;
      case 22 -> ElementType.UINT32;
      case 23 -> ElementType.UINT64;
      default -> null;
    };
  }
}
