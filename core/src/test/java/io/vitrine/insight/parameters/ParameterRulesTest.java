package io.vitrine.insight.parameters;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.insight.rule.Rule;
import io.vitrine.zoo.Zoo;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ParameterRulesTest {
  private static final ParameterFacts VGG = ParameterFacts.of(Zoo.vgg16(1, 32, 32, 10));
  private static final ParameterFacts MLP = ParameterFacts.of(Zoo.mlp(1, 28, 28, 10));

  private static String said(Rule<ParameterFacts> rule, ParameterFacts facts) {
    return rule.apply(facts).map(finding -> finding.sentence(Locale.US)).orElse("nothing");
  }

  @Test
  void of_vgg16_countsAsThePublishedTable() {
    assertThat(VGG.parameters()).isEqualTo(15_118_538);
    assertThat(VGG.macs()).isEqualTo(312_412_672);
    assertThat(VGG.bufferCount()).isEqualTo(8448);
  }

  @Test
  void total_vgg16() {
    assertThat(said(new Total(), VGG))
        .isEqualTo(
            "The network has 15,118,538 trainable parameters (57.67 MiB): 97.3% in convolutions,"
                + " 2.6% in fully connected layers.");
  }

  @Test
  void largestStage_vgg16_isTheLast() {
    assertThat(said(new LargestStage(), VGG))
        .isEqualTo("Of the 6 stages, layer5 holds the largest share: 7,082,496 (46.8%).");
  }

  @Test
  void largestLayers_equalOnes_standTogether() {
    assertThat(said(new LargestLayers(), VGG))
        .isEqualTo(
            "The 5 largest of the 29 layers with parameters hold 78.0% of them: layer4.3, layer4.6,"
                + " layer5.0, layer5.3, layer5.6.");
    assertThat(said(new LargestLayers(), MLP))
        .contains("The largest of the 3 layers with parameters holds")
        .contains("91.9%");
  }

  @Test
  void work_equalLayers_areAllNamed() {
    assertThat(said(new Work(), VGG))
        .startsWith("One image takes 312,412,672 multiply-accumulates. The most go into layer1.3,")
        .contains("12.1% each; convolutions do 99.9% of all.");
  }

  @Test
  void batchNorm_vgg16AndMlp() {
    assertThat(said(new BatchNorm(), VGG))
        .contains("8,448 parameters (0.06%); their 8,448 running");
    assertThat(said(new BatchNorm(), MLP)).isEqualTo("nothing");
  }
}
