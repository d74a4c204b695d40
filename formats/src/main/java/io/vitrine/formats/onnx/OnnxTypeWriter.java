package io.vitrine.formats.onnx;

import static io.vitrine.formats.onnx.OnnxFields.*;

import io.vitrine.model.Dim;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;

/** Writes values and their types; a type known by its description only is left out. */
final class OnnxTypeWriter {
  private OnnxTypeWriter() {}

  static OnnxMessage value(Value value) {
    OnnxMessage out = new OnnxMessage().text(VALUE_NAME, value.name());
    boolean typed = OnnxTypes.isWhole(value.type()) && !(value.type() instanceof ValueType.Unknown);
    return typed ? out.message(VALUE_TYPE, type(value.type())) : out;
  }

  static OnnxMessage type(ValueType type) {
    OnnxMessage out = new OnnxMessage();
    if (type instanceof ValueType.OfTensor tensor) {
      OnnxMessage inner = new OnnxMessage().number(TYPE_ELEMENTS, tensor.elements().number());
      tensor.shape().ifPresent(shape -> inner.message(TYPE_SHAPE, shape(shape)));
      out.message(TYPE_TENSOR, inner);
    } else if (type instanceof ValueType.OfSequence sequence) {
      out.message(
          TYPE_SEQUENCE, new OnnxMessage().message(TYPE_ELEMENTS, type(sequence.elements())));
    } else if (type instanceof ValueType.OfOptional optional) {
      out.message(
          TYPE_OPTIONAL, new OnnxMessage().message(TYPE_ELEMENTS, type(optional.elements())));
    }
    return out;
  }

  private static OnnxMessage shape(Shape shape) {
    OnnxMessage out = new OnnxMessage();
    for (Dim dim : shape.dims()) {
      OnnxMessage inner = new OnnxMessage();
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
