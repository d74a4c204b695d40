package io.vitrine.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.formats.hostile.ChildJvm;
import io.vitrine.formats.onnx.OnnxFiles;
import io.vitrine.model.ModelFormatException;
import io.vitrine.summary.Summary;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are larger than the heap; their weights are sparse files, which take no disk. */
class LargeModelIT {
  private static final int LAYERS = 16;
  private static final int WIDTH = 4096;
  private static final long LAYER_BYTES = 4L * WIDTH * WIDTH;
  private static final int HEAP_MIB = 64;

  @TempDir Path folder;

  /** What the child runs: the summary of a model, as the command makes it. */
  public static void main(String[] arguments) throws IOException {
    Summary.of(Networks.read(Path.of(arguments[0])).network()).print(System.out);
  }

  private static void sparse(Path file, long bytes) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(bytes);
    }
  }

  @Test
  void summary_oneGibibyteOfExternalData_fitsASmallHeap() throws Exception {
    Path model = folder.resolve("large.onnx");
    Files.write(model, OnnxFiles.chainOfProducts("weights.bin", LAYERS, WIDTH).toByteArray());
    sparse(folder.resolve("weights.bin"), LAYERS * LAYER_BYTES);

    String text = ChildJvm.output(folder, HEAP_MIB, LargeModelIT.class, model);
    assertThat(text).contains("268,435,456 (1.00 GiB)");
  }

  @Test
  void read_externalDataBeyondTwoGibibytes_givesItsLastTensor() throws Exception {
    int layers = 40;
    Path model = folder.resolve("larger.onnx");
    Files.write(model, OnnxFiles.chainOfProducts("weights.bin", layers, WIDTH).toByteArray());
    long bytes = layers * LAYER_BYTES;
    sparse(folder.resolve("weights.bin"), bytes);
    try (RandomAccessFile out =
        new RandomAccessFile(folder.resolve("weights.bin").toFile(), "rw")) {
      out.seek(bytes - 4);
      out.write(new byte[] {0, 0, (byte) 0x80, 0x3f});
    }

    OpenedModel opened = Networks.read(model);

    assertThat(bytes).isGreaterThan(2L << 30);
    assertThat(opened.weights().require("w39").floatAt(WIDTH * WIDTH - 1)).isEqualTo(1f);
    assertThat(opened.weights().require("w38").floatAt(WIDTH * WIDTH - 1)).isZero();
  }

  @Test
  void read_modelFileBeyondTwoGibibytes_saysWhatIsTheLimit() throws Exception {
    Path model = folder.resolve("too_large.onnx");
    byte[] start = OnnxFiles.chainOfProducts("weights.bin", 1, 8).toByteArray();
    Files.write(model, start);
    sparse(model, (2L << 30) + 1);

    assertThatThrownBy(() -> Networks.read(model))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("at most 2 GiB")
        .hasMessageContaining("2147483649 bytes");
  }
}
