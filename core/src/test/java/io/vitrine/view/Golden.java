package io.vitrine.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.figure.Figure;
import io.vitrine.render.Figures;
import io.vitrine.render.Theme;
import io.vitrine.render.check.DrawingCheck;
import io.vitrine.render.layout.FigureLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks of a view's figure as it is drawn. */
public final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/io/vitrine/view");

  private Golden() {}

  /** Compares the SVG with a recorded one; {@code -Dgolden.update} records it anew. */
  public static void checkSvg(String file, Figure figure) {
    checkSvg(FOLDER.resolve(file), figure);
  }

  /** The same with a file of any folder. */
  public static void checkSvg(Path golden, Figure figure) {
    String actual = Figures.svg(figure, Theme.LIGHT);
    try {
      if (System.getProperty("golden.update") != null) {
        Files.createDirectories(golden.toAbsolutePath().getParent());
        Files.writeString(golden, actual);
      }
      assertThat(actual)
          .as("%s; -Dgolden.update writes it anew", golden)
          .isEqualTo(Files.readString(golden));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No text reaches over the page's edge or over another. */
  public static void checkReadable(Figure figure) {
    assertThat(DrawingCheck.problems(FigureLayout.of(figure))).as(figure.title()).isEmpty();
    assertThat(figure.alternativeText()).isNotBlank();
  }
}
