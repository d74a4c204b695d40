package io.vitrine.figure;

import java.util.List;
import java.util.Locale;

/**
 * A picture as data: what a view makes and a renderer draws.
 *
 * @param id names it in a page and prefixes the ids of its marks
 * @param title what it shows
 * @param subtitle of what: network, layer, step, normalization; or empty
 * @param panels its parts, at least one
 * @param footnote small print below, or empty
 * @param alternativeText the same in words, for whoever cannot see it
 * @param language of its texts
 * @param widthPx width of the page in CSS pixels; a panel that needs more widens it
 */
public record Figure(
    String id,
    String title,
    String subtitle,
    List<Panel> panels,
    Arrangement arrangement,
    String footnote,
    String alternativeText,
    Locale language,
    double widthPx) {
  public Figure {
    panels = List.copyOf(panels);
    if (!Tag.isId(id)) {
      throw new IllegalArgumentException(
          "the figure's id '"
              + id
              + "' must be letters, digits and . _ : - and begin with a letter");
    }
    if (title.isBlank()) {
      throw new IllegalArgumentException("the figure '" + id + "' has no title");
    }
    if (panels.isEmpty()) {
      throw new IllegalArgumentException("the figure '" + id + "' has no panels");
    }
    if (!(widthPx >= 200 && widthPx <= 20_000)) {
      throw new IllegalArgumentException(
          "the figure '" + id + "' is " + widthPx + " px wide; 200 to 20000");
    }
  }

  public static Builder builder(String id, String title) {
    return new Builder(id, title);
  }

  /** Collects the optional parts of a figure. */
  public static final class Builder {
    private final String id;
    private final String title;
    private String subtitle = "";
    private List<Panel> panels = List.of();
    private Arrangement arrangement = Arrangement.stack();
    private String footnote = "";
    private String alternativeText = "";
    private Locale language = Locale.ENGLISH;
    private double widthPx = 860;

    private Builder(String id, String title) {
      this.id = id;
      this.title = title;
    }

    public Builder subtitle(String text) {
      this.subtitle = text;
      return this;
    }

    public Builder panels(Panel... parts) {
      return panels(List.of(parts));
    }

    public Builder panels(List<? extends Panel> parts) {
      this.panels = List.copyOf(parts);
      return this;
    }

    public Builder arrangement(Arrangement how) {
      this.arrangement = how;
      return this;
    }

    public Builder footnote(String text) {
      this.footnote = text;
      return this;
    }

    /** Without one, the title and the subtitle stand in. */
    public Builder alternativeText(String text) {
      this.alternativeText = text;
      return this;
    }

    public Builder language(Locale locale) {
      this.language = locale;
      return this;
    }

    public Builder widthPx(double px) {
      this.widthPx = px;
      return this;
    }

    public Figure build() {
      String alternative =
          alternativeText.isEmpty() ? (title + ". " + subtitle).strip() : alternativeText;
      return new Figure(
          id, title, subtitle, panels, arrangement, footnote, alternative, language, widthPx);
    }
  }
}
