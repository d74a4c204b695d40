package io.vitrine.formats.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.vitrine.model.ModelFormatException;
import org.jspecify.annotations.Nullable;

/** What is wrong with a text of JSON, in words for people. */
public final class JsonFault {
  private JsonFault() {}

  /** What a parser stumbled over. */
  public static String said(JsonProcessingException fault) {
    if (fault instanceof StreamConstraintsException) {
      return fault.getOriginalMessage().contains("nesting")
          ? "lists and objects nest deeper than in any model"
          : "a name, text or number is longer than in any model";
    }
    return fault.getOriginalMessage().replaceFirst(": enable `JsonReadFeature.*", "");
  }

  /**
   * An error at the byte where a parser stopped.
   *
   * @param what the text is said to be, such as "expected JSON"
   */
  public static ModelFormatException at(
      JsonProcessingException fault, JsonParser parser, String what, Faults faults) {
    boolean located = fault.getLocation() != null && fault.getLocation().getByteOffset() >= 0;
    long at = (located ? fault.getLocation() : parser.currentLocation()).getByteOffset();
    return faults.at(Math.max(0, at), what + ": " + said(fault));
  }

  /** What a token begins or is, such as "a list". */
  public static String name(@Nullable JsonToken token) {
    if (token == null) {
      return "the end of the text";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case END_OBJECT, END_ARRAY -> "its end";
      case FIELD_NAME -> "a name";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT -> "a whole number";
      case VALUE_NUMBER_FLOAT -> "a number with a fraction";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      default -> "null";
    };
  }
}
