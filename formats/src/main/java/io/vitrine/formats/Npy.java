package io.vitrine.formats;

import io.vitrine.formats.file.Pieces;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.run.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes tensors as NumPy arrays, row-major and little-endian. Types that NumPy has not (bfloat16,
 * the 8-bit floats, 4-bit integers) become 32-bit floats, which hold all their values. Source:
 * NumPy's description of the NPY format, version 1.0.
 */
public final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;

  /** The earliest time that a zip archive can hold, so that the same arrays give the same bytes. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  /** NumPy's names by ONNX's number of the type. */
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(1, "<f4"),
          Map.entry(2, "|u1"),
          Map.entry(3, "|i1"),
          Map.entry(4, "<u2"),
          Map.entry(5, "<i2"),
          Map.entry(6, "<i4"),
          Map.entry(7, "<i8"),
          Map.entry(9, "|b1"),
          Map.entry(10, "<f2"),
          Map.entry(11, "<f8"),
          Map.entry(12, "<u4"),
          Map.entry(13, "<u8"),
          Map.entry(14, "<c8"),
          Map.entry(15, "<c16"));

  private Npy() {}

  /** Writes one array, {@code .npy}. */
  public static void write(Path path, Tensor tensor) throws IOException {
    Pieces.write(path, pieces(tensor));
  }

  /** Writes named arrays as an archive, {@code .npz}, in the map's order, not compressed. */
  public static void writeAll(Path path, Map<String, Tensor> tensors) throws IOException {
    AtomicFile.write(path, out -> archive(out, tensors));
  }

  private static void archive(OutputStream out, Map<String, Tensor> tensors) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setLevel(0);
    WritableByteChannel content = Channels.newChannel(zip);
    for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
      ZipEntry entry = new ZipEntry(tensor.getKey() + ".npy");
      entry.setTimeLocal(NO_TIME);
      zip.putNextEntry(entry);
      for (ByteBuffer piece : pieces(tensor.getValue())) {
        content.write(piece);
      }
      zip.closeEntry();
    }
    zip.finish();
  }

  static List<ByteBuffer> pieces(Tensor tensor) {
    @Nullable String name = NAMES.get(tensor.elements().number());
    return name == null
        ? List.of(header("<f4", tensor.shape()), floats(tensor))
        : List.of(header(name, tensor.shape()), tensor.bytes());
  }

  private static ByteBuffer floats(Tensor tensor) {
    ElementType float32 = ElementType.FLOAT32;
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(float32.bytes(tensor.count())))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(tensor.floats());
    return bytes;
  }

  private static ByteBuffer header(String type, Shape shape) {
    String sizes =
        Arrays.stream(shape.sizes()).mapToObj(Long::toString).collect(Collectors.joining(", "));
    String text =
        "{'descr': '"
            + type
            + "', 'fortran_order': False, 'shape': ("
            + sizes
            + (shape.rank() == 1 ? ",), }" : "), }");
    int unpadded = MAGIC.length + 2 + text.length() + 1;
    int padding = -unpadded & (ALIGNMENT - 1);
    byte[] line = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(unpadded + padding)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) line.length)
        .put(line)
        .flip();
  }
}
