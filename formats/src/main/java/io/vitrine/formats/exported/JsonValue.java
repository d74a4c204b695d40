package io.vitrine.formats.exported;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.vitrine.formats.file.Faults;
import io.vitrine.formats.file.JsonFault;
import io.vitrine.model.ModelFormatException;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value of JSON. What is not there is null, which has no items, no entries and no text, so that a
 * reader asks for what it needs and checks at the end.
 */
final class JsonValue {
  /** What is not there. */
  static final JsonValue NULL = new JsonValue(null);

  private static final int MOST_DEPTH = 200;
  private static final int MOST_VALUES = 8_000_000;

  /** Texts for people, which are long. */
  private static final Set<String> LEFT_OUT = Set.of("stack_trace", "from_node", "torch_fn");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build())
          .build();

  private final @Nullable Object value;

  private JsonValue(@Nullable Object value) {
    this.value = value;
  }

  /**
   * Reads a text of JSON.
   *
   * @throws ModelFormatException where it is none, or nests more than 200 deep
   */
  static JsonValue read(ByteBuffer bytes, Faults faults) throws IOException {
    byte[] text = new byte[bytes.remaining()];
    bytes.get(text);
    try (JsonParser parser = JSON.createParser(text)) {
      return read(parser, faults);
    } catch (CharConversionException e) {
      throw faults.at(0, "expected JSON in UTF-8: " + e.getMessage());
    }
  }

  private static JsonValue read(JsonParser parser, Faults faults) throws IOException {
    try {
      if (parser.nextToken() == null) {
        throw faults.at(0, "expected JSON, found nothing");
      }
      return new Reading(parser, faults).value();
    } catch (JsonProcessingException e) {
      throw JsonFault.at(e, parser, "expected JSON", faults);
    }
  }

  /** One reading, which counts values so that memory stays in proportion. */
  private static final class Reading {
    private final JsonParser parser;
    private final Faults faults;
    private int values;

    Reading(JsonParser parser, Faults faults) {
      this.parser = parser;
      this.faults = faults;
    }

    JsonValue value() throws IOException {
      if (++values > MOST_VALUES) {
        throw faults.at(
            parser.currentLocation().getByteOffset(),
            "expected at most " + MOST_VALUES + " values of JSON");
      }
      return switch (parser.currentToken()) {
        case START_OBJECT -> new JsonValue(object());
        case START_ARRAY -> new JsonValue(array());
        case VALUE_STRING -> new JsonValue(parser.getText());
        case VALUE_NUMBER_INT -> new JsonValue(integer());
        case VALUE_NUMBER_FLOAT -> new JsonValue(parser.getDoubleValue());
        case VALUE_TRUE -> new JsonValue(true);
        case VALUE_FALSE -> new JsonValue(false);
        default -> NULL;
      };
    }

    private Object integer() throws IOException {
      if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
        return parser.getDoubleValue();
      }
      return parser.getLongValue();
    }

    private Map<String, JsonValue> object() throws IOException {
      Map<String, JsonValue> entries = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        parser.nextToken();
        if (LEFT_OUT.contains(key)) {
          parser.skipChildren();
        } else {
          entries.put(key, value());
        }
      }
      return entries;
    }

    private List<JsonValue> array() throws IOException {
      List<JsonValue> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(value());
      }
      return items;
    }
  }

  boolean isNull() {
    return value == null;
  }

  /** The value of a key. */
  JsonValue get(String key) {
    return entries().getOrDefault(key, NULL);
  }

  @SuppressWarnings("unchecked")
  Map<String, JsonValue> entries() {
    return value instanceof Map
        ? Collections.unmodifiableMap((Map<String, JsonValue>) value)
        : Map.of();
  }

  @SuppressWarnings("unchecked")
  List<JsonValue> items() {
    return value instanceof List
        ? Collections.unmodifiableList((List<JsonValue>) value)
        : List.of();
  }

  boolean isList() {
    return value instanceof List;
  }

  Optional<String> text() {
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  OptionalLong integer() {
    return value instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
  }

  /** A number with or without a fraction; JSON's texts for what is no number count too. */
  Optional<Double> real() {
    if (value instanceof Number number) {
      return Optional.of(number.doubleValue());
    }
    return text()
        .flatMap(
            text ->
                switch (text) {
                  case "Infinity", "inf" -> Optional.of(Double.POSITIVE_INFINITY);
                  case "-Infinity", "-inf" -> Optional.of(Double.NEGATIVE_INFINITY);
                  case "NaN", "nan" -> Optional.of(Double.NaN);
                  default -> Optional.empty();
                });
  }

  boolean isTrue() {
    return Boolean.TRUE.equals(value);
  }

  /** Of a union: which of its forms this is, with the form's content. */
  Optional<Map.Entry<String, JsonValue>> form() {
    return entries().entrySet().stream().filter(e -> !e.getValue().isNull()).findFirst();
  }
}
