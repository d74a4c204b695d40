package io.vitrine.data;

import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of an IDX set in a folder, found by MNIST's names for them. */
final class IdxFolder {
  private final Path dir;
  private final Map<Part, Path> files;

  private IdxFolder(Path dir, Map<Part, Path> files) {
    this.dir = dir;
    this.files = files;
  }

  /** The four files of a set. */
  private enum Part {
    TRAINING_IMAGES("train-images", "train", "images", "idx[34]"),
    TRAINING_LABELS("train-labels", "train", "labels", "idx1"),
    TEST_IMAGES("t10k-images", "(t10k|test)", "images", "idx[34]"),
    TEST_LABELS("t10k-labels", "(t10k|test)", "labels", "idx1");

    private final String label;
    private final Pattern name;

    Part(String label, String set, String content, String format) {
      this.label = label;
      this.name =
          Pattern.compile("(.+-)?" + set + "-" + content + "[-.]" + format + "-ubyte(\\.gz)?");
    }
  }

  /**
   * The set in a folder, empty where no file bears such a name.
   *
   * @throws ModelFormatException where one part is there twice, or the training set is not whole
   */
  static Optional<IdxFolder> find(Path dir) throws IOException {
    Map<Part, Path> found = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      List<Path> files = named(dir, part);
      if (files.size() > 1) {
        throw new ModelFormatException(
            dir + ": expected one file " + part.label + ", found " + names(files));
      }
      files.forEach(file -> found.put(part, file));
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(new IdxFolder(dir, found));
  }

  /** The files of a part; where a file lies beside its gzipped twin, only the file. */
  private static List<Path> named(Path dir, Part part) throws IOException {
    try (Stream<Path> entries = Files.list(dir)) {
      return entries
          .filter(file -> part.name.matcher(name(file)).matches())
          .filter(file -> !hasUnpackedTwin(file))
          .sorted()
          .toList();
    }
  }

  private static boolean hasUnpackedTwin(Path file) {
    String name = name(file);
    return name.endsWith(".gz")
        && Files.exists(file.resolveSibling(name.substring(0, name.length() - 3)));
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static String names(List<Path> files) {
    return String.join(" and ", files.stream().map(IdxFolder::name).toList());
  }

  DataFolder read() throws IOException {
    List<String> classes = classes();
    String name = ImageFolder.nameOf(dir);
    Dataset training =
        Idx.read(file(Part.TRAINING_IMAGES), file(Part.TRAINING_LABELS), classes)
            .named(name + " training");
    boolean hasTest = files.containsKey(Part.TEST_IMAGES) || files.containsKey(Part.TEST_LABELS);
    return new DataFolder(
        training,
        Optional.empty(),
        hasTest ? Optional.of(readTest(training, name + " test")) : Optional.empty(),
        List.of());
  }

  private Dataset readTest(Dataset training, String name) throws IOException {
    Path images = file(Part.TEST_IMAGES);
    Dataset test = Idx.read(images, file(Part.TEST_LABELS), training.classes()).named(name);
    Shape expected = training.shape().withBatch(test.size());
    if (!test.shape().equals(expected)) {
      throw new ModelFormatException(
          images
              + ": expected "
              + expected
              + " as the training images have it, found "
              + test.shape()
              + " (byte 4)");
    }
    return test;
  }

  private Path file(Part part) throws ModelFormatException {
    Path file = files.get(part);
    if (file == null) {
      throw new ModelFormatException(
          dir
              + ": expected a file such as "
              + part.label
              + "-idx"
              + (part.label.endsWith("images") ? 3 : 1)
              + "-ubyte, found only "
              + names(List.copyOf(files.values())));
    }
    return file;
  }

  private List<String> classes() throws IOException {
    Path file = dir.resolve("classes.txt");
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(String::strip).filter(s -> !s.isEmpty()).toList()
        : List.of();
  }
}
