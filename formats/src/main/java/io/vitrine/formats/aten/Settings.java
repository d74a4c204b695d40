package io.vitrine.formats.aten;

import io.vitrine.model.Attribute;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Attributes of a node, in the order in which they are set. */
final class Settings {
  private final Map<String, Attribute> attributes = new LinkedHashMap<>();

  private Settings() {}

  static Settings none() {
    return new Settings();
  }

  static Settings of(String name, long value) {
    return none().and(name, value);
  }

  static Settings of(String name, List<Long> values) {
    return none().and(name, values);
  }

  static Settings of(String name, String value) {
    return none().and(name, value);
  }

  Settings and(String name, long value) {
    attributes.put(name, Attribute.of(value));
    return this;
  }

  Settings and(String name, double value) {
    attributes.put(name, Attribute.of((float) value));
    return this;
  }

  Settings and(String name, String value) {
    attributes.put(name, Attribute.of(value));
    return this;
  }

  Settings and(String name, List<Long> values) {
    attributes.put(name, new Attribute.OfInts(values));
    return this;
  }

  Map<String, Attribute> map() {
    return attributes;
  }
}
