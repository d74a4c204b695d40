package io.vitrine.data.input;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.jr.ob.JSON;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the classes are called that a network answers with.
 *
 * @param names by class, from 0
 */
public record ClassNames(List<String> names) {
  private static final String READ =
      "one name a line, a JSON list of names, or a JSON object of names by number"
          + " ({\"0\": \"tench\"} or {\"0\": [\"n01440764\", \"tench\"]})";

  public ClassNames {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("there is no class name; expected " + READ);
    }
  }

  /**
   * Reads a file of UTF-8: one name a line; a JSON list; a JSON object of names by number, where a
   * list stands for the last of its texts (Keras's {@code imagenet_class_index.json}), or of
   * numbers by name.
   *
   * @throws ModelFormatException where it is none of these, or a number is left out
   */
  public static ClassNames read(Path file) throws IOException {
    try {
      String text = withoutMark(Files.readString(file, StandardCharsets.UTF_8)).strip();
      if (text.startsWith("[") || text.startsWith("{")) {
        return new ClassNames(json(JSON.std.anyFrom(text), file));
      }
      return new ClassNames(text.isEmpty() ? List.of() : lines(text));
    } catch (CharacterCodingException e) {
      throw new ModelFormatException(file + " is no text in UTF-8; expected " + READ, e);
    } catch (IllegalArgumentException | JacksonException e) {
      throw new ModelFormatException(file + ": " + e.getMessage(), e);
    }
  }

  /** Windows puts a byte order mark in front of UTF-8. */
  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static List<String> lines(String text) {
    List<String> names = text.lines().map(String::strip).toList();
    int empty = names.indexOf("");
    if (empty >= 0) {
      throw new IllegalArgumentException(
          "there is no name in the empty line after '"
              + names.get(empty - 1)
              + "'; expected "
              + READ);
    }
    return names;
  }

  private static List<String> json(Object parsed, Path file) throws ModelFormatException {
    if (parsed instanceof List<?> list) {
      return list.stream().map(ClassNames::name).toList();
    }
    if (parsed instanceof Map<?, ?> map) {
      TreeMap<Integer, String> byNumber = new TreeMap<>();
      map.forEach((key, value) -> put(byNumber, String.valueOf(key), value));
      if (!byNumber.isEmpty() && byNumber.lastKey() == byNumber.size() - 1) {
        return new ArrayList<>(byNumber.values());
      }
      throw new ModelFormatException(
          file
              + ": the classes are numbered "
              + byNumber.keySet()
              + "; expected 0, 1, 2 and so on");
    }
    throw new ModelFormatException(file + ": expected " + READ);
  }

  private static void put(Map<Integer, String> byNumber, String key, Object value) {
    if (value instanceof Number number) {
      byNumber.put(number.intValue(), key);
    } else {
      try {
        byNumber.put(Integer.parseInt(key), name(value));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "'" + key + "' is no class's number; expected " + READ, e);
      }
    }
  }

  private static String name(Object value) {
    if (value instanceof List<?> list && !list.isEmpty()) {
      return name(list.get(list.size() - 1));
    }
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("'" + value + "' is no class's name; expected " + READ);
  }

  /**
   * This, where it has as many names as a network has classes.
   *
   * @throws IllegalArgumentException where it has not
   */
  public ClassNames requireCount(int classes) {
    if (!hasCount(classes)) {
      throw new IllegalArgumentException(
          "the file of --classes has "
              + names.size()
              + " names, the network answers with "
              + classes
              + " classes; give the file of the data that it was trained on");
    }
    return this;
  }

  /** Whether it has as many names as a network has classes. */
  public boolean hasCount(int classes) {
    return names.size() == classes;
  }

  public String of(int index) {
    return names.get(index);
  }
}
