package io.vitrine.run;

import com.fasterxml.jackson.jr.ob.JSON;
import io.vitrine.model.ModelFormatException;
import io.vitrine.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object read from a file, whose fields are taken one by one; errors name file and field.
 * What nobody took is left.
 */
final class JsonObject {
  private static final Pattern PLACE = Pattern.compile("line: (\\d+), column: (\\d+)");

  private final String where;
  private final Map<String, @Nullable Object> fields;

  private JsonObject(String where, Map<String, @Nullable Object> fields) {
    this.where = where;
    this.fields = fields;
  }

  static JsonObject read(Path file) throws IOException {
    String text = Files.readString(file);
    try {
      return new JsonObject(file.toString(), new LinkedHashMap<>(JSON.std.mapFrom(text)));
    } catch (IOException e) {
      throw new ModelFormatException(
          file + ": expected one JSON object, found " + problem(e) + ". Repair or remove it", e);
    }
  }

  private static String problem(IOException e) {
    String message = String.valueOf(e.getMessage());
    Matcher place = PLACE.matcher(message);
    String first = message.lines().findFirst().orElse("");
    return place.find()
        ? first + " at line " + place.group(1) + ", column " + place.group(2)
        : first;
  }

  static String write(Map<String, ?> fields) throws IOException {
    return Json.text(fields);
  }

  /** Takes a field, null where it is missing or null. */
  @Nullable Object take(String name) {
    return fields.remove(name);
  }

  String text(String name) throws ModelFormatException {
    Object value = take(name);
    if (value instanceof String text) {
      return text;
    }
    throw wrong(name, "a string", value);
  }

  Number number(String name) throws ModelFormatException {
    Object value = take(name);
    if (value instanceof Number number) {
      return number;
    }
    throw wrong(name, "a number", value);
  }

  /** A number, or one of JSON's missing three as a string: NaN, Infinity, -Infinity. */
  double real(String name) throws ModelFormatException {
    Object value = take(name);
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if ("NaN".equals(value) || "Infinity".equals(value) || "-Infinity".equals(value)) {
      return Double.parseDouble((String) value);
    }
    throw wrong(name, "a number", value);
  }

  /** An object, empty where it is missing. */
  JsonObject object(String name) throws ModelFormatException {
    Object value = take(name);
    return value == null ? new JsonObject(where, new LinkedHashMap<>()) : nested(name, value);
  }

  /** A list of objects, empty where it is missing. */
  List<JsonObject> objects(String name) throws ModelFormatException {
    Object value = take(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> items)) {
      throw wrong(name, "a list", value);
    }
    List<JsonObject> objects = new ArrayList<>();
    for (Object item : items) {
      objects.add(nested(name + "[" + objects.size() + "]", item));
    }
    return objects;
  }

  private JsonObject nested(String name, @Nullable Object value) throws ModelFormatException {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(name, "an object", value);
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, item) -> copy.put(String.valueOf(key), item));
    return new JsonObject(where + ", " + name, copy);
  }

  ModelFormatException wrong(String name, String expected, @Nullable Object found) {
    return new ModelFormatException(
        where
            + ": expected "
            + expected
            + " in \""
            + name
            + "\", found "
            + (found == null ? "nothing" : found));
  }

  List<String> names() {
    return List.copyOf(fields.keySet());
  }

  /** All fields as strings, in the file's order. */
  Map<String, String> texts() throws ModelFormatException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : names()) {
      texts.put(name, text(name));
    }
    return texts;
  }

  /** What was not taken, in the file's order. */
  Map<String, @Nullable Object> rest() {
    return fields;
  }

  /** A deep, unmodifiable copy of a JSON value, order kept; anything else becomes its text. */
  static @Nullable Object frozen(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, item) -> copy.put(String.valueOf(key), frozen(item)));
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof Iterable<?> items) {
      List<@Nullable Object> copy = new ArrayList<>();
      items.forEach(item -> copy.add(frozen(item)));
      return Collections.unmodifiableList(copy);
    }
    return value == null || value instanceof Number || value instanceof Boolean
        ? value
        : value.toString();
  }

  static Map<String, @Nullable Object> frozen(Map<String, ? extends @Nullable Object> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, item) -> copy.put(key, frozen((Object) item)));
    return Collections.unmodifiableMap(copy);
  }
}
