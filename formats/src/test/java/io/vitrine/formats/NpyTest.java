package io.vitrine.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyTest {
  @TempDir Path folder;

  private static String header(byte[] file) {
    int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
    assertThat((10 + length) % 64).isZero();
    assertThat(file[9 + length]).isEqualTo((byte) '\n');
    return new String(file, 10, length, StandardCharsets.US_ASCII).strip();
  }

  @Test
  void write_givesTheBytesOfTheFormat() throws IOException {
    Path file = folder.resolve("a.npy");
    Npy.write(file, Tensor.of(new float[] {1, -2, 0}, 1, 3));
    byte[] bytes = Files.readAllBytes(file);
    assertThat(bytes).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
    assertThat(header(bytes))
        .isEqualTo("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 3), }");
    assertThat(bytes).endsWith(0, 0, -128, 63, 0, 0, 0, -64, 0, 0, 0, 0).hasSize(128 + 12);
  }

  @Test
  void write_namesVectorsAndScalarsAsPythonDoes() {
    assertThat(header(bytes(Tensor.of(new long[] {5}, 1)))).contains("'<i8'", "(1,), }");
    assertThat(header(bytes(Tensor.scalar(1)))).contains("'shape': (), }");
  }

  private static byte[] bytes(Tensor tensor) {
    return Samples.bytes(Npy.pieces(tensor));
  }

  @Test
  void write_turnsTypesThatNumPyHasNotIntoFloats() {
    ByteBuffer one = ByteBuffer.wrap(new byte[] {(byte) 0x80, 0x3F});
    byte[] file = bytes(Tensor.of(ElementType.BFLOAT16, Shape.of(1), one));
    assertThat(header(file)).contains("'<f4'");
    assertThat(file).endsWith(0, 0, -128, 63);
  }

  @ParameterizedTest
  @CsvSource({
    "2, |u1",
    "3, |i1",
    "4, <u2",
    "5, <i2",
    "6, <i4",
    "7, <i8",
    "9, |b1",
    "10, <f2",
    "11, <f8",
    "12, <u4",
    "13, <u8",
    "14, <c8",
    "15, <c16",
    "16, <f4",
    "17, <f4",
    "18, <f4",
    "19, <f4",
    "20, <f4",
    "21, <f4",
    "22, <f4",
    "23, <f4",
    "24, <f4",
    "25, <f4",
    "26, <f4",
  })
  void write_everyType_isReadAgainInItsOwnOrAWiderOne(int number, String numpy) throws IOException {
    ElementType type = ElementType.of(number);
    byte[] ones = new byte[(int) type.bytes(6)];
    Arrays.fill(ones, (byte) 1);
    Tensor tensor = Tensor.of(type, Shape.of(2, 3), ByteBuffer.wrap(ones));
    byte[] file = bytes(tensor);

    assertThat(header(file)).contains("'" + numpy + "'", "'fortran_order': False", "(2, 3), }");
    Tensor again = Networks.read(FileBytes.of(Path.of("a.npy"), file)).weights().require("a");
    assertThat(again.shape()).isEqualTo(tensor.shape());
    if (numpy.contains("c")) {
      assertThat(again.bytes()).isEqualTo(tensor.bytes());
    } else {
      for (int i = 0; i < 6; i++) {
        assertThat(again.doubleAt(i)).isEqualTo(tensor.doubleAt(i));
      }
    }
  }

  @Test
  void writeAll_givesAnArchiveOfArrays() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("layer1.0.weight", Tensor.of(new float[] {1}, 1));
    tensors.put("fc.0.bias", Tensor.of(new float[] {2, 3}, 2));
    Npy.writeAll(folder.resolve("a.npz"), tensors);
    Npy.writeAll(folder.resolve("b.npz"), tensors);
    byte[] content = Files.readAllBytes(folder.resolve("a.npz"));
    assertThat(Files.readAllBytes(folder.resolve("b.npz"))).isEqualTo(content);
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
        assertThat(zip.getNextEntry().getName()).isEqualTo(tensor.getKey() + ".npy");
        assertThat(zip.readAllBytes()).isEqualTo(bytes(tensor.getValue()));
      }
      assertThat(zip.getNextEntry()).isNull();
    }
  }
}
