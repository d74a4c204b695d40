package io.vitrine.formats;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.file.FileKind;
import io.vitrine.formats.file.StoredModel;
import io.vitrine.formats.keras.KerasReader;
import io.vitrine.formats.numpy.NumpyReader;
import io.vitrine.formats.onnx.OnnxReader;
import io.vitrine.formats.pytorch.PytorchReader;
import io.vitrine.formats.safetensors.SafetensorsReader;
import io.vitrine.formats.zip.ZipArchive;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Opens a model file of any format that is read, which is told by its content. */
public final class Networks {
  private static final String READ =
      "ONNX, safetensors (also by its index), PyTorch (.pt, .pth, .pt2), Keras (.h5, .keras) and NumPy (.npy, .npz) are read";

  /** ONNX files begin with the number of their IR version, in field 1. */
  private static final int ONNX_START = 0x08;

  private Networks() {}

  /**
   * Opens a model file.
   *
   * @throws ModelFormatException where it is damaged or no model; the message says what it is
   *     instead
   */
  public static OpenedModel read(Path path) throws IOException {
    return read(path, List.of());
  }

  /**
   * Opens a model file, whose inputs are to have these shapes where its format does not say them: a
   * script of TorchScript can be followed further with sizes that are known. Other formats have
   * their own.
   *
   * @param shapes in the order of the inputs, as many as are given
   * @throws ModelFormatException where it is damaged or no model; the message says what it is
   *     instead
   */
  public static OpenedModel read(Path path, List<Shape> shapes) throws IOException {
    if (Files.isDirectory(path)) {
      throw new ModelFormatException(path + " is a folder; " + READ);
    }
    FileBytes file = FileBytes.open(path);
    try {
      return OpenedModel.of(read(file, shapes));
    } catch (OutOfMemoryError e) {
      long heapMiB = Runtime.getRuntime().maxMemory() >> 20;
      throw new ModelFormatException(
          path
              + ": what this file of "
              + file.size()
              + " bytes says does not fit the "
              + heapMiB
              + " MiB of memory that Java may use; where the file is sound, allow more with JAVA_TOOL_OPTIONS=-Xmx"
              + Math.max(1, heapMiB * 4 >> 10)
              + "g",
          e);
    }
  }

  static StoredModel read(FileBytes file) throws IOException {
    return read(file, List.of());
  }

  private static StoredModel read(FileBytes file, List<Shape> shapes) throws IOException {
    StoredModel model = recognised(file, shapes);
    NodeSettings.check(file.name(), model.network());
    return model;
  }

  private static StoredModel recognised(FileBytes file, List<Shape> shapes) throws IOException {
    if (SafetensorsReader.fits(file)) {
      return SafetensorsReader.read(file);
    }
    if (ZipArchive.fits(file)) {
      return ZipModels.read(file, shapes, READ);
    }
    if (KerasReader.fits(file)) {
      return KerasReader.read(file);
    }
    if (PytorchReader.fits(file)) {
      return PytorchReader.read(file);
    }
    if (NumpyReader.fits(file)) {
      return NumpyReader.read(file);
    }
    Optional<String> kind = FileKind.of(file);
    if (kind.isPresent()) {
      if (kind.get().equals(FileKind.JSON)) {
        return SafetensorsReader.readIndex(file);
      }
      throw new ModelFormatException(file.path() + " is " + kind.get() + "; " + READ);
    }
    if (file.name().endsWith(".safetensors")) {
      return SafetensorsReader.read(file);
    }
    byte[] head = file.head(8);
    boolean named = file.name().endsWith(".onnx");
    if (head[0] != ONNX_START && !named) {
      throw new ModelFormatException(
          file.path()
              + " is no model that is known: it begins with the bytes "
              + HexFormat.ofDelimiter(" ").formatHex(head)
              + "; "
              + READ);
    }
    return OnnxReader.read(file);
  }
}
