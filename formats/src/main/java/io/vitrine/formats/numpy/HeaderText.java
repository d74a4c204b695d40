package io.vitrine.formats.numpy;

import io.vitrine.formats.file.Faults;
import io.vitrine.formats.file.SizeLimit;
import io.vitrine.model.ModelFormatException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The text of a header, a Python dict such as {@code {'descr': '<f4', 'fortran_order': False,
 * 'shape': (2, 3), }}. Only what such headers hold is understood; nothing is evaluated.
 *
 * @param type {@code descr}, the text of a list where the elements are records
 * @param columnMajor {@code fortran_order}
 * @param shape {@code shape}
 */
record HeaderText(String type, boolean columnMajor, List<Long> shape) {
  HeaderText {
    shape = List.copyOf(shape);
  }

  static HeaderText read(String text, Faults faults) throws ModelFormatException {
    return new Cursor(text, faults).dict();
  }

  /** Reads forward through a text. */
  private static final class Cursor {
    private static final int MOST_DIGITS = 18;

    private final String text;
    private final Faults faults;
    private int at;

    Cursor(String text, Faults faults) {
      this.text = text;
      this.faults = faults;
    }

    HeaderText dict() throws ModelFormatException {
      @Nullable String type = null;
      @Nullable Boolean columnMajor = null;
      @Nullable List<Long> shape = null;
      Set<String> keys = new HashSet<>();
      expect('{');
      while (!accept('}')) {
        String key = quoted();
        if (!keys.add(key)) {
          throw fault("expected each key once, found '" + key + "' again");
        }
        expect(':');
        switch (key) {
          case "descr" -> type = peek() == '[' ? bracketed() : quoted();
          case "fortran_order" -> columnMajor = truth();
          case "shape" -> shape = sizes();
          default -> throw fault("expected descr, fortran_order or shape, found '" + key + "'");
        }
        if (!accept(',') && peek() != '}') {
          throw fault("expected a comma or the end of the header");
        }
      }
      if (type == null || columnMajor == null || shape == null) {
        throw fault("expected descr, fortran_order and shape");
      }
      return new HeaderText(type, columnMajor, shape);
    }

    private String quoted() throws ModelFormatException {
      char quote = peek();
      int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
      if (end < 0) {
        throw fault("expected a text in quotes");
      }
      String inner = text.substring(at + 1, end);
      at = end + 1;
      return inner;
    }

    /** The fields of a record, as they stand; brackets in their names are none. */
    private String bracketed() throws ModelFormatException {
      int start = at;
      int depth = 0;
      do {
        char c = peek();
        if (c == '\'' || c == '"') {
          quoted();
          continue;
        }
        depth += c == '[' ? 1 : c == ']' ? -1 : 0;
        at++;
      } while (depth > 0);
      return text.substring(start, at);
    }

    private boolean truth() throws ModelFormatException {
      for (String word : List.of("True", "False")) {
        if (peek() == word.charAt(0) && text.startsWith(word, at)) {
          at += word.length();
          return word.equals("True");
        }
      }
      throw fault("expected True or False");
    }

    private List<Long> sizes() throws ModelFormatException {
      List<Long> sizes = new ArrayList<>();
      expect('(');
      while (!accept(')')) {
        sizes.add(number());
        if (sizes.size() > SizeLimit.MAX_RANK || (!accept(',') && peek() != ')')) {
          throw fault("expected at most " + SizeLimit.MAX_RANK + " sizes with commas between");
        }
      }
      return sizes;
    }

    private long number() throws ModelFormatException {
      peek();
      int start = at;
      while (at < text.length() && Character.isDigit(text.charAt(at)) && text.charAt(at) < 128) {
        at++;
      }
      if (at == start || at - start > MOST_DIGITS) {
        at = start;
        throw fault("expected a size of 1 to " + MOST_DIGITS + " digits");
      }
      long size = Long.parseLong(text.substring(start, at));
      accept('L');
      return size;
    }

    private boolean accept(char wanted) throws ModelFormatException {
      boolean found = peek() == wanted;
      at += found ? 1 : 0;
      return found;
    }

    private void expect(char wanted) throws ModelFormatException {
      if (!accept(wanted)) {
        throw fault("expected '" + wanted + "'");
      }
    }

    /** The next character that is no space. */
    private char peek() throws ModelFormatException {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      if (at == text.length()) {
        throw fault("the header ends too early");
      }
      return text.charAt(at);
    }

    private ModelFormatException fault(String message) {
      return faults.at(at, message);
    }
  }
}
