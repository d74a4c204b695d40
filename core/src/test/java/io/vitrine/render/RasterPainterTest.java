package io.vitrine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.figure.Figure;
import io.vitrine.figure.color.Palette;
import io.vitrine.render.drawing.Drawing;
import io.vitrine.render.drawing.Element;
import io.vitrine.render.layout.FigureLayout;
import io.vitrine.render.raster.Surface;
import io.vitrine.render.raster.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RasterPainterTest {
  private static final RenderOptions OPTIONS = RenderOptions.defaults();

  static Stream<Figure> figures() {
    return DemoFigures.all().stream();
  }

  /** The drawing as Java2D alone paints it; its samples are 8 x 8 in a pixel. */
  private static int[] byJava2d(Drawing drawing) {
    PictureSize size = PictureSize.of(drawing, OPTIONS);
    Surface surface = Surface.of(size.width(), size.height(), OPTIONS.theme().rgb(Palette.PAPER));
    Java2dPainter painter = new Java2dPainter(surface, OPTIONS);
    paint(drawing.elements(), painter, surface);
    painter.dispose();
    return surface.pixels();
  }

  private static void paint(List<Element> elements, Java2dPainter painter, Surface surface) {
    for (Element element : elements) {
      if (element instanceof Element.Group group) {
        Window before = surface.window();
        group
            .clip()
            .ifPresent(box -> surface.clip(Window.of(RasterPainter.scaled(box, OPTIONS.scale()))));
        paint(group.elements(), painter, surface);
        surface.restore(before);
      } else {
        painter.paint(element, surface.window());
      }
    }
  }

  private static int difference(int a, int b) {
    int most = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      most = Math.max(most, Math.abs((a >> shift & 0xFF) - (b >> shift & 0xFF)));
    }
    return most;
  }

  /** Of 255 levels: 0.2 on average; 16 and more in one pixel of 1,000; nowhere more than 100. */
  @ParameterizedTest
  @MethodSource("figures")
  void paint_everyDemo_isAsJava2dPaintsIt(Figure figure) {
    Drawing drawing = FigureLayout.of(figure);
    int[] painted = RasterPainter.paint(drawing, OPTIONS).pixels();
    int[] wanted = byJava2d(drawing);

    int[] differences = new int[painted.length];
    for (int i = 0; i < painted.length; i++) {
      differences[i] = difference(painted[i], wanted[i]);
    }
    assertThat(Arrays.stream(differences).average().orElseThrow()).isLessThan(0.2);
    assertThat(Arrays.stream(differences).filter(difference -> difference >= 16).count())
        .isLessThan(painted.length / 1000);
    assertThat(Arrays.stream(differences).max().orElseThrow()).isLessThanOrEqualTo(100);
  }

  @ParameterizedTest
  @MethodSource("figures")
  void paint_inBands_equalsTheWhole(Figure figure) {
    Drawing drawing = FigureLayout.of(figure);
    int[] whole = RasterPainter.paint(drawing, OPTIONS).pixels();
    List<int[]> bands = new ArrayList<>();
    int width = PictureSize.of(drawing, OPTIONS).width();

    RasterPainter.paint(
        drawing, OPTIONS, (rgb, rows) -> bands.add(Arrays.copyOf(rgb, rows * width)));

    assertThat(bands.stream().flatMapToInt(Arrays::stream).toArray()).isEqualTo(whole);
  }
}
