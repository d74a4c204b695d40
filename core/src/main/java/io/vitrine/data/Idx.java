package io.vitrine.data;

import io.vitrine.data.image.ImageSize;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads data sets in MNIST's IDX format: one file of images, {@code (N, H, W)} or {@code (N, C, H,
 * W)}, and one of labels, {@code (N)}; raw or gzipped, which the content tells. Images are unsigned
 * bytes, or real numbers; labels are whole numbers of any type.
 */
public final class Idx {
  /** More classes than any IDX set has: a larger label is damage, not a class. */
  private static final int MAX_CLASSES = 65_536;

  private Idx() {}

  /**
   * A file to read, by a name for messages.
   *
   * @param name what messages call it
   * @param stream its bytes; whoever opened it closes it
   */
  public record Source(String name, InputStream stream) {}

  /**
   * A data set whose classes are {@code 0} to the largest label.
   *
   * @throws ModelFormatException where a file is not IDX, is cut, or the two disagree; the message
   *     names file and byte
   */
  public static Dataset read(Path images, Path labels) throws IOException {
    return read(images, labels, List.of());
  }

  /**
   * A data set of named classes; no names: {@code 0} to the largest label.
   *
   * @throws ModelFormatException where a file is not IDX, is cut, the two disagree, or a label has
   *     no class; the message names file and byte
   */
  public static Dataset read(Path images, Path labels, List<String> classes) throws IOException {
    try (InputStream pictures = Files.newInputStream(images);
        InputStream numbers = Files.newInputStream(labels)) {
      return read(
          new Source(images.toString(), pictures), new Source(labels.toString(), numbers), classes);
    }
  }

  /**
   * A data set of named classes from two streams, which stay open; no names: {@code 0} to the
   * largest label.
   *
   * @throws ModelFormatException where a stream is not IDX, is cut, the two disagree, or a label
   *     has no class; the message names stream and byte
   */
  public static Dataset read(Source images, Source labels, List<String> classes)
      throws IOException {
    IdxStream first = IdxStream.open(images.stream(), images.name());
    IdxStream second = IdxStream.open(labels.stream(), labels.name());
    checkImages(first);
    checkLabels(second, first);
    int[] numbers = labels(second, classes.isEmpty() ? MAX_CLASSES : classes.size());
    Pixels pixels = pixels(first);
    List<String> names = classes.isEmpty() ? Dataset.numbered(numbers) : classes;
    return Dataset.of(images.name(), pixels, numbers, names);
  }

  private static void checkImages(IdxStream images) throws ModelFormatException {
    int rank = images.dims().length;
    if (rank != 3 && rank != 4) {
      throw images.wrong(
          3, "rank " + rank, "rank 3 or 4, images (N, H, W) or (N, C, H, W)" + swapped(rank == 1));
    }
    IdxType type = images.type();
    if (type != IdxType.UBYTE && !type.isReal()) {
      throw images.wrong(2, "element type " + type, "UBYTE (0x08), FLOAT or DOUBLE for images");
    }
    long item = type.bytes();
    for (int i = 1; i < rank; i++) {
      item *= images.dims()[i];
      if (item > Integer.MAX_VALUE) {
        throw images.wrong(4, "sizes " + Arrays.toString(images.dims()), "an image below 2 GiB");
      }
    }
  }

  private static void checkLabels(IdxStream labels, IdxStream images) throws ModelFormatException {
    int rank = labels.dims().length;
    if (rank != 1) {
      throw labels.wrong(3, "rank " + rank, "rank 1, labels (N)" + swapped(rank == 3));
    }
    if (labels.type().isReal()) {
      throw labels.wrong(2, "element type " + labels.type(), "whole numbers for labels");
    }
    if (labels.dims()[0] != images.dims()[0]) {
      throw labels.wrong(
          4,
          labels.dims()[0] + " labels",
          images.dims()[0] + " labels, one for each image of " + images.file());
    }
  }

  private static String swapped(boolean likely) {
    return likely ? "; images and labels may be swapped" : "";
  }

  private static int[] labels(IdxStream file, int classes) throws IOException {
    int[] labels = new int[0];
    int count = file.dims()[0];
    for (int i = 0; i < count; i++) {
      long at = file.offset();
      int label = file.type().whole(file.next(file.type().bytes(), "label " + i + " of " + count));
      if (label < 0 || label >= classes) {
        throw file.wrong(at, "label " + label + " of image " + i, "a label in 0.." + (classes - 1));
      }
      if (i == labels.length) {
        labels = Arrays.copyOf(labels, Math.min(count, Math.max(1024, 2 * i)));
      }
      labels[i] = label;
    }
    file.end();
    return labels;
  }

  private static Pixels pixels(IdxStream file) throws IOException {
    int[] dims = file.dims();
    int rank = dims.length;
    ImageSize imageSize = new ImageSize(rank == 4 ? dims[1] : 1, dims[rank - 2], dims[rank - 1]);
    int bytes = imageSize.elements() * file.type().bytes();
    byte[][] images = new byte[dims[0]][];
    for (int i = 0; i < images.length; i++) {
      images[i] = file.next(bytes, "image " + i + " of " + images.length);
    }
    file.end();
    if (file.type() == IdxType.UBYTE) {
      return new Pixels.Bytes(imageSize, images);
    }
    return new Pixels.Floats(
        imageSize,
        IntStream.range(0, images.length)
            .mapToObj(i -> file.type().reals(images[i]))
            .toArray(float[][]::new));
  }
}
