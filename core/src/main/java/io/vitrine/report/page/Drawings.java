package io.vitrine.report.page;

import io.vitrine.render.Figures;
import io.vitrine.render.Theme;
import io.vitrine.report.page.Content.Picture;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The pictures of a report as SVG, all drawn at the same time on as many threads as there are
 * cores, before the page is written from top to bottom.
 */
final class Drawings {
  private final IdentityHashMap<Picture, String> svgs;

  private Drawings(IdentityHashMap<Picture, String> svgs) {
    this.svgs = svgs;
  }

  static Drawings of(Report report) {
    List<Picture> pictures =
        report.sections().stream()
            .flatMap(section -> section.contents().stream())
            .flatMap(Drawings::pictures)
            .toList();
    List<String> drawn =
        pictures.parallelStream()
            .map(picture -> Figures.svg(picture.figure(), Theme.AUTO))
            .toList();
    IdentityHashMap<Picture, String> svgs = new IdentityHashMap<>();
    for (int i = 0; i < drawn.size(); i++) {
      svgs.put(pictures.get(i), drawn.get(i));
    }
    return new Drawings(svgs);
  }

  private static Stream<Picture> pictures(Content content) {
    if (content instanceof Picture picture) {
      return Stream.of(picture);
    }
    if (content instanceof Content.Pictures several) {
      return several.pictures().stream();
    }
    if (content instanceof Content.Group group) {
      return group.contents().stream().flatMap(Drawings::pictures);
    }
    if (content instanceof Content.Fold fold) {
      return fold.contents().stream().flatMap(Drawings::pictures);
    }
    return Stream.empty();
  }

  /** A picture of the report, as one SVG element. */
  String svg(Picture picture) {
    return Objects.requireNonNull(svgs.get(picture), "a picture of the report");
  }
}
