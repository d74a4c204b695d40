package io.vitrine.data;

import io.vitrine.data.image.ImageFile;
import io.vitrine.data.image.ImageFormat;
import io.vitrine.data.image.ImageSize;
import io.vitrine.data.image.Picture;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The image files of one part of a data set with their labels, and what was read from them. */
final class ImageList {
  private final Path root;
  private final List<Found> found;
  private List<Item> items = List.of();

  private ImageList(Path root, List<Found> found) {
    this.root = root;
    this.found = found;
  }

  private record Found(Path file, int label) {}

  /** What became of a file: a picture, or the reason why there is none. */
  private record Outcome(Found found, @Nullable Picture picture, String reason) {}

  /** A picture with its file and label. */
  record Item(Path file, int label, Picture picture) {}

  /**
   * The files below each class's folder. The folders are taken from a listing, as a path made from
   * a name may not lead back where the platform's encoding lacks its letters.
   */
  static ImageList find(Path root, List<String> classes) throws IOException {
    List<Found> found = new ArrayList<>();
    for (Path folder : ImageFolder.folders(root)) {
      int label = classes.indexOf(ImageFolder.nameOf(folder));
      for (Path file : filesBelow(folder)) {
        found.add(new Found(file, label));
      }
    }
    return new ImageList(root, found);
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return paths
          .filter(path -> !Files.isDirectory(path))
          .filter(path -> !isHidden(folder.relativize(path)))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isHidden(Path relative) {
    return StreamSupport.stream(relative.spliterator(), false).anyMatch(ImageFolder::isHidden);
  }

  Path root() {
    return root;
  }

  List<Item> items() {
    return items;
  }

  /** Reads all files, on all processors, in a format; gives the problems. */
  List<DataFolder.Problem> decode(ImageFormat format) throws IOException {
    checkMemory(format);
    List<Outcome> outcomes = found.parallelStream().map(file -> decode(file, format)).toList();
    List<Item> pictures = new ArrayList<>();
    List<DataFolder.Problem> problems = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      Path file = outcome.found().file();
      if (outcome.picture() == null) {
        problems.add(new DataFolder.Problem(file, outcome.reason()));
      } else {
        pictures.add(new Item(file, outcome.found().label(), outcome.picture()));
      }
    }
    items = inTurn(pictures);
    return problems;
  }

  /** The first of each class, the second of each class, and so on. */
  private static List<Item> inTurn(List<Item> byClass) {
    Map<Integer, Integer> seen = new HashMap<>();
    Map<Integer, List<Item>> turns = new TreeMap<>();
    for (Item item : byClass) {
      int turn = seen.merge(item.label(), 1, Integer::sum);
      turns.computeIfAbsent(turn, t -> new ArrayList<>()).add(item);
    }
    return turns.values().stream().flatMap(List::stream).toList();
  }

  private static Outcome decode(Found found, ImageFormat format) {
    try {
      return new Outcome(found, ImageFile.read(found.file()).as(format), "");
    } catch (ModelFormatException e) {
      return new Outcome(found, null, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Outcome(found, null, found.file() + ": the file cannot be opened (" + e + ")");
    }
  }

  /** Where the size is known, tells before reading whether the images find room, twice over. */
  private void checkMemory(ImageFormat format) throws IOException {
    long bytes =
        (long) found.size() * Math.max(format.channels(), 1) * format.height() * format.width();
    long room = Runtime.getRuntime().maxMemory() / 10 * 4;
    if (bytes > room) {
      throw new IOException(
          root
              + ": "
              + found.size()
              + " images of "
              + format.height()
              + " x "
              + format.width()
              + " take "
              + (bytes >> 20)
              + " MiB, Java may use "
              + (room >> 20)
              + "; choose a smaller size, or give Java more memory (-Xmx)");
    }
  }

  /** The labels, of so many classes, that no picture bears. */
  List<Integer> emptyClasses(int classes) {
    List<Integer> seen = items.stream().map(Item::label).distinct().toList();
    return IntStream.range(0, classes).boxed().filter(label -> !seen.contains(label)).toList();
  }

  Dataset dataset(String name, List<String> classes, ImageFormat common) {
    Picture first = items.get(0).picture().as(common);
    ImageSize size = first.size();
    byte[][] images =
        items.stream().map(item -> item.picture().as(common).values()).toArray(byte[][]::new);
    int[] labels = items.stream().mapToInt(Item::label).toArray();
    return Dataset.of(name, new Pixels.Bytes(size, images), labels, classes);
  }
}
