package io.vitrine.formats.keras.stored;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.jr.ob.JSON;
import io.vitrine.formats.file.JsonFault;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object of a Keras file, whose fields are taken by type; errors name file and field. */
public final class Config {
  public static final Config EMPTY = new Config("", Map.of());

  private final String where;
  private final Map<String, @Nullable Object> fields;

  private Config(String where, Map<?, ?> fields) {
    this.where = where;
    this.fields = new LinkedHashMap<>();
    fields.forEach((key, value) -> this.fields.put(String.valueOf(key), value));
  }

  /**
   * Reads a text.
   *
   * @param where the file and the part of it, for messages
   */
  public static Config read(String where, String text) throws ModelFormatException {
    try {
      return new Config(where, JSON.std.mapFrom(text));
    } catch (JsonProcessingException e) {
      boolean located = e.getLocation() != null && e.getLocation().getCharOffset() >= 0;
      String at = located ? ", character " + e.getLocation().getCharOffset() : "";
      throw new ModelFormatException(
          where + at + ": expected one JSON object: " + JsonFault.said(e), e);
    } catch (IOException | RuntimeException e) {
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new ModelFormatException(where + ": expected one JSON object: " + message, e);
    }
  }

  /** The object as JSON text. */
  public String json() {
    try {
      return JSON.std.asString(fields);
    } catch (IOException e) {
      throw new IllegalStateException("a map of JSON is no JSON", e);
    }
  }

  /** The same object with another value of a field. */
  public Config with(String name, Object value) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(fields);
    changed.put(name, value);
    return new Config(where, changed);
  }

  /** Whether a field is there and not null. */
  public boolean has(String name) {
    return fields.get(name) != null;
  }

  public @Nullable Object raw(String name) {
    return fields.get(name);
  }

  public String text(String name, String otherwise) throws ModelFormatException {
    @Nullable Object value = fields.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof String text) {
      return text;
    }
    throw wrong(name, "a text", value);
  }

  public double number(String name, double otherwise) throws ModelFormatException {
    @Nullable Object value = fields.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong(name, "a number", value);
  }

  public int whole(String name, int otherwise) throws ModelFormatException {
    return Math.toIntExact(Math.round(checked(name, number(name, otherwise))));
  }

  private double checked(String name, double number) throws ModelFormatException {
    if (Math.abs(number) <= Integer.MAX_VALUE) {
      return number;
    }
    throw wrong(name, "a whole number of 32 bits", number);
  }

  public boolean flag(String name, boolean otherwise) throws ModelFormatException {
    @Nullable Object value = fields.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrong(name, "true or false", value);
  }

  /** Whole numbers, one number standing for {@code count} equal ones. */
  public long[] wholes(String name, int count, long otherwise) throws ModelFormatException {
    @Nullable Object value = fields.get(name);
    if (value instanceof List<?> list) {
      if (list.size() != count) {
        throw wrong(name, count + " whole numbers", list);
      }
      return wholes(name, list);
    }
    long[] all = new long[count];
    Arrays.fill(all, value == null ? otherwise : whole(name, 0));
    return all;
  }

  /** A list of whole numbers, empty where there is none; null stands for -1. */
  public Optional<long[]> sizes(String name) throws ModelFormatException {
    @Nullable Object value = fields.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof List<?> list) {
      return Optional.of(wholes(name, list));
    }
    if (value instanceof Number number) {
      return Optional.of(new long[] {number.longValue()});
    }
    throw wrong(name, "a list of sizes", value);
  }

  private long[] wholes(String name, List<?> list) throws ModelFormatException {
    long[] all = new long[list.size()];
    for (int i = 0; i < all.length; i++) {
      @Nullable Object item = list.get(i);
      if (item != null && !(item instanceof Number)) {
        throw wrong(name, "whole numbers", list);
      }
      all[i] = item instanceof Number number ? number.longValue() : -1;
    }
    return all;
  }

  /** An object, empty where it is missing or no object. */
  public Optional<Config> object(String name) {
    return fields.get(name) instanceof Map<?, ?> map
        ? Optional.of(new Config(where + ", " + name, map))
        : Optional.empty();
  }

  /** The objects of a list. */
  public List<Config> objects(String name) throws ModelFormatException {
    @Nullable Object value = fields.get(name);
    List<Config> objects = new ArrayList<>();
    if (!(value instanceof List<?> list)) {
      throw wrong(name, "a list", value);
    }
    for (Object item : list) {
      if (!(item instanceof Map<?, ?> map)) {
        throw wrong(name, "objects", item);
      }
      objects.add(new Config(where + ", " + name + "[" + objects.size() + "]", map));
    }
    return objects;
  }

  /** An error about a field. */
  public ModelFormatException wrong(String name, String expected, @Nullable Object found) {
    String text = String.valueOf(found);
    return new ModelFormatException(
        where
            + ": expected "
            + expected
            + " in \""
            + name
            + "\", found "
            + (text.length() > 200 ? text.substring(0, 200) + "..." : text));
  }
}
