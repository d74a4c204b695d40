package io.vitrine.figure;

/**
 * What a mark is called in the finished picture, so that a page can find, explain and link it. An
 * empty part is left out.
 *
 * @param id unique in its figure; letters, digits, {@code . _ : -}, beginning with a letter
 * @param title the tooltip
 * @param link where a click leads, for instance {@code #layer1.0}
 */
public record Tag(String id, String title, String link) {
  /** Nothing. */
  public static final Tag NONE = new Tag("", "", "");

  public Tag {
    if (!id.isEmpty() && !isId(id)) {
      throw new IllegalArgumentException(
          "the id '" + id + "' must be letters, digits and . _ : - and begin with a letter");
    }
  }

  public static Tag of(String id, String title) {
    return new Tag(id, title, "");
  }

  /** A tooltip alone. */
  public static Tag titled(String title) {
    return new Tag("", title, "");
  }

  public Tag linkingTo(String target) {
    return new Tag(id, title, target);
  }

  public boolean isEmpty() {
    return id.isEmpty() && title.isEmpty() && link.isEmpty();
  }

  static boolean isId(String id) {
    if (id.isEmpty() || !isLetter(id.charAt(0))) {
      return false;
    }
    return id.chars()
        .allMatch(c -> isLetter((char) c) || c >= '0' && c <= '9' || ".:_-".indexOf(c) >= 0);
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
