package io.vitrine.wire;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;

/** Writes JSON (RFC 8259) for people and programs to read. */
public final class Json {
  private Json() {}

  /**
   * An object of maps, lists, texts, booleans and finite numbers, indented, with a last newline.
   */
  public static String text(Map<String, ?> object) throws IOException {
    return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(object) + "\n";
  }

  /** A number, as a text where JSON has none for it: NaN, Infinity, -Infinity. */
  public static Object number(double value) {
    return Double.isFinite(value) ? value : Double.toString(value);
  }

  /** The same of a number of 32 bits, with no more digits than it has. */
  public static Object number(float value) {
    return Float.isFinite(value) ? value : Float.toString(value);
  }
}
