package io.vitrine.formats.keras;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.file.StoredModel;
import io.vitrine.formats.file.StoredTensor;
import io.vitrine.formats.file.StoredWeights;
import io.vitrine.formats.keras.stored.Config;
import io.vitrine.formats.zip.ZipArchive;
import io.vitrine.formats.zip.ZipMember;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads Keras's files: {@code .h5} by Keras 2 and 3 (HDF5 whose attribute {@code model_config} is
 * the configuration) and {@code .keras} by Keras 3 (a zip archive). Files of weights alone become
 * networks without nodes. Source: Keras's saving_lib and legacy HDF5 format.
 */
public final class KerasReader {
  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.weights.h5";

  private KerasReader() {}

  /** Whether a file begins as HDF5 does. */
  public static boolean fits(FileBytes file) throws IOException {
    return java.util.Arrays.equals(file.head(HDF5.length), HDF5);
  }

  /** Whether an archive holds a model's configuration. */
  public static boolean fits(ZipArchive archive) {
    return archive.names().contains(CONFIG) && archive.names().contains(WEIGHTS);
  }

  /**
   * Reads an HDF5 file.
   *
   * @throws ModelFormatException where it is damaged or no model of Keras
   */
  public static StoredModel read(FileBytes file) throws IOException {
    Hdf5File opened = Hdf5File.open(file.name(), file.slice(0, file.size()), () -> {});
    Optional<String> config = opened.text("", "model_config");
    if (config.isEmpty()) {
      return weightsAlone(file, opened);
    }
    String version = opened.text("", "keras_version").orElse("");
    String root = opened.hasGroup("model_weights") ? "model_weights" : "";
    return model(file, config.get(), version, NamedVariables.store(opened, root));
  }

  private static StoredModel weightsAlone(FileBytes file, Hdf5File opened) throws IOException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (String path : opened.datasets()) {
      Optional<Hdf5Data> data = opened.data(path);
      data.ifPresent(found -> tensors.put(path, found.as(path)));
    }
    if (tensors.isEmpty()) {
      throw new ModelFormatException(
          file.name()
              + ": expected a Keras model or weights in this HDF5 file, found no numbers in group '/'"
              + (opened.links().isEmpty()
                  ? ""
                  : ", only links, which are not followed: " + String.join(", ", opened.links())));
    }
    return StoredWeights.model(file.stem(), tensors, Map.of(), Map.of("format", "hdf5"));
  }

  /**
   * Reads a {@code .keras} archive.
   *
   * @throws ModelFormatException where it is damaged
   */
  public static StoredModel read(ZipArchive archive) throws IOException {
    FileBytes file = archive.file();
    String version = "3";
    if (archive.names().contains("metadata.json")) {
      version = Config.read(file.name(), text(archive, "metadata.json")).text("keras_version", "3");
    }
    ZipMember member = archive.member(WEIGHTS).orElseThrow();
    String config = text(archive, CONFIG);
    try {
      Hdf5File weights =
          Hdf5File.open(
              file.name() + ", " + WEIGHTS, archive.unchecked(member), () -> archive.check(member));
      return model(file, config, version, NumberedVariables.store(weights, ""));
    } catch (ModelFormatException e) {
      archive.check(member); // a flipped bit is the cause, whatever it led to
      throw e;
    }
  }

  private static StoredModel model(FileBytes file, String json, String version, WeightStore store)
      throws IOException {
    Config config = Config.read(file.name() + ", configuration", json);
    LayerSpec model = LayerSpec.of(sequenceAsObject(config));
    if (!model.isModel()) {
      throw new ModelFormatException(
          file.name()
              + ", configuration: expected a Sequential or Functional model, found '"
              + model.className()
              + "', whose layers only its own Python code knows");
    }
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put("format", "keras");
    if (!version.isEmpty()) {
      notes.put("producer", "Keras " + version);
    }
    int major = version.startsWith("3") ? 3 : 2;
    return ModelBuilder.build(file.name(), file.stem(), major, model, store, notes);
  }

  /** Before Keras 2.3 the configuration of a sequence was the list of its layers. */
  private static Config sequenceAsObject(Config model) throws ModelFormatException {
    return model.raw("config") instanceof List<?> layers
        ? model.with("config", Map.of("name", "sequential", "layers", layers))
        : model;
  }

  private static String text(ZipArchive archive, String name) throws IOException {
    return StandardCharsets.UTF_8.decode(bytes(archive, name)).toString();
  }

  private static ByteBuffer bytes(ZipArchive archive, String name) throws IOException {
    ZipMember member = archive.member(name).orElseThrow();
    return archive.content(member);
  }
}
