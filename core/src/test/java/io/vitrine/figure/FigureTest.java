package io.vitrine.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vitrine.figure.color.Palette;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {
  @Test
  void build_withoutAlternativeText_takesTheTitle() {
    Panel panel = AxesPanel.of("", Axis.linear("x"), Axis.linear("y"));
    Figure figure = Figure.builder("a", "Loss").subtitle("of vgg16").panels(panel).build();
    assertThat(figure.alternativeText()).isEqualTo("Loss. of vgg16");
  }

  @Test
  void build_withoutPanels_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Figure.builder("a", "Loss").build())
        .withMessageContaining("no panels");
  }

  @Test
  void tag_idWithSpace_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tag.of("a b", ""))
        .withMessageContaining("'a b'");
  }

  @Test
  void bars_notOneForEachCategory_areRefused() {
    Axis axis = Axis.categories("", List.of("a", "b"));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                AxesPanel.of(
                    "p", axis, Axis.linear("y"), Mark.Bars.of("n", Numbers.of(1), Palette.BLUE)))
        .withMessageContaining("1 values for 2 categories");
  }

  @Test
  void grid_changedSource_staysAsItWas() {
    float[] values = {1, 2};
    Grid grid = Grid.of(1, 2, values);
    values[0] = 9;
    assertThat(grid.at(0, 0)).isEqualTo(1);
    assertThat(grid).isEqualTo(Grid.of(1, 2, 1, 2));
  }

  @Test
  void pixels_planesOfRgb_areInterleaved() {
    assertThat(Pixels.rgb(1, 1, 1, 0.5f, 0).argb(0, 0)).isEqualTo(0xFFFF8000);
    assertThat(Pixels.gray(1, 1, Float.NaN).argb(0, 0)).isEqualTo(0xFF000000);
  }
}
