package io.vitrine.formats.onnx;

import static io.vitrine.formats.onnx.OnnxFields.*;

import io.vitrine.formats.file.StoredTensor;
import io.vitrine.model.ElementType;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tensor stored as its elements that are not zero; it is spread out when its numbers are asked
 * for. Source: ONNX's SparseTensorProto.
 *
 * @param values its elements in order, with the tensor's name
 * @param indices where they stand: row-major positions, or one row of coordinates for each
 * @param shape its dimensions
 * @param where named in errors
 */
record SparseTensor(OnnxTensor values, OnnxTensor indices, Shape shape, ProtoReader where)
    implements StoredTensor {
  /** Spread out, it may take this much memory. */
  private static final long MAX_BYTES = 1L << 26;

  static SparseTensor read(ProtoReader in, ExternalData files) throws IOException {
    @Nullable OnnxTensor values = null;
    @Nullable OnnxTensor indices = null;
    List<Long> dims = new ArrayList<>();
    while (in.next()) {
      switch (in.field()) {
        case SPARSE_VALUES -> values = OnnxTensor.read(in.message("values"), files);
        case SPARSE_INDICES -> indices = OnnxTensor.read(in.message("indices"), files);
        case SPARSE_DIMS -> in.varints(dims::add);
        default -> in.skip();
      }
    }
    long[] sizes = dims.stream().mapToLong(Long::longValue).toArray();
    OnnxTypes.checkSize(sizes, in);
    if (values == null || indices == null || !indices.elements().equals(ElementType.INT64)) {
      throw in.fault("expected values and 64-bit indices of a sparse tensor");
    }
    return new SparseTensor(values, indices, Shape.of(sizes), in);
  }

  @Override
  public String name() {
    return values.name();
  }

  @Override
  public ElementType elements() {
    return values.elements();
  }

  @Override
  public String note() {
    return values.note();
  }

  @Override
  public boolean isHere() {
    return values.isHere() && indices.isHere();
  }

  @Override
  public Optional<Tensor> tensor() throws IOException {
    int width = elements().bits() / 8;
    Optional<Tensor> numbers = values.tensor();
    long[] positions = indices.tensor().orElseThrow().longs();
    if (numbers.isEmpty() || width == 0) {
      return Optional.empty();
    }
    long bytes = shape.elements().orElseThrow() * width;
    int rank = numbers.get().count() == 0 ? 1 : positions.length / numbers.get().count();
    if (bytes > MAX_BYTES || (rank != 1 && rank != shape.rank())) {
      throw where.fault("the sparse tensor " + name() + shape + " cannot be spread out");
    }
    ByteBuffer dense = ByteBuffer.allocate((int) bytes);
    ByteBuffer from = numbers.get().bytes();
    for (int i = 0; i < numbers.get().count(); i++) {
      int at = Math.toIntExact(position(positions, i, rank)) * width;
      dense.put(at, from, i * width, width);
    }
    return Optional.of(Tensor.of(elements(), shape, dense));
  }

  private long position(long[] positions, int index, int rank) throws ModelFormatException {
    long position = rank == 1 ? positions[index] : 0;
    for (int axis = 0; rank > 1 && axis < rank; axis++) {
      long coordinate = positions[index * rank + axis];
      if (coordinate < 0 || coordinate >= shape.size(axis)) {
        throw where.fault("the sparse tensor " + name() + " has the coordinate " + coordinate);
      }
      position = position * shape.size(axis) + coordinate;
    }
    if (position < 0 || position >= shape.elements().orElseThrow()) {
      throw where.fault("the sparse tensor " + name() + " has an element at " + position);
    }
    return position;
  }
}
