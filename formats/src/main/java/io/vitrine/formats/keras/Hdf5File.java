package io.vitrine.formats.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.vitrine.model.ModelFormatException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An HDF5 file in memory: its groups, attributes of text, and data sets of numbers. Whatever the
 * library stumbles over in a damaged file becomes a {@link ModelFormatException}.
 */
final class Hdf5File {
  private static final int DEEPEST = 64;
  private static final int MOST = 200_000;

  private final String where;
  private final long bytes;
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final Map<String, Dataset> datasets = new LinkedHashMap<>();

  private Hdf5File(String where, long bytes) {
    this.where = where;
    this.bytes = bytes;
  }

  /**
   * Opens a file.
   *
   * @param where the file's name, for messages
   */
  static Hdf5File open(String where, ByteBuffer content) throws ModelFormatException {
    Hdf5File opened = new Hdf5File(where, content.remaining());
    opened.guarded(
        "the file",
        () -> {
          opened.walk(HdfFile.fromByteBuffer(content.slice()), "", 0);
          return true;
        });
    return opened;
  }

  private void walk(Group group, String path, int depth) {
    if (depth > DEEPEST || groups.size() + datasets.size() > MOST) {
      throw new IllegalArgumentException(
          "groups nest more than " + DEEPEST + " deep, or hold more than " + MOST + " things");
    }
    groups.put(path, group);
    for (Map.Entry<String, Node> child : group.getChildren().entrySet()) {
      String name = path.isEmpty() ? child.getKey() : path + "/" + child.getKey();
      if (child.getValue() instanceof Group below) {
        walk(below, name, depth + 1);
      } else if (child.getValue() instanceof Dataset dataset) {
        datasets.put(name, dataset);
      }
    }
  }

  boolean hasGroup(String path) {
    return groups.containsKey(path);
  }

  /** The names of the groups right below one. */
  List<String> below(String path) {
    String prefix = path.isEmpty() ? "" : path + "/";
    return groups.keySet().stream()
        .filter(name -> name.startsWith(prefix) && !name.isEmpty())
        .map(name -> name.substring(prefix.length()))
        .filter(name -> !name.isEmpty() && name.indexOf('/') < 0)
        .toList();
  }

  /** The paths of all data sets, in the file's order. */
  List<String> datasets() {
    return List.copyOf(datasets.keySet());
  }

  /** A data set as a tensor, empty where there is none of that path. */
  Optional<Hdf5Data> data(String path) throws ModelFormatException {
    @Nullable Dataset dataset = datasets.get(path);
    return dataset == null
        ? Optional.empty()
        : Optional.of(guarded(path, () -> Hdf5Data.of(this, path, dataset, bytes)));
  }

  /** The one text of an attribute, empty where there is none. */
  Optional<String> text(String group, String attribute) throws ModelFormatException {
    return texts(group, attribute).stream().findFirst();
  }

  /** The texts of an attribute, none where there is no such attribute. */
  List<String> texts(String group, String attribute) throws ModelFormatException {
    @Nullable Group found = groups.get(group);
    return found == null
        ? List.of()
        : guarded(group + "@" + attribute, () -> texts(found.getAttribute(attribute)));
  }

  private static List<String> texts(@Nullable Attribute attribute) {
    List<String> texts = new ArrayList<>();
    if (attribute != null && !attribute.isEmpty()) {
      @Nullable Object data = attribute.getData();
      if (data instanceof Object[] many) {
        for (Object one : many) {
          texts.add(String.valueOf(one));
        }
      } else if (data != null) {
        texts.add(data.toString());
      }
    }
    return texts;
  }

  /** What a reading of the library gives, its errors as ours. */
  <T> T guarded(String what, Supplier<T> reading) throws ModelFormatException {
    try {
      return reading.get();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new ModelFormatException(
          where
              + ": "
              + what
              + " in the HDF5 data is damaged or of a kind that is not read: "
              + e.getMessage()
              + "; the file may be cut off",
          e);
    }
  }
}
