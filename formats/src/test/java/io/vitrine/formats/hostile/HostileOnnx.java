package io.vitrine.formats.hostile;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vitrine.formats.hostile.HostileFile.Content;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** ONNX files that are wrong on purpose. */
final class HostileOnnx {
  private static final String SAMPLE = "onnx/dynamo.onnx";

  private HostileOnnx() {}

  static Stream<HostileFile> files() {
    return Stream.of(
        file("cut at the half", () -> Damage.cut(Damage.sample(SAMPLE), 0.5)),
        file("cut in its last byte", () -> Damage.cut(Damage.sample(SAMPLE), 0.9999)),
        file("a flipped bit", () -> Damage.flipped(Damage.sample(SAMPLE), 23, 2)),
        file("a length of 4 GiB", () -> hex("08083AFFFFFFFF0F")),
        file("a length of 2^64", () -> hex("08083AFFFFFFFFFFFFFFFFFF01")),
        file("a tensor of 2^80 numbers", () -> graph(g -> g.addInitializer(huge()))),
        file(
                "external data that is too short",
                () -> graph(g -> g.addInitializer(outside("w.bin"))))
            .beside("w.bin", new byte[8]),
        file("external data above the folder", outside("../../etc/passwd", 0)),
        file("external data by an absolute path", outside("/etc/passwd", 0)),
        file("a sparse tensor of 2^40 numbers", () -> graph(g -> g.addSparseInitializer(sparse()))),
        file("nodes in a circle", () -> graph(HostileOnnx::circle)),
        file("a node that reads itself", () -> graph(g -> g.addNode(relu("me", "v", "v")))),
        file(
            "a value that two nodes make",
            () -> graph(g -> g.addNode(relu("one", "v", "x")).addNode(relu("two", "v", "x")))),
        file("a circle of 1,000,000 nodes", () -> graph(g -> chain(g, 1_000_000, true))),
        file("graphs in graphs, 40 deep", () -> graph(HostileOnnx::deep)),
        file("messages in messages, 100,000 deep", HostileOnnx::bottomless),
        file("a function that calls itself", () -> functions(1, 1, true)),
        file("60 functions in a circle, each called twice", () -> functions(60, 2, true)),
        file("60 functions that call the next one twice", () -> functions(60, 2, false)),
        file("100,000 functions in a row", () -> functions(100_000, 1, false)),
        file("a function that calls itself in a branch", HostileOnnx::branching),
        file("a function that is there twice", HostileOnnx::twice),
        file("a stride of 0", () -> graph(g -> g.addNode(window("Conv", "strides", 1, 0)))),
        file(
            "a kernel of no size",
            () -> graph(g -> g.addNode(window("MaxPool", "kernel_shape", 0, 2)))),
        file("no groups", () -> graph(g -> g.addNode(window("Conv", "group", 0)))),
        file(
            "an HTML page", () -> HostileFile.utf8("<!DOCTYPE html><html><body>404</body></html>")),
        file("a photograph", () -> hex("FFD8FFE000104A464946")),
        file("nothing", () -> new byte[0]));
  }

  private static HostileFile file(String damage, Content content) {
    return HostileFile.of("ONNX", damage, "model.onnx", content);
  }

  private static Content outside(String location, int index) {
    return () -> graph(g -> g.addInitializer(index, outside(location)));
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static ModelProto.Builder model(GraphProto.Builder graph) {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("my").setVersion(1))
        .setGraph(graph);
  }

  private static byte[] graph(Consumer<GraphProto.Builder> filling) {
    GraphProto.Builder graph = GraphProto.newBuilder();
    filling.accept(graph);
    return model(graph).build().toByteArray();
  }

  private static NodeProto relu(String name, String output, String input) {
    return NodeProto.newBuilder()
        .setOpType("Relu")
        .setName(name)
        .addInput(input)
        .addOutput(output)
        .build();
  }

  private static TensorProto.Builder tensor(String name, long... sizes) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(1);
    for (long size : sizes) {
      tensor.addDims(size);
    }
    return tensor;
  }

  private static TensorProto huge() {
    return tensor("w", 1L << 40, 1L << 40).build();
  }

  private static TensorProto outside(String location) {
    return tensor("w", 4)
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(StringStringEntryProto.newBuilder().setKey("location").setValue(location))
        .build();
  }

  private static SparseTensorProto sparse() {
    return SparseTensorProto.newBuilder()
        .setValues(tensor("s", 1).addFloatData(1))
        .setIndices(TensorProto.newBuilder().setDataType(7).addDims(1).addInt64Data(3))
        .addDims(1L << 40)
        .build();
  }

  private static void circle(GraphProto.Builder graph) {
    graph
        .addNode(relu("outside", "o", "c"))
        .addNode(relu("one", "a", "c"))
        .addNode(relu("two", "b", "a"))
        .addNode(relu("three", "c", "b"));
  }

  private static void chain(GraphProto.Builder graph, int count, boolean closed) {
    for (int i = 0; i < count; i++) {
      int input = closed && i == 0 ? count - 1 : i - 1;
      graph.addNode(relu("n" + i, "v" + i, "v" + input));
    }
  }

  private static void deep(GraphProto.Builder graph) {
    GraphProto.Builder inner = GraphProto.newBuilder().addNode(relu("", "v0", "x"));
    for (int i = 1; i < 40; i++) {
      NodeProto.Builder node = relu("", "v" + i, "x").toBuilder().setOpType("If");
      node.addAttribute(
          AttributeProto.newBuilder()
              .setName("then_branch")
              .setType(AttributeProto.AttributeType.GRAPH)
              .setG(inner));
      inner = GraphProto.newBuilder().addNode(node);
    }
    graph.mergeFrom(inner.build());
  }

  /** Graph, node, attribute, graph and so on, each the only content of the one before. */
  private static byte[] bottomless() {
    int depth = 100_000;
    byte[] tags = {0x0A, 0x2A, 0x32};
    byte[] reversed = new byte[depth * 5 + 10];
    int length = 0;
    for (int i = depth - 1; i >= 0; i--) {
      int inner = length;
      byte[] size = varint(inner);
      for (int j = size.length - 1; j >= 0; j--) {
        reversed[length++] = size[j];
      }
      reversed[length++] = i == 0 ? 0x3A : tags[(i - 1) % 3];
    }
    byte[] start = hex("080842021011");
    byte[] bytes = java.util.Arrays.copyOf(start, start.length + length);
    for (int i = 0; i < length; i++) {
      bytes[start.length + i] = reversed[length - 1 - i];
    }
    return bytes;
  }

  private static byte[] varint(int value) {
    byte[] bytes = new byte[5];
    int count = 0;
    int rest = value;
    while (rest > 127) {
      bytes[count++] = (byte) (rest & 127 | 128);
      rest >>>= 7;
    }
    bytes[count++] = (byte) rest;
    return java.util.Arrays.copyOf(bytes, count);
  }

  /** Functions f0 to fn; each calls the next one a number of times, the last one the first. */
  private static byte[] functions(int count, int calls, boolean closed) {
    ModelProto.Builder model = model(GraphProto.newBuilder().addNode(call("f0", "y", "x")));
    for (int i = 0; i < count; i++) {
      var function = function(model, "f" + i, "a" + calls);
      for (int j = 0; j < calls; j++) {
        String next = "f" + (closed ? (i + 1) % count : i + 1);
        function.addNode(call(next, "a" + (j + 1), "a" + j));
      }
    }
    return model.build().toByteArray();
  }

  private static FunctionProto.Builder function(
      ModelProto.Builder model, String name, String output) {
    return model
        .addFunctionsBuilder()
        .setName(name)
        .setDomain("my")
        .addInput("a0")
        .addOutput(output)
        .addAllOpsetImport(List.copyOf(model.getOpsetImportList()));
  }

  private static byte[] branching() {
    ModelProto.Builder model = model(GraphProto.newBuilder().addNode(call("f0", "y", "x")));
    GraphProto.Builder branch =
        GraphProto.newBuilder()
            .addNode(call("f0", "b", "a0"))
            .addOutput(ValueInfoProto.newBuilder().setName("b"));
    function(model, "f0", "a1")
        .addNode(
            relu("", "a1", "a0").toBuilder()
                .setOpType("If")
                .addAttribute(
                    AttributeProto.newBuilder()
                        .setName("then_branch")
                        .setType(AttributeProto.AttributeType.GRAPH)
                        .setG(branch)));
    return model.build().toByteArray();
  }

  private static byte[] twice() {
    ModelProto.Builder model = model(GraphProto.newBuilder().addNode(call("f0", "y", "x")));
    function(model, "f0", "a1").addNode(relu("", "a1", "a0"));
    function(model, "f0", "a1").addNode(relu("", "a1", "a0"));
    return model.build().toByteArray();
  }

  private static NodeProto window(String operator, String setting, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder()
            .setName(setting)
            .setType(
                values.length == 1
                    ? AttributeProto.AttributeType.INT
                    : AttributeProto.AttributeType.INTS);
    if (values.length == 1) {
      attribute.setI(values[0]);
    } else {
      java.util.Arrays.stream(values).forEach(attribute::addInts);
    }
    return relu("wrong", "y", "x").toBuilder().setOpType(operator).addAttribute(attribute).build();
  }

  private static NodeProto call(String function, String output, String input) {
    return relu("call", output, input).toBuilder().setOpType(function).setDomain("my").build();
  }
}
