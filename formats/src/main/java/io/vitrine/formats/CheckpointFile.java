package io.vitrine.formats;

import io.vitrine.engine.Evaluation;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.train.Checkpoint;
import io.vitrine.train.CheckpointStore;
import io.vitrine.train.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the newest checkpoint of a run in one safetensors file. It is written beside, synced and
 * moved into place, so that the file is always a whole checkpoint: after a kill at any moment, or
 * on a full disk, the last good one.
 *
 * <p>Tensors are named {@code weights/<parameter>} and {@code state/<name>}; the position is in the
 * file's metadata.
 */
public final class CheckpointFile implements CheckpointStore {
  /** The file's name in a run's folder. */
  public static final String NAME = "checkpoint.safetensors";

  private static final String WEIGHTS = "weights/";
  private static final String STATE = "state/";

  private final Path file;

  private CheckpointFile(Path file) {
    this.file = file;
  }

  /** The checkpoint of a run's folder, which must exist. */
  public static CheckpointFile in(Path folder) {
    return new CheckpointFile(folder.resolve(NAME));
  }

  @Override
  public void save(Checkpoint checkpoint) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    put(tensors, WEIGHTS, checkpoint.weights());
    put(tensors, STATE, checkpoint.state());
    Safetensors.write(file, tensors, describe(checkpoint.position()));
  }

  private static void put(Map<String, Tensor> tensors, String prefix, Weights weights) {
    weights.names().forEach(name -> tensors.put(prefix + name, weights.require(name)));
  }

  private static Map<String, String> describe(Position position) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "vitrine checkpoint 1");
    metadata.put("epoch", Integer.toString(position.epoch()));
    metadata.put("batch", Integer.toString(position.batch()));
    metadata.put("step", Long.toString(position.step()));
    metadata.put("epoch_count", Long.toString(position.soFar().count()));
    metadata.put("epoch_loss", Double.toString(position.soFar().loss()));
    metadata.put("epoch_correct", Long.toString(position.soFar().correct()));
    return metadata;
  }

  /**
   * The checkpoint, empty where none was saved yet.
   *
   * @throws ModelFormatException where the file is not a checkpoint of this version
   */
  @Override
  public Optional<Checkpoint> newest() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    OpenedModel opened = Safetensors.load(file);
    Map<String, String> metadata = opened.network().metadata();
    String format = metadata.getOrDefault("format", "another safetensors file");
    if (!format.equals("vitrine checkpoint 1")) {
      throw new ModelFormatException(
          file + ": expected a checkpoint of version 1, found " + format);
    }
    return Optional.of(
        new Checkpoint(
            position(metadata), part(opened.weights(), WEIGHTS), part(opened.weights(), STATE)));
  }

  private Position position(Map<String, String> metadata) throws ModelFormatException {
    try {
      return new Position(
          Integer.parseInt(text(metadata, "epoch")),
          Integer.parseInt(text(metadata, "batch")),
          Long.parseLong(text(metadata, "step")),
          new Evaluation(
              Long.parseLong(text(metadata, "epoch_count")),
              Double.parseDouble(text(metadata, "epoch_loss")),
              Long.parseLong(text(metadata, "epoch_correct"))));
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(
          file + ": the position in its metadata is not whole: " + e.getMessage(), e);
    }
  }

  private static String text(Map<String, String> metadata, String key) {
    String value = metadata.get(key);
    if (value == null) {
      throw new IllegalArgumentException("no '" + key + "'");
    }
    return value;
  }

  private static Weights part(Weights all, String prefix) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name : all.names()) {
      if (name.startsWith(prefix)) {
        tensors.put(name.substring(prefix.length()), all.require(name));
      }
    }
    return Weights.of(tensors);
  }
}
