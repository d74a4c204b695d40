package io.vitrine.formats.keras;

import io.jhdf.api.Dataset;
import io.vitrine.formats.file.SizeLimit;
import io.vitrine.formats.file.StoredTensor;
import io.vitrine.formats.keras.stored.StoredVariable;
import io.vitrine.formats.keras.stored.Variable;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A data set of numbers in an HDF5 file, read when asked for. */
final class Hdf5Data implements Variable {
  /** Compressed data may grow to this much, or a hundredfold, before it is refused. */
  private static final long MODEST = 64L << 20;

  private static final Map<Class<?>, ElementType> TYPES =
      Map.of(
          float.class, ElementType.FLOAT32,
          double.class, ElementType.FLOAT64,
          int.class, ElementType.INT32,
          long.class, ElementType.INT64,
          short.class, ElementType.INT16,
          byte.class, ElementType.INT8);

  private final Hdf5File file;
  private final String path;
  private final Dataset dataset;
  private final ElementType elements;
  private final Shape shape;

  private Hdf5Data(Hdf5File file, String path, Dataset dataset, ElementType elements, Shape shape) {
    this.file = file;
    this.path = path;
    this.dataset = dataset;
    this.elements = elements;
    this.shape = shape;
  }

  static Hdf5Data of(Hdf5File file, String path, Dataset dataset, long fileBytes) {
    long[] sizes = dataset.isScalar() ? new long[0] : dataset.getDimensionsAsLong();
    Optional<String> violation = SizeLimit.violation(sizes);
    Class<?> type = MethodType.methodType(dataset.getJavaType()).unwrap().returnType();
    @Nullable ElementType elements = TYPES.get(type); // a single number's type is a class
    if (violation.isPresent()) {
      throw new Hdf5File.NotRead("data set '" + path + "': " + violation.get());
    }
    if (elements == null) {
      throw new Hdf5File.NotRead(
          "data set '" + path + "': expected numbers, found " + type.getSimpleName());
    }
    Shape shape = Shape.of(sizes);
    long bytes = elements.bytes(shape.elements().orElseThrow());
    if (bytes > Math.max(MODEST, 100 * fileBytes) || bytes > Integer.MAX_VALUE) {
      throw new Hdf5File.NotRead(
          "data set '"
              + path
              + "': "
              + elements
              + shape
              + " takes "
              + bytes
              + " bytes, which no file of "
              + fileBytes
              + " holds, unless it is packed as a bomb is; it is not unpacked");
    }
    return new Hdf5Data(file, path, dataset, elements, shape);
  }

  /** The same as a tensor with a name. */
  StoredTensor as(String name) {
    return StoredVariable.plain(name, this);
  }

  @Override
  public ElementType elements() {
    return elements;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public ByteBuffer bytes() throws IOException {
    return file.numbers(path, this::read);
  }

  private ByteBuffer read() {
    Object data = dataset.isScalar() ? dataset.getData() : dataset.getDataFlat();
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(elements.bytes(shape.elements().orElseThrow())))
            .order(ByteOrder.LITTLE_ENDIAN);
    if (data instanceof float[] numbers) {
      bytes.asFloatBuffer().put(numbers);
    } else if (data instanceof double[] numbers) {
      bytes.asDoubleBuffer().put(numbers);
    } else if (data instanceof int[] numbers) {
      bytes.asIntBuffer().put(numbers);
    } else if (data instanceof long[] numbers) {
      bytes.asLongBuffer().put(numbers);
    } else if (data instanceof short[] numbers) {
      bytes.asShortBuffer().put(numbers);
    } else if (data instanceof byte[] numbers) {
      bytes.put(numbers).flip();
    } else {
      scalar(data, bytes);
    }
    return bytes;
  }

  private static void scalar(Object data, ByteBuffer bytes) {
    if (data instanceof Float number) {
      bytes.putFloat(0, number);
    } else if (data instanceof Double number) {
      bytes.putDouble(0, number);
    } else if (data instanceof Integer number) {
      bytes.putInt(0, number);
    } else if (data instanceof Long number) {
      bytes.putLong(0, number);
    } else {
      throw new IllegalArgumentException("expected numbers, found " + data.getClass());
    }
  }
}
