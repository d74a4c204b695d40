package io.vitrine.formats.script;

import io.vitrine.formats.script.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Cuts a text into words. Lines end outside of brackets only; blocks are told by indentation. */
final class Lexer {
  private static final int MOST_INDENTS = 200;

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private final Deque<Integer> indents = new ArrayDeque<>(List.of(0));
  private int at;
  private int brackets;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) {
    Lexer lexer = new Lexer(text);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    while (at < text.length()) {
      indentation();
      line();
    }
    if (!tokens.isEmpty() && tokens.get(tokens.size() - 1).kind() != Kind.LINE) {
      add(Kind.LINE, "");
    }
    while (indents.size() > 1) {
      indents.pop();
      add(Kind.DEDENT, "");
    }
    add(Kind.END, "");
  }

  private void add(Kind kind, String word) {
    tokens.add(new Token(kind, word, at));
  }

  private boolean at(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private int indents() {
    Integer top = indents.peek();
    return top == null ? 0 : top;
  }

  private void indentation() {
    int start = at;
    while (at(' ')) {
      at++;
    }
    if (at('\n') || at('#') || at >= text.length()) {
      return;
    }
    int width = at - start;
    if (width > indents()) {
      if (indents.size() > MOST_INDENTS) {
        throw new NotFollowed("blocks that nest more than " + MOST_INDENTS + " deep");
      }
      indents.push(width);
      add(Kind.INDENT, "");
    }
    while (width < indents()) {
      indents.pop();
      add(Kind.DEDENT, "");
    }
  }

  private void line() {
    boolean any = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        at++;
        if (brackets == 0) {
          if (any) {
            add(Kind.LINE, "");
          }
          return;
        }
      } else if (c == '#') {
        while (at < text.length() && !at('\n')) {
          at++;
        }
      } else if (c == ' ' || c == '\r' || c == '\t') {
        at++;
      } else {
        any = true;
        word(c);
      }
    }
  }

  private void word(char c) {
    if (Character.isLetter(c) || c == '_') {
      take(Kind.NAME, Lexer::isName);
    } else if (Character.isDigit(c) || (c == '.' && isDigit(at + 1))) {
      number();
    } else if (c == '"' || c == '\'') {
      string(c);
    } else {
      mark(c);
    }
  }

  private boolean isDigit(int index) {
    return index < text.length() && Character.isDigit(text.charAt(index));
  }

  private static boolean isName(int c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private void take(Kind kind, java.util.function.IntPredicate belongs) {
    int start = at;
    while (at < text.length() && belongs.test(text.charAt(at))) {
      at++;
    }
    tokens.add(new Token(kind, text.substring(start, at), start));
  }

  private void number() {
    int start = at;
    while (at < text.length()
        && (isName(text.charAt(at))
            || at('.')
            || ((at('-') || at('+')) && "eE".indexOf(text.charAt(at - 1)) >= 0))) {
      at++;
    }
    tokens.add(new Token(Kind.NUMBER, text.substring(start, at), start));
  }

  private void string(char quote) {
    int start = at++;
    StringBuilder inside = new StringBuilder();
    while (at < text.length() && !at(quote)) {
      if (at('\\') && at + 1 < text.length()) {
        at++;
        inside.append(escaped(text.charAt(at)));
      } else {
        inside.append(text.charAt(at));
      }
      at = Math.min(at + 1, text.length());
    }
    at = Math.min(at + 1, text.length());
    tokens.add(new Token(Kind.STRING, inside.toString(), start));
  }

  private static char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      default -> c;
    };
  }

  private void mark(char c) {
    if (c == '-' && at + 1 < text.length() && text.charAt(at + 1) == '>') {
      add(Kind.MARK, "->");
      at += 2;
      return;
    }
    brackets += "([{".indexOf(c) >= 0 ? 1 : 0;
    brackets -= ")]}".indexOf(c) >= 0 ? 1 : 0;
    brackets = Math.max(0, brackets);
    add(Kind.MARK, String.valueOf(c));
    at++;
  }
}
