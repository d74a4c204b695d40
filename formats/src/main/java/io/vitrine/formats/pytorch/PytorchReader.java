package io.vitrine.formats.pytorch;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.file.StoredModel;
import io.vitrine.formats.file.StoredWeights;
import io.vitrine.formats.zip.ZipArchive;
import io.vitrine.formats.zip.ZipMember;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;

/** Reads what {@code torch.save} wrote as a network of parameters without nodes. */
public final class PytorchReader {
  private PytorchReader() {}

  /** Whether a file begins as those of PyTorch before 1.6. */
  public static boolean fits(FileBytes file) throws IOException {
    return TorchStream.fits(file);
  }

  /** Whether an archive is one of PyTorch's. */
  public static boolean fits(ZipArchive archive) {
    return TorchZip.pickle(archive).isPresent();
  }

  /**
   * Reads a file of PyTorch before 1.6.
   *
   * @throws ModelFormatException where it is damaged or hostile
   */
  public static StoredModel read(FileBytes file) throws IOException {
    return model(file, TorchStream.read(file));
  }

  /**
   * Reads an archive.
   *
   * @throws ModelFormatException where it is damaged or hostile
   */
  public static StoredModel read(ZipArchive archive) throws IOException {
    ZipMember pickle =
        TorchZip.pickle(archive)
            .orElseThrow(
                () -> new ModelFormatException(archive.file().path() + " holds no data.pkl"));
    return model(archive.file(), TorchZip.read(archive, pickle));
  }

  private static StoredModel model(FileBytes file, TorchFile saved) throws IOException {
    TensorWalk walk = TensorWalk.of(saved.root(), saved.storages());
    return StoredWeights.model(
        file.stem(), walk.tensors(), walk.tied(), SavedNotes.of(saved, walk.tied().size()));
  }
}
