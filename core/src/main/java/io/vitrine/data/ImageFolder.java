package io.vitrine.data;

import io.vitrine.data.image.ImageFormat;
import io.vitrine.data.image.Picture;
import io.vitrine.data.image.Signature;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the parts and classes of a folder of images; {@link ImageList} reads their files. */
final class ImageFolder {
  private static final Set<String> LITTER = Set.of("thumbs.db", "desktop.ini", "__macosx");

  private final Path dir;
  private final ImageFormat format;
  private final List<DataFolder.Problem> problems = new ArrayList<>();

  private ImageFolder(Path dir, ImageFormat format) {
    this.dir = dir;
    this.format = format;
  }

  /** The parts of a data set, with the names of the folders that hold them. */
  private enum Part {
    TRAINING("train|training"),
    VALIDATION("val|valid|validation"),
    TEST("test|testing");

    private final String folders;

    Part(String folders) {
      this.folders = folders;
    }

    boolean isIn(Path folder) {
      return nameOf(folder).toLowerCase(Locale.ROOT).matches(folders);
    }
  }

  static DataFolder read(Path dir, ImageFormat format) throws IOException {
    return new ImageFolder(dir, format).read();
  }

  private DataFolder read() throws IOException {
    Map<Part, Path> roots = roots();
    Path root = roots.getOrDefault(Part.TRAINING, dir);
    List<String> classes = folders(root).stream().map(ImageFolder::nameOf).toList();
    if (classes.isEmpty()) {
      throw nothing(root);
    }
    Map<Part, ImageList> lists = new EnumMap<>(Part.class);
    for (Map.Entry<Part, Path> part : roots.entrySet()) {
      checkFolders(part.getValue(), classes);
      noteImages(part.getValue());
      ImageList list = ImageList.find(part.getValue(), classes);
      problems.addAll(list.decode(format));
      lists.put(part.getKey(), list);
    }
    checkClasses(lists, root, classes);
    ImageFormat common = commonFormat(lists);
    problems.sort(Comparator.comparing(DataFolder.Problem::file));
    return new DataFolder(
        dataset(lists, Part.TRAINING, classes, common).orElseThrow(),
        dataset(lists, Part.VALIDATION, classes, common),
        dataset(lists, Part.TEST, classes, common),
        problems);
  }

  private Optional<Dataset> dataset(
      Map<Part, ImageList> lists, Part part, List<String> classes, ImageFormat common) {
    String name = nameOf(dir) + " " + part.name().toLowerCase(Locale.ROOT);
    return Optional.ofNullable(lists.get(part)).map(list -> list.dataset(name, classes, common));
  }

  /** The folders of the parts; the folder itself where none below it is named for training. */
  private Map<Part, Path> roots() throws IOException {
    Map<Part, Path> roots = new EnumMap<>(Part.class);
    List<Path> strangers = new ArrayList<>();
    for (Path folder : folders(dir)) {
      Optional<Part> part = Stream.of(Part.values()).filter(p -> p.isIn(folder)).findFirst();
      part.ifPresentOrElse(p -> roots.putIfAbsent(p, folder), () -> strangers.add(folder));
    }
    Path training = roots.get(Part.TRAINING);
    if (training == null || folders(training).isEmpty()) {
      return new EnumMap<>(Map.of(Part.TRAINING, dir));
    }
    for (Path stranger : strangers) {
      note(stranger, "the folder lies beside " + nameOf(training) + " and is not read");
    }
    noteImages(dir);
    return roots;
  }

  private void checkFolders(Path root, List<String> classes) throws IOException {
    for (Path folder : folders(root)) {
      if (!classes.contains(nameOf(folder))) {
        throw new ModelFormatException(
            folder + ": expected a folder of one of the training classes " + classes);
      }
    }
  }

  private void noteImages(Path folder) throws IOException {
    for (Path entry : entries(folder)) {
      if (isImage(entry)) {
        note(entry, "the image lies beside the folders and so has no class");
      }
    }
  }

  private void checkClasses(Map<Part, ImageList> lists, Path root, List<String> classes)
      throws IOException {
    for (Map.Entry<Part, ImageList> part : lists.entrySet()) {
      List<Integer> empty = part.getValue().emptyClasses(classes.size());
      boolean isTraining = part.getKey() == Part.TRAINING;
      if (isTraining ? !empty.isEmpty() : empty.size() == classes.size()) {
        Path where = isTraining ? folders(root).get(empty.get(0)) : part.getValue().root();
        throw new ModelFormatException(
            where + ": expected images, found none that can be read" + firstProblem(where));
      }
    }
  }

  private String firstProblem(Path folder) {
    return problems.stream()
        .filter(problem -> problem.file().startsWith(folder))
        .findFirst()
        .map(problem -> "; " + problem.message())
        .orElse("");
  }

  /** Colour as soon as one picture has it, and one size for all. */
  private ImageFormat commonFormat(Map<Part, ImageList> lists) throws ModelFormatException {
    List<ImageList.Item> items =
        lists.values().stream().flatMap(list -> list.items().stream()).toList();
    Picture first = items.get(0).picture();
    for (ImageList.Item item : items) {
      Picture picture = item.picture();
      if (!picture.size().hasSize(first.size().height(), first.size().width())) {
        throw new ModelFormatException(
            item.file()
                + ": expected the size of "
                + items.get(0).file()
                + ", found "
                + picture.size()
                + " after "
                + first.size()
                + "; give a size to bring all images to");
      }
    }
    return new ImageFormat(items.stream().allMatch(i -> i.picture().isGrey()) ? 1 : 3, 0, 0);
  }

  private ModelFormatException nothing(Path root) throws IOException {
    List<String> names = entries(root).stream().map(ImageFolder::nameOf).toList();
    return new ModelFormatException(
        root
            + ": expected IDX files (train-images-idx3-ubyte ...) or a sub-folder of images for"
            + " each class, found "
            + (names.isEmpty()
                ? "an empty folder"
                : names.size() + " files, the first of them " + names.get(0)));
  }

  private void note(Path file, String reason) {
    problems.add(new DataFolder.Problem(file, file + ": " + reason));
  }

  private static boolean isImage(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(Signature.LENGTH);
      return Signature.isPng(head) || Signature.isJpeg(head);
    }
  }

  static List<Path> folders(Path dir) throws IOException {
    return entries(dir).stream().filter(Files::isDirectory).toList();
  }

  /** What lies in a folder, hidden entries aside, in the order of the names. */
  private static List<Path> entries(Path dir) throws IOException {
    try (Stream<Path> entries = Files.list(dir)) {
      return entries
          .filter(entry -> !isHidden(entry))
          .sorted(Comparator.comparing(ImageFolder::nameOf))
          .toList();
    }
  }

  static boolean isHidden(Path file) {
    String name = nameOf(file);
    return name.startsWith(".") || LITTER.contains(name.toLowerCase(Locale.ROOT));
  }

  /** The last name of a path, {@code .} and {@code ..} resolved; {@code data} for a root. */
  static String nameOf(Path path) {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? "data" : name.toString();
  }
}
