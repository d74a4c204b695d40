package io.vitrine.summary;

import static io.vitrine.summary.Networks.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format of every network, against recorded text. */
class FormatTest {
  private static final Map<Format, String> ENDINGS =
      Map.of(
          Format.TEXT, ".txt",
          Format.CSV, ".csv",
          Format.JSON, ".json",
          Format.MARKDOWN, ".md",
          Format.LATEX, ".tex",
          Format.HTML_TABLE, ".table.html",
          Format.HTML, ".html");

  static Stream<Arguments> all() {
    return Stream.of(Format.values())
        .flatMap(
            format ->
                Stream.of(
                    Arguments.of(format, "vgg16", Summary.of(Networks.zoo("vgg16"), ROOT)),
                    Arguments.of(format, "lenet5", Summary.of(Networks.zoo("lenet5"), ROOT)),
                    Arguments.of(format, "resnet18", Summary.of(Networks.zoo("resnet18"), ROOT)),
                    Arguments.of(format, "mlp", Summary.of(Networks.zoo("mlp"), ROOT)),
                    Arguments.of(format, "tied", Summary.of(Networks.tied(), ROOT)),
                    Arguments.of(format, "unknown", Summary.of(Networks.unknown(), ROOT)),
                    Arguments.of(format, "every-option", everyOption())));
  }

  /** Batch, depth, columns, order, language and explanations at once. */
  private static Summary everyOption() {
    SummaryOptions options =
        ROOT.batch(64)
            .depth(1)
            .columns(List.of(Column.INPUT, Column.TRAINABLE, Column.BUFFERS, Column.MACS))
            .sort(SummaryOptions.Sort.by(Column.MACS))
            .locale(Locale.SIMPLIFIED_CHINESE)
            .explained();
    return Summary.of(Networks.zoo("resnet18"), options);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("all")
  void write_everyFormat_isGolden(Format format, String name, Summary summary) {
    Golden.check(name + ENDINGS.get(format), summary.to(format));
  }

  @Test
  void of_anyCase_finds() {
    assertThat(Format.of("markDown")).isEqualTo(Format.MARKDOWN);
    assertThatThrownBy(() -> Format.of("docx"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("docx")
        .hasMessageContaining("markdown");
  }
}
