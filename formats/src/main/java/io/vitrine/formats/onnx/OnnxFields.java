package io.vitrine.formats.onnx;

/**
 * Field numbers of ONNX's messages and kinds of its attributes. Source: onnx.proto of ONNX 1.20.
 */
final class OnnxFields {
  static final int MODEL_IR_VERSION = 1;
  static final int MODEL_PRODUCER_NAME = 2;
  static final int MODEL_PRODUCER_VERSION = 3;
  static final int MODEL_DOMAIN = 4;
  static final int MODEL_VERSION = 5;
  static final int MODEL_DOC_STRING = 6;
  static final int MODEL_GRAPH = 7;
  static final int MODEL_OPSET_IMPORT = 8;
  static final int MODEL_METADATA = 14;
  static final int MODEL_FUNCTIONS = 25;

  static final int OPSET_DOMAIN = 1;
  static final int OPSET_VERSION = 2;

  static final int ENTRY_KEY = 1;
  static final int ENTRY_VALUE = 2;

  static final int FUNCTION_NAME = 1;
  static final int FUNCTION_INPUT = 4;
  static final int FUNCTION_OUTPUT = 5;
  static final int FUNCTION_ATTRIBUTE = 6;
  static final int FUNCTION_NODE = 7;
  static final int FUNCTION_OPSET_IMPORT = 9;
  static final int FUNCTION_DOMAIN = 10;
  static final int FUNCTION_ATTRIBUTE_DEFAULT = 11;
  static final int FUNCTION_VALUE_INFO = 12;
  static final int FUNCTION_OVERLOAD = 13;

  static final int GRAPH_NODE = 1;
  static final int GRAPH_NAME = 2;
  static final int GRAPH_INITIALIZER = 5;
  static final int GRAPH_INPUT = 11;
  static final int GRAPH_OUTPUT = 12;
  static final int GRAPH_VALUE_INFO = 13;
  static final int GRAPH_SPARSE_INITIALIZER = 15;

  static final int NODE_INPUT = 1;
  static final int NODE_OUTPUT = 2;
  static final int NODE_NAME = 3;
  static final int NODE_OPERATOR = 4;
  static final int NODE_ATTRIBUTE = 5;
  static final int NODE_DOMAIN = 7;
  static final int NODE_OVERLOAD = 8;
  static final int NODE_METADATA = 9;

  static final int ATTRIBUTE_NAME = 1;
  static final int ATTRIBUTE_FLOAT = 2;
  static final int ATTRIBUTE_INT = 3;
  static final int ATTRIBUTE_STRING = 4;
  static final int ATTRIBUTE_TENSOR = 5;
  static final int ATTRIBUTE_GRAPH = 6;
  static final int ATTRIBUTE_FLOATS = 7;
  static final int ATTRIBUTE_INTS = 8;
  static final int ATTRIBUTE_STRINGS = 9;
  static final int ATTRIBUTE_TENSORS = 10;
  static final int ATTRIBUTE_GRAPHS = 11;
  static final int ATTRIBUTE_TYPE_PROTO = 14;
  static final int ATTRIBUTE_KIND = 20;
  static final int ATTRIBUTE_REFERENCE = 21;

  static final int KIND_FLOAT = 1;
  static final int KIND_INT = 2;
  static final int KIND_STRING = 3;
  static final int KIND_TENSOR = 4;
  static final int KIND_GRAPH = 5;
  static final int KIND_FLOATS = 6;
  static final int KIND_INTS = 7;
  static final int KIND_STRINGS = 8;
  static final int KIND_TENSORS = 9;
  static final int KIND_GRAPHS = 10;
  static final int KIND_TYPE_PROTO = 13;

  static final int TENSOR_DIMS = 1;
  static final int TENSOR_DATA_TYPE = 2;
  static final int TENSOR_FLOAT_DATA = 4;
  static final int TENSOR_INT32_DATA = 5;
  static final int TENSOR_STRING_DATA = 6;
  static final int TENSOR_INT64_DATA = 7;
  static final int TENSOR_NAME = 8;
  static final int TENSOR_RAW_DATA = 9;
  static final int TENSOR_DOUBLE_DATA = 10;
  static final int TENSOR_UINT64_DATA = 11;
  static final int TENSOR_DOC_STRING = 12;
  static final int TENSOR_EXTERNAL_DATA = 13;
  static final int TENSOR_DATA_LOCATION = 14;

  static final int SPARSE_VALUES = 1;
  static final int SPARSE_INDICES = 2;
  static final int SPARSE_DIMS = 3;

  static final int VALUE_NAME = 1;
  static final int VALUE_TYPE = 2;

  static final int TYPE_TENSOR = 1;
  static final int TYPE_SEQUENCE = 4;
  static final int TYPE_MAP = 5;
  static final int TYPE_OPAQUE = 7;
  static final int TYPE_SPARSE_TENSOR = 8;
  static final int TYPE_OPTIONAL = 9;

  /** In a tensor's, a sequence's and an optional's type: that of its elements. */
  static final int TYPE_ELEMENTS = 1;

  static final int TYPE_SHAPE = 2;
  static final int SHAPE_DIM = 1;
  static final int DIM_VALUE = 1;
  static final int DIM_SYMBOL = 2;

  private OnnxFields() {}
}
