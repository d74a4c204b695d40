package io.vitrine.formats.onnx;

import static io.vitrine.formats.onnx.OnnxFields.*;

import io.vitrine.model.Dim;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;

/** Writes values and their types; a type known by its description only is left out. */
final class OnnxTypeWriter {
  private OnnxTypeWriter() {}

  static ProtoWriter value(Value value) {
    ProtoWriter out = new ProtoWriter().text(VALUE_NAME, value.name());
    boolean typed = OnnxTypes.isWhole(value.type()) && !(value.type() instanceof ValueType.Unknown);
    return typed ? out.message(VALUE_TYPE, type(value.type())) : out;
  }

  static ProtoWriter type(ValueType type) {
    ProtoWriter out = new ProtoWriter();
    if (type instanceof ValueType.OfTensor tensor) {
      ProtoWriter inner = new ProtoWriter().number(TYPE_ELEMENTS, tensor.elements().number());
      tensor.shape().ifPresent(shape -> inner.message(TYPE_SHAPE, shape(shape)));
      out.message(TYPE_TENSOR, inner);
    } else if (type instanceof ValueType.OfSequence sequence) {
      out.message(
          TYPE_SEQUENCE, new ProtoWriter().message(TYPE_ELEMENTS, type(sequence.elements())));
    } else if (type instanceof ValueType.OfOptional optional) {
      out.message(
          TYPE_OPTIONAL, new ProtoWriter().message(TYPE_ELEMENTS, type(optional.elements())));
    }
    return out;
  }

  private static ProtoWriter shape(Shape shape) {
    ProtoWriter out = new ProtoWriter();
    for (Dim dim : shape.dims()) {
      ProtoWriter inner = new ProtoWriter();
      if (dim instanceof Dim.Known known) {
        inner.number(DIM_VALUE, known.size());
      } else if (dim instanceof Dim.Symbol symbol) {
        inner.text(DIM_SYMBOL, symbol.name());
      }
      out.message(SHAPE_DIM, inner);
    }
    return out;
  }
}
