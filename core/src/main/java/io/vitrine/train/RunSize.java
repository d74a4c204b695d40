package io.vitrine.train;

import io.vitrine.engine.Optimizer;
import io.vitrine.model.Network;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.operator.ParameterTable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a run writes, estimated before it begins, in bytes.
 *
 * @param checkpoint one checkpoint: weights and the optimiser's state
 * @param models the trained network in both of its formats
 * @param events the event file
 */
public record RunSize(long checkpoint, long models, long events) {
  private static final int SCALAR = 80;
  private static final int HISTOGRAM = 1_600;

  /** Scalars of a step beside the gradients. */
  private static final int STEP_SCALARS = 3;

  /** Gradients and weights at an epoch's end. */
  private static final int EPOCH_HISTOGRAMS = 2;

  /** Heads of files and the state of random numbers. */
  private static final int HEADS = 100_000;

  /** The report (10 MB at most), the figures, the sample's trace, run.json. */
  private static final long PAGES = 24_000_000;

  /** The disk that a folder lies on. */
  @FunctionalInterface
  public interface Disk {
    /**
     * The disk as the system tells of it; one that tells no size counts as boundless. Asks of the
     * folder, not of the mount that it lies on: in a container the table of mounts may lack it.
     */
    Disk SYSTEM =
        folder -> {
          File disk = folder.toFile();
          return disk.getTotalSpace() == 0 ? Long.MAX_VALUE : disk.getUsableSpace();
        };

    /** The bytes that this process may still write into a folder that exists. */
    long usableBytes(Path folder) throws IOException;
  }

  /**
   * The size of a network's training.
   *
   * @param batches steps an epoch
   */
  public static RunSize of(Network network, Recipe recipe, int batches) {
    ParameterTable table = ParameterTable.of(network);
    long weights = bytes(table.all());
    long trained = bytes(table.all().filter(entry -> entry.role().isTrainable()));
    long tensors = table.all().filter(entry -> entry.role().isTrainable()).count();
    long steps = (long) recipe.epochs() * batches;
    return new RunSize(
        weights + states(recipe.optimizer()) * trained + HEADS,
        2 * (weights + HEADS),
        steps * (tensors + STEP_SCALARS) * SCALAR
            + recipe.epochs() * tensors * EPOCH_HISTOGRAMS * HISTOGRAM);
  }

  private static long bytes(Stream<ParameterTable.Entry> entries) {
    return entries
        .map(ParameterTable.Entry::parameter)
        .map(Parameter::shape)
        .map(Shape::elements)
        .mapToLong(elements -> Float.BYTES * elements.orElse(0))
        .sum();
  }

  /** Tensors that an optimiser keeps for each parameter. */
  private static int states(Optimizer optimizer) {
    if (optimizer instanceof Optimizer.Sgd sgd) {
      return sgd.momentum() == 0 ? 0 : 1;
    }
    return 2;
  }

  /** The most that lies in the run's folder at once: a new checkpoint beside the one before it. */
  public long peak() {
    return 2 * checkpoint + models + events + PAGES;
  }

  /**
   * Makes the run's folder where it is missing, and makes sure that it can be written and has room
   * for what it does not hold yet.
   *
   * @throws IOException where it cannot be written or has no room; the message says how much is
   *     needed and how much is free
   */
  public void requireRoom(Path folder, Disk disk) throws IOException {
    long needed = Math.max(checkpoint, peak() - held(folder));
    long free = disk.usableBytes(existing(folder.toAbsolutePath()));
    if (free < needed) {
      throw new IOException(
          folder
              + ": this training needs "
              + megabytes(needed)
              + " (a checkpoint of "
              + megabytes(checkpoint)
              + " beside the one before it, models of "
              + megabytes(models)
              + ", events and report), but "
              + megabytes(free)
              + " are free there; make room or choose another folder");
    }
    requireWritable(folder);
  }

  private static void requireWritable(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".writable", ""));
    } catch (IOException e) {
      throw new IOException(
          folder + " cannot be written (" + e + "); choose a folder that can be", e);
    }
  }

  private static Path existing(Path folder) {
    Path at = folder;
    while (at.getParent() != null && !Files.isDirectory(at)) {
      at = at.getParent();
    }
    return at;
  }

  private static long held(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,d MB", (bytes + 999_999) / 1_000_000);
  }
}
