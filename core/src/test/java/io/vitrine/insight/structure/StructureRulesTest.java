package io.vitrine.insight.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.insight.rule.Rule;
import io.vitrine.zoo.Zoo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StructureRulesTest {
  private static final StructureFacts VGG = StructureFacts.of(Zoo.vgg16(1, 32, 32, 10));

  private static String said(Rule<StructureFacts> rule, StructureFacts facts) {
    return rule.apply(facts).map(finding -> finding.sentence(Locale.US)).orElse("nothing");
  }

  @Test
  void layers_vgg16_areCounted() {
    assertThat(said(new Layers(), VGG))
        .isEqualTo(
            "The network has 51 layers. 16 of them multiply by learned weights: 13 convolutions and"
                + " 3 fully connected layers.");
  }

  @Test
  void shrinking_vgg16_endsAtOnePixel() {
    assertThat(said(new Shrinking(), VGG))
        .startsWith(
            "On the way the map changes from 32 × 32 to 1 × 1 cells, while its channels go from 1"
                + " to 512");
  }

  /** 212 is the published field of VGG-16's last pool. */
  @Test
  void receptiveField_vgg16_isThePublishedOne() {
    assertThat(said(new ReceptiveField(), VGG))
        .startsWith(
            "A cell of the last map (layer5.9) depends on a field of 212 × 212 pixels, wider than"
                + " the 32 × 32 image");
  }

  @Test
  void receptiveField_lenet5_isNarrower() {
    StructureFacts lenet = StructureFacts.of(Zoo.lenet5(1, 32, 32, 10));

    assertThat(said(new ReceptiveField(), lenet))
        .contains("(pool2) depends on a field of 16 × 16 pixels out of the 32 × 32 image");
  }

  @Test
  void rules_networkWithoutMaps_tellOnlyTheLayers() {
    StructureFacts mlp = StructureFacts.of(Zoo.mlp(1, 28, 28, 10));

    assertThat(said(new Layers(), mlp)).contains("no convolutions and 3 fully connected layers");
    assertThat(said(new Shrinking(), mlp)).isEqualTo("nothing");
    assertThat(said(new ReceptiveField(), mlp)).isEqualTo("nothing");
  }

  @Test
  void problems_some_tellTheFirst() {
    StructureFacts facts =
        new StructureFacts(
            2, 1, 1, Optional.empty(), Optional.empty(), List.of("node a does not fit", "more"));

    assertThat(said(new Problems(), facts))
        .isEqualTo("The shapes of 2 layers do not fit; the first: node a does not fit");
  }
}
