package io.vitrine.formats.pytorch;

import io.vitrine.formats.pickle.PickleInput;
import io.vitrine.formats.pickle.PickleValue;
import io.vitrine.formats.pickle.Unpickler;
import io.vitrine.formats.zip.ZipArchive;
import io.vitrine.formats.zip.ZipMember;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The zip archive that {@code torch.save} writes since 1.6: a folder with {@code data.pkl}, a file
 * for each storage below {@code data/}, and {@code byteorder}. TorchScript has more pickles, each
 * with a folder of its own name.
 */
final class TorchZip implements Storages {
  private static final String PICKLE = "data.pkl";
  private static final String ENDING = ".pkl";
  private static final long MOST_PICKLE_BYTES = 256L << 20;
  private static final int MOST_NOTE = 16;

  private final ZipArchive archive;
  private final ZipMember pickle;
  private final String folder;
  private final ByteOrder order;

  private TorchZip(ZipArchive archive, ZipMember pickle, ByteOrder order) {
    this.archive = archive;
    this.pickle = pickle;
    this.folder = pickle.name().substring(0, pickle.name().length() - ENDING.length()) + "/";
    this.order = order;
  }

  /** The archive's pickle, empty where it has none. */
  static Optional<ZipMember> pickle(ZipArchive archive) {
    return pickle(archive, PICKLE);
  }

  /** A pickle by its name in the archive's folder, empty where there is none. */
  static Optional<ZipMember> pickle(ZipArchive archive, String file) {
    return archive.names().stream()
        .filter(name -> name.equals(file) || name.endsWith("/" + file))
        .filter(name -> name.indexOf('/') == name.lastIndexOf('/'))
        .findFirst()
        .flatMap(archive::member);
  }

  static TorchFile read(ZipArchive archive, ZipMember pickle) throws IOException {
    if (pickle.size() > MOST_PICKLE_BYTES) {
      throw archive.fault(
          pickle,
          0,
          "expected a pickle of at most " + MOST_PICKLE_BYTES + " bytes, found " + pickle.size());
    }
    TorchZip zip = new TorchZip(archive, pickle, order(archive, pickle));
    PickleValue root = Unpickler.read(PickleInput.of(archive.content(pickle), zip::fault));
    return new TorchFile("zip", root, zip);
  }

  private static ByteOrder order(ZipArchive archive, ZipMember pickle) throws IOException {
    Optional<ZipMember> note = archive.member(pickle.name().replaceFirst("[^/]*$", "byteorder"));
    if (note.isEmpty()) {
      return ByteOrder.LITTLE_ENDIAN;
    }
    String text =
        StandardCharsets.ISO_8859_1.decode(archive.head(note.get(), MOST_NOTE)).toString().strip();
    return switch (text) {
      case "little" -> ByteOrder.LITTLE_ENDIAN;
      case "big" -> ByteOrder.BIG_ENDIAN;
      default ->
          throw archive.fault(
              note.get(), 0, "expected the byte order little or big, found '" + text + "'");
    };
  }

  @Override
  public Storage find(StorageReference reference) throws ModelFormatException {
    String name = folder + reference.key();
    Optional<ZipMember> member = archive.member(name);
    if (member.isEmpty()) {
      throw fault(reference.position(), "the storage '" + name + "' is not in the archive");
    }
    long expected = reference.bytes();
    if (member.get().size() < expected) {
      throw fault(
          reference.position(),
          "the storage '"
              + name
              + "' is said to have "
              + expected
              + " bytes, but has "
              + member.get().size());
    }
    return new Storage(reference.key(), expected, archive.source(member.get()));
  }

  @Override
  public ByteOrder order() {
    return order;
  }

  @Override
  public ModelFormatException fault(long position, String message) {
    return archive.fault(pickle, position, message);
  }
}
