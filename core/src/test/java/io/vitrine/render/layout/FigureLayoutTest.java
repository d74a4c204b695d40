package io.vitrine.render.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.figure.Figure;
import io.vitrine.render.check.DrawingCheck;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FigureLayoutTest {
  @ParameterizedTest
  @MethodSource("io.vitrine.render.DemoFigures#all")
  void of_everyDemo_keepsTextsInsideAndApart(Figure figure) {
    assertThat(DrawingCheck.problems(FigureLayout.of(figure))).isEmpty();
  }
}
