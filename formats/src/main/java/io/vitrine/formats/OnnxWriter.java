package io.vitrine.formats;

import io.vitrine.formats.file.Pieces;
import io.vitrine.formats.onnx.OnnxDraft;
import io.vitrine.model.Network;
import io.vitrine.model.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Writes ONNX files.
 *
 * <p>Node and initialiser names are the network's own dotted paths; every parameter is written as
 * raw data, constants and batch-norm statistics included; shapes keep their symbols. The same
 * network and weights give the same bytes: maps are written sorted by key. The graph comes last, so
 * that a file that is cut off anywhere can be told from a whole one. Source: ONNX IR specification.
 */
public final class OnnxWriter {
  /** Where the numbers go. */
  public enum Placement {
    /** Into the model file, which can hold 2 GiB. */
    INSIDE,
    /** Those of 1 KiB and more into a second file beside it, {@code <name>.data}. */
    BESIDE
  }

  private OnnxWriter() {}

  /**
   * Writes one file with everything in it. See {@link #write(Path, Network, Weights, Placement)}.
   */
  public static void write(Path path, Network network, Weights weights) throws IOException {
    write(path, network, weights, Placement.INSIDE);
  }

  /**
   * Writes a network and its weights; the file appears whole or not at all.
   *
   * @throws IOException where weights cannot be read or a file cannot be written
   * @throws IllegalArgumentException where weights are missing, have another type or shape than
   *     their parameter, or take more than 2 GiB in one file
   */
  public static void write(Path path, Network network, Weights weights, Placement placement)
      throws IOException {
    String dataFile = path.getFileName() + ".data";
    OnnxDraft draft;
    try {
      draft =
          placement == Placement.BESIDE
              ? OnnxDraft.of(network, weights, dataFile)
              : OnnxDraft.of(network, weights);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (draft.size() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          network.name()
              + " takes "
              + draft.size()
              + " bytes as ONNX, which holds at most 2 GiB in one file; write it with"
              + " Placement.BESIDE");
    }
    if (placement == Placement.BESIDE) {
      Pieces.write(path.resolveSibling(dataFile), draft.beside());
    }
    Pieces.write(path, draft.model());
  }
}
