package io.vitrine.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Network;
import io.vitrine.model.Weights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {
  @TempDir Path folder;

  @Test
  void read_knowsFormatsByTheirContent() throws IOException {
    Network network = Samples.cnn();
    Weights weights = Samples.weights(network, 1);
    OnnxWriter.write(folder.resolve("a.bin"), network, weights);
    Safetensors.write(folder.resolve("b.onnx"), network, weights);
    assertThat(Networks.read(folder.resolve("a.bin")).hasStructure()).isTrue();
    assertThat(Networks.read(folder.resolve("b.onnx")).hasStructure()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\\211PNG\\r\\n\\32\\n\\0\\0  | a PNG image",
        "\\377\\330\\377\\340      | a JPEG image",
        "GIF89a\\1\\0                      | a GIF image",
        "RIFF\\1\\2\\3\\4WEBPVP8           | a WebP image",
        "%PDF-1.7                          | a PDF document",
        "\\37\\213\\10\\0           | a gzip file",
        "GGUF\\3\\0\\0\\0                  | a GGUF model",
        "\\40\\0\\0\\0TFL3               | a TensorFlow Lite model",
        "\\200\\2\\212                 | a Python pickle, but none that torch.save wrote",
        "<!DOCTYPE html><html>             | an HTML page; a download may have failed",
        "<?xml version='1.0'?>             | an XML file",
        "version https://git-lfs.github.com/spec/v1 | a Git LFS pointer",
        "BM is how this text begins        | a text file",
        "import torch                      | a text file",
        "\\177ELF\\2\\1                  | an ELF program",
      })
  void read_saysWhatAFileReallyIs(String content, String kind) {
    byte[] bytes = content.strip().translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
    refused(bytes, "model.onnx is " + kind.strip());
    refused(
        bytes, "; ONNX, safetensors (also by its index), PyTorch (.pt, .pth, .pt2), Keras (.h5,");
  }

  private static void refused(byte[] content, String message) {
    assertThatThrownBy(() -> Networks.read(FileBytes.of(Path.of("model.onnx"), content)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(message);
  }

  private static byte[] archive(String... entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
      }
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "archive/constants.pkl, a zip archive",
    "archive/code/__torch__.py, a zip archive",
    "metadata.json, a Keras archive",
    "notes.txt, a zip archive",
  })
  void read_saysWhatAnArchiveHolds(String entry, String kind) throws IOException {
    refused(archive(entry), "model.onnx is " + kind);
  }

  @Test
  void read_saysThatAnArchiveIsCut() throws IOException {
    byte[] whole = archive("m/data.pkl");
    refused(
        java.util.Arrays.copyOf(whole, whole.length - 1),
        "this zip archive has no end; the file is cut off or has more behind it");
  }

  @Test
  void read_saysThatAFileIsEmpty() {
    refused(new byte[0], "model.onnx is an empty file");
  }

  @Test
  void read_showsTheBytesOfWhatNobodyKnows() {
    byte[] content = {5, 0, -1};
    assertThatThrownBy(() -> Networks.read(FileBytes.of(Path.of("model.dat"), content)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith(
            "model.dat is no model that is known: it begins with the bytes 05 00 ff;");
  }

  @Test
  void read_refusesAFolder() {
    assertThatThrownBy(() -> Networks.read(folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(" is a folder; ONNX");
  }

  @Test
  void read_saysThatThereIsNoFile() {
    assertThatThrownBy(() -> Networks.read(folder.resolve("gone.onnx")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageEndingWith("gone.onnx: there is no such file");
    assertThat(Files.exists(folder.resolve("gone.onnx"))).isFalse();
  }
}
