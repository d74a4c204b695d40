package io.vitrine.formats;

import io.vitrine.formats.exported.ExportReader;
import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.file.StoredModel;
import io.vitrine.formats.keras.KerasReader;
import io.vitrine.formats.numpy.NumpyReader;
import io.vitrine.formats.pytorch.PytorchReader;
import io.vitrine.formats.script.ScriptReader;
import io.vitrine.formats.zip.ZipArchive;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Opens the formats that are zip archives, which are told by the names of their members. */
final class ZipModels {
  private ZipModels() {}

  /**
   * Opens an archive.
   *
   * @param shapes of the inputs where a format leaves them open
   * @throws ModelFormatException where it is damaged, hostile, or holds something else; the message
   *     says what
   */
  static StoredModel read(FileBytes file, List<Shape> shapes, String isRead) throws IOException {
    ZipArchive archive = ZipArchive.open(file);
    Set<String> names = archive.names();
    if (ExportReader.fits(archive)) {
      return ExportReader.read(archive);
    }
    if (ScriptReader.fits(archive)) {
      return ScriptReader.read(archive, shapes);
    }
    if (KerasReader.fits(archive)) {
      return KerasReader.read(archive);
    }
    if (PytorchReader.fits(archive)) {
      return PytorchReader.read(archive);
    }
    if (NumpyReader.fits(archive)) {
      return NumpyReader.read(archive);
    }
    throw new ModelFormatException(file.path() + " is " + kind(names) + "; " + isRead);
  }

  private static String kind(Set<String> names) {
    boolean keras = names.contains("config.json") || names.contains("metadata.json");
    return keras
        ? "a Keras archive (.keras) without its weights or configuration"
        : "a zip archive";
  }
}
