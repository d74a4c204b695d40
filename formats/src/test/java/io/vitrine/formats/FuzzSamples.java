package io.vitrine.formats;

import io.vitrine.formats.onnx.OnnxFiles;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Small sound files of the formats that we write: safetensors, an index of two, NumPy's and ONNX.
 */
final class FuzzSamples {
  private static final List<ElementType> TYPES =
      List.of(
          ElementType.FLOAT64,
          ElementType.FLOAT32,
          ElementType.INT64,
          ElementType.FLOAT16,
          ElementType.BFLOAT16,
          ElementType.UINT8,
          ElementType.BOOL);

  private FuzzSamples() {}

  /** Writes the files into a folder. */
  static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Network network = Samples.cnn();
    Weights weights = Samples.weights(network, 1);
    Safetensors.write(folder.resolve("cnn.safetensors"), network, weights);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ElementType type : TYPES) {
      Tensor tensor = tensor(type);
      tensors.put("t." + type.name(), tensor);
      Npy.write(folder.resolve(type.name() + ".npy"), tensor);
    }
    Safetensors.write(folder.resolve("types.safetensors"), tensors, Map.of("format", "pt"));
    Npy.writeAll(folder.resolve("types.npz"), tensors);
    index(folder);
    OnnxWriter.write(folder.resolve("cnn.onnx"), network, weights);
    Files.write(folder.resolve("everything.onnx"), OnnxFiles.everything().toByteArray());
  }

  private static void index(Path folder) throws IOException {
    Tensor one = tensor(ElementType.FLOAT32);
    Safetensors.write(folder.resolve("m-1.safetensors"), Map.of("a", one), Map.of());
    Safetensors.write(
        folder.resolve("m-2.safetensors"), Map.of("b", one, "layer.c", one), Map.of());
    Files.writeString(
        folder.resolve("m.safetensors.index.json"),
        "{\"metadata\": {\"total_size\": 72}, \"weight_map\": {\"a\": \"m-1.safetensors\","
            + " \"b\": \"m-2.safetensors\", \"layer.c\": \"m-2.safetensors\"}}");
  }

  private static Tensor tensor(ElementType type) {
    return Tensor.of(type, Shape.of(2, 3), ByteBuffer.allocate((int) type.bytes(6)));
  }
}
