package io.vitrine.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.model.Dim;
import io.vitrine.model.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns of names and shapes, and the names that are near. */
class PatternsTest {
  @ParameterizedTest
  @CsvSource({
    "layer1, encoder.Layer1.0, true",
    "layer1, layer2.0, false",
    "*.weight, a.b.weight, true",
    "*.weight, a.weight.b, false",
    "layer?.0, layer1.0, true",
    "layer?.0, layer12.0, false",
    "a.b*, axb1, false",
    "'/^layer[12]\\./', layer2.0, true",
    "'/^layer[12]\\./', layer3.0, false",
    "/conv1/Conv, '/conv1/Conv', true"
  })
  void name_matches(String pattern, String name, boolean expected) {
    assertThat(NamePattern.of(pattern).matches(name)).isEqualTo(expected);
  }

  @Test
  void name_broken_saysWhy() {
    assertThatThrownBy(() -> NamePattern.of("/[/")).hasMessageContaining("regular expression");
    assertThatThrownBy(() -> NamePattern.of("")).hasMessageContaining("empty");
  }

  @ParameterizedTest
  @CsvSource({
    "'64,*,3,3', true",
    "64x*x3x3, true",
    "'(64, 3, 3, 3)', true",
    "'64,...', true",
    "'...,3', true",
    "'64,...,3,3,3', true",
    "..., true",
    "'64,*,3', false",
    "'64,...,4', false",
    "'64,3,3,3,*', false"
  })
  void shape_matches(String pattern, boolean expected) {
    assertThat(ShapePattern.of(pattern).matches(Shape.of(64, 3, 3, 3))).isEqualTo(expected);
  }

  @Test
  void shape_symbols_matchByName() {
    Shape shape = Shape.of(Dim.symbol("N"), Dim.unknown());
    assertThat(ShapePattern.of("N,*").matches(shape)).isTrue();
    assertThat(ShapePattern.of("M,*").matches(shape)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "64;3", "-1,3", "64,,3", "3.5"})
  void shape_broken_saysHowToWrite(String text) {
    assertThatThrownBy(() -> ShapePattern.of(text)).hasMessageContaining("write 64,*,3,3");
  }

  @Test
  void near_typo_findsTheNearestFirst() {
    assertThat(NearNames.of("layer1.wieght", Stream.of("fc", "layer12.weight", "layer1.weight")))
        .containsExactly("layer1.weight", "layer12.weight");
    assertThat(NearNames.of("conv", Stream.of("block.Conv_1", "fc")))
        .containsExactly("block.Conv_1");
    assertThat(NearNames.of("something else", Stream.of("fc"))).isEmpty();
  }
}
