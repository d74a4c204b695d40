package io.vitrine.formats.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An HDF5 file in memory: its groups, attributes of text, and data sets of numbers. Whatever the
 * library stumbles over in a damaged file becomes a {@link ModelFormatException}.
 */
final class Hdf5File {
  private static final int DEEPEST = 64;
  private static final int MOST = 200_000;
  private static final int MOST_SHOWN = 200;

  private final String where;
  private final long bytes;
  private final Soundness soundness;
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final Map<String, Dataset> datasets = new LinkedHashMap<>();
  private final List<String> links = new ArrayList<>();

  /** Says whether the numbers of a file are those that were written, as far as that is known. */
  @FunctionalInterface
  interface Soundness {
    void check() throws IOException;
  }

  /** Something in the file is not read, and this says what and why. */
  static final class NotRead extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotRead(String why) {
      super(why);
    }
  }

  private Hdf5File(String where, long bytes, Soundness soundness) {
    this.where = where;
    this.bytes = bytes;
    this.soundness = soundness;
  }

  /**
   * Opens a file.
   *
   * @param where the file's name, for messages
   * @param soundness is asked before numbers are read
   */
  static Hdf5File open(String where, ByteBuffer content, Soundness soundness)
      throws ModelFormatException {
    Hdf5File opened = new Hdf5File(where, content.remaining(), soundness);
    Hdf5Start.check(where, content);
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
      throw new NotRead(
          "group '"
              + shortened(path)
              + "': groups nest more than "
              + DEEPEST
              + " deep, or hold more than "
              + MOST
              + " things, as they do where a group holds itself");
    }
    groups.put(path, group);
    for (Map.Entry<String, Node> child : group.getChildren().entrySet()) {
      String name = path.isEmpty() ? child.getKey() : path + "/" + child.getKey();
      if (child.getValue() instanceof Group below) {
        walk(below, name, depth + 1);
      } else if (child.getValue() instanceof Dataset dataset) {
        datasets.put(name, dataset);
      } else if (child.getValue() instanceof Link) {
        links.add(name);
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

  /** Soft links and links to other files, which are not followed. */
  List<String> links() {
    return List.copyOf(links);
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

  /** Numbers that a reading of the library gives, of a file that is as it was written. */
  <T> T numbers(String what, Supplier<T> reading) throws IOException {
    soundness.check();
    return guarded(what, reading);
  }

  /** What a reading of the library gives, its errors as ours. */
  <T> T guarded(String what, Supplier<T> reading) throws ModelFormatException {
    try {
      return reading.get();
    } catch (NotRead e) {
      throw new ModelFormatException(where + ": " + e.getMessage(), e);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new ModelFormatException(
          where
              + ": "
              + what
              + " in the HDF5 data is damaged or of a kind that is not read: "
              + reasons(e),
          e);
    }
  }

  /** What the library says, and what it says was the cause. */
  private static String reasons(Throwable error) {
    Set<String> reasons = new LinkedHashSet<>();
    for (Throwable at = error; at != null && reasons.size() < 3; at = at.getCause()) {
      String message = at.getMessage();
      reasons.add(message == null ? at.getClass().getSimpleName() : shortened(message));
    }
    return String.join("; ", reasons);
  }

  private static String shortened(String text) {
    return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text;
  }
}
