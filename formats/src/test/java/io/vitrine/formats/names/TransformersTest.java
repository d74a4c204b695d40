package io.vitrine.formats.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.formats.Networks;
import io.vitrine.grouping.Grouping;
import io.vitrine.grouping.pattern.Group;
import io.vitrine.model.Network;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.operator.ShapeInference;
import io.vitrine.operator.ShapeTable;
import io.vitrine.summary.Format;
import io.vitrine.summary.Summary;
import io.vitrine.summary.SummaryOptions;
import io.vitrine.summary.SummaryRow;
import io.vitrine.summary.Tally;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Small networks of Hugging Face's transformers, exported by both of PyTorch's exporters (
 * export_transformers.py): two layers of width D = 16 with two heads and a hidden width of 2 D or,
 * in GPT-2, 4 D; T = 8 steps, in the ViT 17.
 */
class TransformersTest {
  private static Network network(String name) throws IOException {
    try {
      return Networks.read(
              Path.of(
                  Objects.requireNonNull(
                          TransformersTest.class.getResource(
                              "/io/vitrine/formats/transformers/" + name + ".onnx"))
                      .toURI()))
          .network();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Shape[] given(Network network) {
    Shape shape = network.inputs().get(0).type().tensorShape().orElseThrow();
    return new Shape[] {shape.rank() == 2 ? Shape.of(1, 8) : Shape.of(1, 3, 16, 16)};
  }

  /**
   * Multiply-accumulates by hand, a layer: four projections {@code 4 T D D}, both products of
   * attention {@code 2 T T D}, and both linear layers {@code 2 T D F}. BERT's pooler adds {@code D
   * D}, GPT-2's head {@code T D V} with V = 20, the ViT's patches {@code 16 D 48}. Parameters are
   * PyTorch's; the exporter wrote GPT-2's tied head a second time, transposed, which counts once.
   */
  @ParameterizedTest
  @CsvSource({
    "bert_dynamo, 5360, 16 * 16 for the pooler, 37120",
    "distilbert_torchscript, 5056, none, 36864",
    "gpt2_dynamo, 7168, 8 * 16 * 20 for the head, 55808",
    "vit_torchscript, 5552, 16 * 16 * 48 for the patches, 100416"
  })
  void summary_hasPyTorchsParametersAndMacsByHand(
      String name, long parameters, String more, long macs) throws IOException {
    Network network = network(name);

    Summary summary = Summary.of(network, given(network));

    assertThat(summary.problems()).isEmpty();
    assertThat(summary.totals().parameters().total()).isEqualTo(parameters);
    assertThat(summary.totals().macs()).as(more).isEqualTo(new Tally(macs, 0));
  }

  @Test
  void summary_tiedHeadStoredTransposed_countsOnceAndSaysSo() throws IOException {
    Network network = network("gpt2_dynamo");

    Summary summary = Summary.of(network, SummaryOptions.defaults().locale(Locale.ENGLISH));

    assertThat(network.parameter("val_309").orElseThrow().copy())
        .contains(new Parameter.Copy("lm_head.weight", Parameter.Order.TRANSPOSED));
    assertThat(summary.shared())
        .contains(
            new SummaryRow.Shared(
                "lm_head.weight", 320, List.of("transformer.wte", "lm_head"), List.of("val_309")));
    assertThat(summary.layer("lm_head").orElseThrow().parameters().total()).isZero();
    assertThat(summary.to(Format.TEXT))
        .contains(
            "* lm_head.weight (320), which the file stores again as val_309, is shared by"
                + " transformer.wte, lm_head; it counts once, at transformer.wte.");
  }

  @ParameterizedTest
  @CsvSource({
    "bert_dynamo, encoder.layer.1.attention.self.query, encoder.layer.0.output",
    "distilbert_torchscript, transformer.layer.1.attention.q_lin, transformer.layer.0.ffn",
    "gpt2_dynamo, transformer.h.1.attn.c_attn, transformer.h.0.mlp",
    "vit_torchscript, layers.1.attention.q_proj, layers.0.mlp"
  })
  void summary_isTheModulesTree(String name, String layer, String module) throws IOException {
    Summary summary = Summary.of(network(name));

    Set<String> paths = new HashSet<>();
    summary.layers().stream()
        .map(SummaryRow::path)
        .forEach(
            path -> {
              paths.add(path);
              for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
                paths.add(path.substring(0, dot));
              }
            });
    assertThat(paths).contains(layer, module);
  }

  /** Every value's rank is known without any size, and every size but the steps'. */
  @ParameterizedTest
  @CsvSource({"bert_dynamo", "distilbert_torchscript", "gpt2_dynamo", "vit_torchscript"})
  void infer_openSteps_staysAnExpression(String name) throws IOException {
    Network network = network(name);

    ShapeTable shapes = ShapeInference.infer(network);

    List<String> unknown =
        network.nodes().stream()
            .flatMap(node -> node.outputs().stream())
            .filter(value -> shapes.shape(value).map(s -> s.toString().contains("?")).orElse(true))
            .toList();
    assertThat(unknown).isEmpty();
  }

  /** Both layers are found, whatever their masks are shared with and whatever form GELU has. */
  @ParameterizedTest
  @CsvSource({"bert_dynamo", "distilbert_torchscript", "gpt2_dynamo", "vit_torchscript"})
  void grouping_twoLayers_twoBlocksWithAnAttentionEach(String name) throws IOException {
    List<Group> blocks = ofKind("transformer-block", Grouping.of(network(name)).root()).toList();

    assertThat(blocks).hasSize(2);
    assertThat(blocks)
        .allSatisfy(
            block -> {
              assertThat(ofKind("attention", block)).hasSize(1);
              assertThat(ofKind("attention-core", block)).hasSize(1);
            });
  }

  @ParameterizedTest
  @CsvSource({"bert_dynamo", "distilbert_torchscript", "gpt2_dynamo", "vit_torchscript"})
  void grouping_equalLayers_areFolded(String name) throws IOException {
    Grouping grouping = Grouping.of(network(name));

    assertThat(ofKind("repeat", grouping.root()))
        .singleElement()
        .satisfies(repeat -> assertThat(repeat.members()).hasSize(2));
  }

  private static Stream<Group> ofKind(String kind, Group in) {
    return Stream.concat(
        in.is(kind) ? Stream.of(in) : Stream.empty(),
        in.members().stream().flatMap(member -> ofKind(kind, member)));
  }
}
