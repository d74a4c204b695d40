package io.vitrine.formats.pytorch;

import io.vitrine.formats.file.StoredTensor;
import io.vitrine.formats.pickle.PickleValue;
import io.vitrine.formats.zip.ZipArchive;
import io.vitrine.formats.zip.ZipMember;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One pickle of an archive, with the tensors that it refers to. */
public final class ArchivedPickle {
  private final TorchFile file;
  private final TensorRebuilding rebuilding;

  private ArchivedPickle(TorchFile file) {
    this.file = file;
    this.rebuilding = new TensorRebuilding(file.storages());
  }

  /**
   * Reads a pickle by its name, such as {@code data.pkl}; empty where the archive has none.
   *
   * @throws ModelFormatException where it is damaged or hostile
   */
  public static Optional<ArchivedPickle> of(ZipArchive archive, String name) throws IOException {
    Optional<ZipMember> member = TorchZip.pickle(archive, name);
    return member.isEmpty()
        ? Optional.empty()
        : Optional.of(new ArchivedPickle(TorchZip.read(archive, member.get())));
  }

  public PickleValue root() {
    return file.root();
  }

  /**
   * The tensor that a value describes, under a name; empty where it describes none.
   *
   * @throws ModelFormatException where its storage is not there or too short
   */
  public Optional<StoredTensor> tensor(String name, PickleValue value) throws ModelFormatException {
    return rebuilding.tensor(name, value);
  }

  /**
   * The type and shape of a tensor, whether or not its numbers are there; empty for other values.
   *
   * @throws ModelFormatException where the value has no sizes
   */
  public Optional<StoredTensor> described(String name, PickleValue value)
      throws ModelFormatException {
    return rebuilding.described(name, value);
  }

  /** What tensors that are the same elements of the same storage have in common. */
  public static Optional<Object> place(StoredTensor tensor) {
    return tensor instanceof TorchTensor stored && stored.shape().elements().orElse(0) > 0
        ? Optional.of(List.of(stored.storage().key(), stored.layout()))
        : Optional.empty();
  }

  /** An error of this pickle. */
  public ModelFormatException fault(String message) {
    return file.storages().fault(0, message);
  }
}
