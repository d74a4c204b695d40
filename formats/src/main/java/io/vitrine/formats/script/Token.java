package io.vitrine.formats.script;

/**
 * A word of the text.
 *
 * @param text a name or mark as written, a string without its quotes
 * @param at where it begins
 */
record Token(Kind kind, String text, int at) {
  /** What a word is. */
  enum Kind {
    NAME,
    NUMBER,
    STRING,
    MARK,
    /** The end of a line outside of brackets. */
    LINE,
    INDENT,
    DEDENT,
    END
  }

  boolean is(String mark) {
    return (kind == Kind.MARK || kind == Kind.NAME) && text.equals(mark);
  }
}
