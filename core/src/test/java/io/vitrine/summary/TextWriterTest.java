package io.vitrine.summary;

import static io.vitrine.summary.Networks.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.language.TextLayout;
import io.vitrine.model.Network;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TextWriterTest {
  private static String text(String name, SummaryOptions options) {
    return Summary.of(Networks.zoo(name), options).to(Format.TEXT);
  }

  @Test
  void write_depth1_sumsStages() {
    Golden.check("vgg16-depth1.txt", text("vgg16", ROOT.depth(1)));
  }

  @Test
  void write_depth2_sumsBlocks() {
    Golden.check("resnet18-depth2.txt", text("resnet18", ROOT.depth(2)));
  }

  @Test
  void write_batch64_keepsMacsPerImage() {
    Golden.check("vgg16-batch64.txt", text("vgg16", ROOT.batch(64)));
  }

  @Test
  void write_chinese_aligns() {
    String text = text("vgg16", ROOT.locale(Locale.SIMPLIFIED_CHINESE));

    Golden.check("vgg16-zh.txt", text);
    List<String> lines = text.lines().toList();
    int width = TextLayout.width(lines.get(1));
    assertThat(TextLayout.width(lines.get(2))).as("headings under the rule").isEqualTo(width);
    assertThat(TextLayout.width(lines.get(4))).as("numbers end at the rule's end").isEqualTo(width);
  }

  @Test
  void write_sorted_flattensAndSaysSo() {
    SummaryOptions options = ROOT.sort(SummaryOptions.Sort.by(Column.PARAMETERS));

    Golden.check("vgg16-sorted.txt", text("vgg16", options));
  }

  @Test
  void write_explained_hasFormulaAndPurposeBelowEachLayer() {
    String text = text("vgg16", ROOT.explained());

    Golden.check("vgg16-explained.txt", text);
    assertThat(text).contains("(32 - 3 + 2*1)/1 + 1 = 32").contains("Slides small learned kernels");
  }

  @Test
  void write_explainedInChinese_wrapsWithinTheTable() {
    String text = text("lenet5", ROOT.explained().locale(Locale.SIMPLIFIED_CHINESE));

    Golden.check("lenet5-explained-zh.txt", text);
  }

  @Test
  void write_everyColumn_isGolden() {
    Golden.check("lenet5-columns.txt", text("lenet5", ROOT.columns(List.of(Column.values()))));
  }

  @Test
  void write_controlCharactersInNames_doNotReachTheTerminal() {
    var b = Network.builder("evil\u001b[31m\nname");
    b.input("x", io.vitrine.model.ElementType.FLOAT32, io.vitrine.model.Shape.of(1, 2));
    b.node("a\u001b[2J\u202e", "Relu", "x");
    Network network = b.output("a\u001b[2J\u202e", io.vitrine.model.ValueType.unknown()).build();

    String text = Summary.of(network, ROOT).to(Format.TEXT);

    assertThat(text).doesNotContain("\u001b").doesNotContain("\u202e").contains("evil\uFFFD[31m");
  }
}
