package io.vitrine.formats.pytorch;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.pickle.PickleInput;
import io.vitrine.formats.pickle.PickleValue;
import io.vitrine.formats.pickle.PickledSequence;
import io.vitrine.formats.pickle.Unpickler;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The file that {@code torch.save} wrote before 1.6 and still writes on request: five pickles (a
 * magic number, the version, the system, what was saved, the keys of the storages), then for each
 * key the number of its elements in 8 bytes and the elements, always little-endian.
 */
final class TorchStream implements Storages {
  /** A pickle of the number 0x1950a86a20f9469cfc6c in protocol 2. */
  private static final byte[] MAGIC = {
    (byte) 0x80,
    2,
    (byte) 0x8a,
    10,
    0x6c,
    (byte) 0xfc,
    (byte) 0x9c,
    0x46,
    (byte) 0xf9,
    0x20,
    0x6a,
    (byte) 0xa8,
    0x50,
    0x19,
    '.'
  };

  private static final long VERSION = 1001;

  private final FileBytes file;
  private final Map<String, StorageReference> references = new HashMap<>();
  private final Map<String, Long> starts = new HashMap<>();

  private TorchStream(FileBytes file) {
    this.file = file;
  }

  /** Whether a file begins with the magic number. */
  static boolean fits(FileBytes file) throws IOException {
    return Arrays.equals(file.head(MAGIC.length), MAGIC);
  }

  static TorchFile read(FileBytes file) throws IOException {
    TorchStream stream = new TorchStream(file);
    return new TorchFile("stream", stream.root(), stream);
  }

  private PickleValue root() throws IOException {
    long most = Math.min(file.size(), Integer.MAX_VALUE);
    PickleInput in = PickleInput.of(file.slice(0, most), file::fault);
    Unpickler.read(in);
    long at = in.position();
    OptionalLong version = Unpickler.read(in).integer();
    if (version.orElse(-1) != VERSION) {
      throw file.fault(at, "expected version " + VERSION + " of the old layout of PyTorch's files");
    }
    Unpickler.read(in);
    PickleValue root =
        Unpickler.read(
            in,
            kept -> StorageReference.of(kept).ifPresent(r -> references.putIfAbsent(r.key(), r)));
    at = in.position();
    if (!(Unpickler.read(in) instanceof PickledSequence keys)) {
      throw file.fault(at, "expected the list of the storages' keys");
    }
    place(keys, in.position());
    return root;
  }

  /** Follows the storages from where the pickles end. */
  private void place(PickledSequence keys, long from) throws IOException {
    long at = from;
    for (PickleValue item : keys.items()) {
      Optional<String> key = item.text();
      @Nullable StorageReference reference = key.map(references::get).orElse(null);
      if (reference == null || starts.containsKey(reference.key())) {
        throw file.fault(
            from,
            "the file lists the storage " + key.orElse("?") + ", which nothing refers to once");
      }
      long count = file.slice(at, Long.BYTES).getLong();
      if (count != reference.count()) {
        throw file.fault(
            at,
            "expected the "
                + reference.count()
                + " elements of storage "
                + reference.key()
                + ", found "
                + count);
      }
      starts.put(reference.key(), at + Long.BYTES);
      if (reference.bytes() > file.size() - at - Long.BYTES) {
        throw file.fault(
            at,
            "storage "
                + reference.key()
                + " takes "
                + reference.bytes()
                + " bytes, but the file ends before; it is cut off");
      }
      at += Long.BYTES + reference.bytes();
    }
  }

  @Override
  public Storage find(StorageReference reference) throws ModelFormatException {
    @Nullable StorageReference placed = references.get(reference.key());
    @Nullable Long start = starts.get(reference.key());
    if (placed == null || start == null) {
      throw file.fault(
          reference.position(), "the storage " + reference.key() + " is not in the file");
    }
    if (placed.bytes() != reference.bytes()) {
      throw file.fault(
          reference.position(),
          "the storage "
              + reference.key()
              + " is said to take "
              + reference.bytes()
              + " bytes here and "
              + placed.bytes()
              + " elsewhere");
    }
    return new Storage(
        reference.key(), reference.bytes(), (offset, length) -> file.slice(start + offset, length));
  }

  @Override
  public ByteOrder order() {
    return ByteOrder.LITTLE_ENDIAN;
  }

  @Override
  public ModelFormatException fault(long position, String message) {
    return file.fault(position, message);
  }
}
