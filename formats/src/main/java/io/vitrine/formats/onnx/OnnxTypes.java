package io.vitrine.formats.onnx;

import static io.vitrine.formats.onnx.OnnxFields.*;

import io.vitrine.formats.file.SizeLimit;
import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads values and their types. Source: ONNX's ValueInfoProto, TypeProto, TensorShapeProto. */
final class OnnxTypes {
  private OnnxTypes() {}

  /** A value, empty where it has no name. */
  static Optional<Value> value(ProtoReader in) throws ModelFormatException {
    String name = "";
    ValueType type = ValueType.unknown();
    while (in.next()) {
      switch (in.field()) {
        case VALUE_NAME -> name = in.text();
        case VALUE_TYPE -> type = type(in.message("type of " + name));
        default -> in.skip();
      }
    }
    return name.isEmpty() ? Optional.empty() : Optional.of(new Value(name, type));
  }

  static ValueType type(ProtoReader in) throws ModelFormatException {
    ValueType type = ValueType.unknown();
    while (in.next()) {
      switch (in.field()) {
        case TYPE_TENSOR -> type = tensor(in.message("tensor type"));
        case TYPE_SEQUENCE -> type = new ValueType.OfSequence(elements(in.message("sequence")));
        case TYPE_OPTIONAL -> type = new ValueType.OfOptional(elements(in.message("optional")));
        case TYPE_MAP -> type = other("map", in);
        case TYPE_OPAQUE -> type = other("opaque", in);
        case TYPE_SPARSE_TENSOR -> type = other("sparse tensor", in);
        default -> in.skip();
      }
    }
    return type;
  }

  /** Whether nothing of a type is known by its description only, so that it can be written. */
  static boolean isWhole(ValueType type) {
    if (type instanceof ValueType.OfSequence sequence) {
      return isWhole(sequence.elements());
    }
    if (type instanceof ValueType.OfOptional optional) {
      return isWhole(optional.elements());
    }
    return !(type instanceof ValueType.Other);
  }

  private static ValueType other(String description, ProtoReader in) throws ModelFormatException {
    in.skip();
    return new ValueType.Other(description);
  }

  private static ValueType elements(ProtoReader in) throws ModelFormatException {
    ValueType type = ValueType.unknown();
    while (in.next()) {
      if (in.field() == TYPE_ELEMENTS) {
        type = type(in.message("element type"));
      } else {
        in.skip();
      }
    }
    return type;
  }

  private static ValueType tensor(ProtoReader in) throws ModelFormatException {
    ElementType elements = ElementType.of(0);
    Optional<Shape> shape = Optional.empty();
    while (in.next()) {
      switch (in.field()) {
        case TYPE_ELEMENTS -> elements = ElementType.of(in.int32());
        case TYPE_SHAPE -> shape = Optional.of(shape(in.message("shape")));
        default -> in.skip();
      }
    }
    return new ValueType.OfTensor(elements, shape);
  }

  private static Shape shape(ProtoReader in) throws ModelFormatException {
    List<Dim> dims = new ArrayList<>();
    while (in.next()) {
      if (in.field() == SHAPE_DIM) {
        dims.add(dim(in.message("dimension")));
      } else {
        in.skip();
      }
      checkSize(dims.stream().mapToLong(dim -> dim.sizeOr(1)).toArray(), in);
    }
    return new Shape(dims);
  }

  /** A negative size, which some exporters write, means unknown. */
  private static Dim dim(ProtoReader in) throws ModelFormatException {
    Dim dim = Dim.unknown();
    while (in.next()) {
      switch (in.field()) {
        case DIM_VALUE -> {
          long size = in.varint();
          dim = size < 0 ? Dim.unknown() : Dim.of(size);
        }
        case DIM_SYMBOL -> {
          String symbol = in.text();
          dim = symbol.isBlank() ? Dim.unknown() : Dim.symbol(symbol);
        }
        default -> in.skip();
      }
    }
    return dim;
  }

  /** Refuses shapes of so many dimensions or elements that no tensor can have them. */
  static void checkSize(long[] sizes, ProtoReader in) throws ModelFormatException {
    Optional<String> violation = SizeLimit.violation(sizes);
    if (violation.isPresent()) {
      throw in.fault(violation.get());
    }
  }
}
