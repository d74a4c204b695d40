package io.vitrine.data;

import io.vitrine.data.image.ImageFormat;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The data sets in a folder: an IDX set under MNIST's file names, or images in one sub-folder for
 * each class.
 *
 * <ul>
 *   <li>IDX: {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, and {@code t10k-} or
 *       {@code test-} for the test set; raw or {@code .gz}, with a dot before {@code idx}, or with
 *       a prefix such as {@code emnist-letters-}; in the folder or its sub-folder {@code raw},
 *       where torchvision keeps them. A file {@code classes.txt} beside them may name the classes,
 *       one a line.
 *   <li>Images: {@code DIR/CLASS/FILE}, sub-folders of a class included, or the same below {@code
 *       train}, {@code test} and {@code val}. PNG and JPEG by content, under any name. Classes are
 *       numbered in the order of their names; images come class by class in turn (the first of
 *       each, then the second of each), so that the first n are of all classes. Hidden files are
 *       passed over; every other file that gives no image is among the problems.
 * </ul>
 *
 * @param training what the network learns from
 * @param validation what is held out, where the folder has such a part
 * @param test what it is measured on, where the folder has such a part
 * @param problems what was found and could not be used, in the order of the names
 */
public record DataFolder(
    Dataset training,
    Optional<Dataset> validation,
    Optional<Dataset> test,
    List<Problem> problems) {
  public DataFolder {
    problems = List.copyOf(problems);
  }

  /**
   * A file or folder that was passed over.
   *
   * @param file which
   * @param message its name, and why
   */
  public record Problem(Path file, String message) {}

  /**
   * The data sets as found; images must all have one size.
   *
   * @throws ModelFormatException where there is no data set, or a file of it is bad
   */
  public static DataFolder read(Path dir) throws IOException {
    return read(dir, ImageFormat.AS_FOUND);
  }

  /**
   * The data sets brought to a format. Without channels in the format, images are grey where all
   * files are, and otherwise colour.
   *
   * @throws ModelFormatException where there is no data set, or a file of it is bad
   */
  public static DataFolder read(Path dir, ImageFormat format) throws IOException {
    if (!Files.isDirectory(dir)) {
      throw Files.exists(dir)
          ? new NotDirectoryException(dir + ": expected a folder of data, found a file")
          : new ModelFormatException(dir + ": expected a folder of data, found nothing there");
    }
    Optional<IdxFolder> idx = IdxFolder.find(dir);
    Path raw = dir.resolve("raw");
    if (idx.isEmpty() && Files.isDirectory(raw)) {
      idx = IdxFolder.find(raw);
    }
    return idx.isPresent()
        ? idx.get().read().map(data -> data.as(format))
        : ImageFolder.read(dir, format);
  }

  private DataFolder map(UnaryOperator<Dataset> change) {
    return new DataFolder(
        change.apply(training), validation.map(change), test.map(change), problems);
  }
}
