package io.vitrine.formats.numpy;

import io.vitrine.formats.file.ByteSource;
import io.vitrine.formats.file.Faults;
import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.file.StoredModel;
import io.vitrine.formats.file.StoredTensor;
import io.vitrine.formats.file.StoredWeights;
import io.vitrine.formats.file.TensorLayout;
import io.vitrine.formats.file.UnreadTensor;
import io.vitrine.formats.zip.ZipArchive;
import io.vitrine.formats.zip.ZipMember;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads NumPy's arrays as networks of parameters without nodes. */
public final class NumpyReader {
  private static final String ENDING = ".npy";
  private static final Map<String, String> NOTES = Map.of("format", "numpy");

  private NumpyReader() {}

  /** Whether a file begins as an array does. */
  public static boolean fits(FileBytes file) throws IOException {
    return NpyHeader.fits(file.head(8));
  }

  /** Whether an archive holds arrays. */
  public static boolean fits(ZipArchive archive) {
    return archive.names().stream().anyMatch(name -> name.endsWith(ENDING));
  }

  /**
   * Reads one array, named after its file.
   *
   * @throws ModelFormatException where it is damaged
   */
  public static StoredModel read(FileBytes file) throws IOException {
    int most = (int) Math.min(NpyHeader.MOST_BYTES, file.size());
    NpyHeader header = NpyHeader.read(file.slice(0, most), file::fault);
    StoredTensor tensor = tensor(file.stem(), header, file, file.size(), file::fault);
    return StoredWeights.model(file.stem(), Map.of(file.stem(), tensor), Map.of(), NOTES);
  }

  /**
   * Reads the arrays of an archive, in the order of their bytes.
   *
   * @throws ModelFormatException where one is damaged
   */
  public static StoredModel read(ZipArchive archive) throws IOException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (String path : archive.names()) {
      if (path.endsWith(ENDING)) {
        ZipMember member = archive.member(path).orElseThrow();
        Faults faults = (at, message) -> archive.fault(member, at, message);
        String name = path.substring(0, path.length() - ENDING.length());
        NpyHeader header = NpyHeader.read(archive.head(member, NpyHeader.MOST_BYTES), faults);
        tensors.put(name, tensor(name, header, archive.source(member), member.size(), faults));
      }
    }
    return StoredWeights.model(archive.file().stem(), tensors, Map.of(), NOTES);
  }

  private static StoredTensor tensor(
      String name, NpyHeader header, ByteSource file, long size, Faults faults)
      throws ModelFormatException {
    List<Long> sizes = header.sizes();
    NumpyType type = header.type();
    TensorLayout layout =
        new TensorLayout(
            type.elements(),
            sizes,
            header.columnMajor() ? TensorLayout.columnMajor(sizes) : TensorLayout.rowMajor(sizes),
            0,
            type.order());
    if (!type.isRead()) {
      return new UnreadTensor(name, type.elements(), layout.shape(), type.reason());
    }
    long expected = type.elements().bytes(layout.shape().elements().orElseThrow());
    if (size - header.bytes() < expected) {
      throw faults.at(
          header.bytes(),
          "expected "
              + expected
              + " bytes of "
              + type.elements()
              + layout.shape()
              + " from here, found "
              + (size - header.bytes())
              + "; the file may be cut off");
    }
    ByteSource data = (offset, length) -> file.slice(header.bytes() + offset, length);
    return new NumpyTensor(name, layout, data);
  }
}
