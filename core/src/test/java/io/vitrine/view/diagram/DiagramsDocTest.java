package io.vitrine.view.diagram;

import static io.vitrine.grouping.pattern.Pattern.nothing;
import static io.vitrine.grouping.pattern.Pattern.operator;
import static io.vitrine.grouping.pattern.Pattern.parallel;
import static io.vitrine.grouping.pattern.Pattern.serial;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.figure.Figure;
import io.vitrine.grouping.Cut;
import io.vitrine.grouping.Grouping;
import io.vitrine.grouping.Nets;
import io.vitrine.grouping.Rules;
import io.vitrine.grouping.Shown;
import io.vitrine.grouping.pattern.Group;
import io.vitrine.grouping.pattern.Parts;
import io.vitrine.grouping.pattern.Pattern;
import io.vitrine.grouping.pattern.Rule;
import io.vitrine.model.Network;
import io.vitrine.render.check.DiagramCheck;
import io.vitrine.view.DocExample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The code in docs/diagrams.md is the code here. */
class DiagramsDocTest {
  private static final DocExample DOC =
      new DocExample(
          Path.of("../docs/diagrams.md"),
          Path.of("src/test/java/io/vitrine/view/diagram/DiagramsDocTest.java"));

  @Test
  void example_ofTheDocs_groupsByItsOwnRule() {
    Network network = gated();
    // begin
    Pattern gate = serial(Parts.convolution().where(c -> c.kernel().equals(List.of(1L, 1L))));
    Pattern gated = parallel(gate, nothing()).into(operator("Mul").taking(2));
    Grouping grouping = Grouping.of(network, Rules.with(Rule.of("gated-unit", gated)));

    Shown shown = Shown.of(grouping, Cut.standard().collapsing("head"));
    ArchitectureOptions options = ArchitectureOptions.defaults();
    Figure figure = Architecture.style("block").draw(shown, options, Locale.ENGLISH);
    // end
    assertThat(shown.items().stream().map(Shown.Item::group).map(Group::kind))
        .containsExactly("gated-unit", "module");
    assertThat(DiagramCheck.problems(figure)).isEmpty();
  }

  private static Network gated() {
    return Nets.onMaps(
        "gated",
        (n, x) -> {
          String y = n.op("unit.mul", "Mul", x, n.conv("unit.gate", x, 16, 16, 1));
          y = n.convRelu("head.0", y, 8, 16, 3);
          return n.convRelu("head.1", n.samePool("head.pool", y), 8, 8, 3);
        });
  }

  @Test
  void example_inTheDocs_isTheCodeOfThisTest() throws IOException {
    DOC.check("");
  }
}
