package io.vitrine.render.drawing;

import java.util.List;
import java.util.Locale;

/**
 * A page of elements, painted in order.
 *
 * @param id names it in a page and begins every id in it
 * @param title what it shows
 * @param description the same in words, for whoever cannot see it
 */
public record Drawing(
    String id,
    double width,
    double height,
    String title,
    String description,
    Locale language,
    List<Element> elements) {
  public Drawing {
    elements = List.copyOf(elements);
    if (!(width > 0 && height > 0 && width < 1e6 && height < 1e6)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the drawing '%s' would be %,.0f x %,.0f px; a side is above 0 and below 1,000,000 px:"
                  + " show less of it, of a network with --depth or --collapse",
              title,
              width,
              height));
    }
  }
}
