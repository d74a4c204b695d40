package io.vitrine.formats.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.file.StoredModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** ONNX files made with ONNX's own classes. */
public final class OnnxFiles {
  static final int FLOAT = 1;
  static final int INT64 = 7;

  private OnnxFiles() {}

  static StoredModel open(ModelProto model) throws java.io.IOException {
    return OnnxReader.read(FileBytes.of(Path.of("sample.onnx"), model.toByteArray()));
  }

  static ModelProto model(GraphProto.Builder graph) {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .setProducerName("pytorch")
        .setProducerVersion("2.4.0")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
        .setGraph(graph)
        .build();
  }

  static NodeProto.Builder node(String operator, String name, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .setName(name)
        .addAllInput(List.of(inputs))
        .addOutput(output);
  }

  static ValueInfoProto value(String name, Object... dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Object dim : dims) {
      if (dim instanceof Integer size) {
        shape.addDimBuilder().setDimValue(size);
      } else {
        shape.addDimBuilder().setDimParam(dim.toString());
      }
    }
    TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(FLOAT);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor.setShape(shape)))
        .build();
  }

  static TensorProto.Builder tensor(String name, int type, long... dims) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type);
    for (long dim : dims) {
      tensor.addDims(dim);
    }
    return tensor;
  }

  static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }

  /** A file with something of every kind that ONNX has. */
  public static ModelProto everything() {
    ModelProto.Builder model = writable().toBuilder();
    model
        .getGraphBuilder()
        .addInitializer(tensor("s", 8, 1).addStringData(text("a")))
        .addInitializer(tensor("odd", 99, 4).setRawData(text("12")))
        .addInitializer(
            tensor("outside", FLOAT, 2)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", "not-there.bin"))
                .addExternalData(entry("offset", "16"))
                .addExternalData(entry("length", "8")));
    return model.build();
  }

  /** The same without the tensors whose numbers cannot be had. */
  public static ModelProto writable() {
    GraphProto.Builder graph = GraphProto.newBuilder().setName("everything");
    graph.addInput(value("x", "N", 3)).addInput(value("w", 3)).addOutput(value("y"));
    graph.addInitializer(tensor("w", FLOAT, 3).addFloatData(1).addFloatData(2).addFloatData(3));
    graph.addInitializer(tensor("i", 6, 2).addInt32Data(-1).addInt32Data(7));
    graph.addInitializer(tensor("l", INT64, 1).addInt64Data(-5));
    graph.addInitializer(tensor("d", 11, 1).addDoubleData(0.5));
    graph.addInitializer(tensor("u", 13, 1).addUint64Data(9));
    graph.addSparseInitializer(
        SparseTensorProto.newBuilder()
            .setValues(tensor("sparse", FLOAT, 1).addFloatData(4))
            .setIndices(tensor("", INT64, 1).addInt64Data(2))
            .addDims(2)
            .addDims(2));
    graph.addValueInfo(value("h", "N", 3));
    graph.addNode(node("Add", "/block/block.0/Add", "h", "x", "w"));
    NodeProto.Builder branch = node("If", "", "k", "h").setDomain("ai.onnx");
    attributes().forEach(branch::addAttribute);
    graph.addNode(branch);
    graph.addNode(node("Twice", "twice", "y", "k").setDomain("my.domain"));
    return model(graph).toBuilder()
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("my.domain").setVersion(1))
        .setDocString("of every kind")
        .addMetadataProps(entry("author", "nobody"))
        .addFunctions(twice())
        .build();
  }

  static FunctionProto.Builder twice() {
    return FunctionProto.newBuilder()
        .setName("Twice")
        .setDomain("my.domain")
        .addInput("a")
        .addOutput("b")
        .addAttribute("scale")
        .addAttributeProto(attribute("bias", AttributeProto.AttributeType.FLOAT).setF(0.25f))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(12))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("its.own").setVersion(3))
        .addNode(
            node("Scale", "", "b", "a")
                .setDomain("my.domain")
                .addAttribute(
                    attribute("factor", AttributeProto.AttributeType.FLOAT).setRefAttrName("scale"))
                .addAttribute(
                    attribute("bias", AttributeProto.AttributeType.FLOAT).setRefAttrName("bias")));
  }

  /** One attribute of each kind, and three that no model of ours has a type for. */
  static List<AttributeProto> attributes() {
    GraphProto.Builder body = GraphProto.newBuilder().setName("body").addOutput(value("inner"));
    body.addInitializer(tensor("c", FLOAT, 1).addFloatData(8));
    body.addNode(node("Mul", "mul", "inner", "h", "c"));
    SparseTensorProto sparse =
        SparseTensorProto.newBuilder()
            .setValues(tensor("", FLOAT, 1).addFloatData(1))
            .addDims(4)
            .build();
    return List.of(
        attribute("f", AttributeProto.AttributeType.FLOAT).setF(1.5f).build(),
        attribute("i", AttributeProto.AttributeType.INT).setI(-3).build(),
        attribute("s", AttributeProto.AttributeType.STRING).setS(text("SAME")).build(),
        attribute("t", AttributeProto.AttributeType.TENSOR)
            .setT(tensor("", INT64, 2).addInt64Data(1).addInt64Data(300))
            .build(),
        attribute("g", AttributeProto.AttributeType.GRAPH).setG(body).build(),
        attribute("fs", AttributeProto.AttributeType.FLOATS).addFloats(1).addFloats(2).build(),
        attribute("is", AttributeProto.AttributeType.INTS).addInts(1).addInts(-1).build(),
        attribute("ss", AttributeProto.AttributeType.STRINGS).addStrings(text("a")).build(),
        attribute("ts", AttributeProto.AttributeType.TENSORS)
            .addTensors(tensor("", FLOAT, 1).setRawData(text("abcd")))
            .build(),
        attribute("gs", AttributeProto.AttributeType.GRAPHS).addGraphs(body).build(),
        attribute("tp", AttributeProto.AttributeType.TYPE_PROTO)
            .setTp(value("v", 1, "N").getType())
            .build(),
        attribute("bytes", AttributeProto.AttributeType.STRING)
            .setS(ByteString.copyFrom(new byte[] {-1, -2}))
            .build(),
        attribute("words", AttributeProto.AttributeType.TENSOR)
            .setT(tensor("", 8, 1).addStringData(text("word")))
            .build(),
        attribute("sp", AttributeProto.AttributeType.SPARSE_TENSOR)
            .setSparseTensor(sparse)
            .build());
  }

  private static ByteString text(String text) {
    return ByteString.copyFrom(text, StandardCharsets.UTF_8);
  }

  /** Products one after the other, (1, width) by (width, width), with their weights outside. */
  public static ModelProto chainOfProducts(String dataFile, int layers, int width) {
    GraphProto.Builder graph = GraphProto.newBuilder().setName("large");
    graph.addInput(value("v0", 1, width)).addOutput(value("v" + layers, 1, width));
    long bytes = 4L * width * width;
    for (int i = 0; i < layers; i++) {
      graph.addNode(node("MatMul", "product" + i, "v" + (i + 1), "v" + i, "w" + i));
      graph.addInitializer(
          TensorProto.newBuilder()
              .setName("w" + i)
              .setDataType(FLOAT)
              .addDims(width)
              .addDims(width)
              .setDataLocation(TensorProto.DataLocation.EXTERNAL)
              .addExternalData(entry("location", dataFile))
              .addExternalData(entry("offset", Long.toString(i * bytes)))
              .addExternalData(entry("length", Long.toString(bytes))));
    }
    return model(graph);
  }
}
