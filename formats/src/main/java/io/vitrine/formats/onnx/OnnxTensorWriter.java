package io.vitrine.formats.onnx;

import static io.vitrine.formats.onnx.OnnxFields.*;

import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Parameter;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes tensors, with their numbers in the message or in the file beside the model. */
final class OnnxTensorWriter {
  private static final int OUTSIDE = 1;
  private static final int LEAST_OUTSIDE = 1024;
  private static final int PAGE = 4096;

  private final Weights weights;
  private final @Nullable String beside;
  private final List<ByteBuffer> outside = new ArrayList<>();
  private long outsideSize;

  /**
   * A writer of tensors.
   *
   * @param beside name of the data file for larger tensors, or none to keep all in the message
   */
  OnnxTensorWriter(Weights weights, @Nullable String beside) {
    this.weights = weights;
    this.beside = beside;
  }

  /** A parameter with its numbers; a constant is marked so that it comes back as one. */
  OnnxMessage parameter(Parameter parameter) {
    Tensor tensor = parameter.constant().orElseGet(() -> weights.require(parameter.name()));
    if (!tensor.shape().equals(parameter.shape())
        || !tensor.elements().equals(parameter.elements())) {
      throw new IllegalArgumentException(
          "parameter "
              + parameter.name()
              + ": expected "
              + parameter.elements()
              + parameter.shape()
              + ", found weights of "
              + tensor);
    }
    OnnxMessage out = tensor(parameter.name(), tensor);
    return parameter.constant().isPresent()
        ? out.text(TENSOR_DOC_STRING, StructuralConstants.MARK)
        : out;
  }

  OnnxMessage tensor(String name, Tensor tensor) {
    OnnxMessage out = new OnnxMessage();
    for (long size : tensor.shape().sizes()) {
      out.number(TENSOR_DIMS, size);
    }
    out.number(TENSOR_DATA_TYPE, tensor.elements().number()).textIfAny(TENSOR_NAME, name);
    ByteBuffer bytes = tensor.bytes();
    if (beside == null || bytes.remaining() < LEAST_OUTSIDE) {
      return out.block(TENSOR_RAW_DATA, bytes);
    }
    Map<String, String> entry = new LinkedHashMap<>();
    entry.put("location", beside);
    entry.put("offset", Long.toString(outsideSize));
    entry.put("length", Long.toString(bytes.remaining()));
    OnnxEntries.write(out, TENSOR_EXTERNAL_DATA, entry);
    append(bytes);
    return out.number(TENSOR_DATA_LOCATION, OUTSIDE);
  }

  /** A tensor of texts; their bytes always lie in the message. */
  static OnnxMessage texts(Attribute.OfTexts texts) {
    OnnxMessage out = new OnnxMessage();
    for (long size : texts.shape().sizes()) {
      out.number(TENSOR_DIMS, size);
    }
    out.number(TENSOR_DATA_TYPE, ElementType.STRING.number());
    texts.values().forEach(text -> out.text(TENSOR_STRING_DATA, text));
    return out;
  }

  /** Each tensor begins on a page, so that it can be mapped on its own. */
  private void append(ByteBuffer bytes) {
    int padding = -bytes.remaining() & (PAGE - 1);
    outside.add(bytes);
    outside.add(ByteBuffer.allocate(padding));
    outsideSize += bytes.remaining() + (long) padding;
  }

  /** The content of the data file so far, in pieces. */
  List<ByteBuffer> outside() {
    return outside;
  }
}
