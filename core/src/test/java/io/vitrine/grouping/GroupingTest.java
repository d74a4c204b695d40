package io.vitrine.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.grouping.pattern.Group;
import io.vitrine.grouping.pattern.Parts;
import io.vitrine.grouping.pattern.Pattern;
import io.vitrine.grouping.pattern.Rule;
import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import io.vitrine.zoo.Zoo;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GroupingTest {
  /** Kinds and paths of what is usually shown, with how often. */
  private static List<String> shown(Network network) {
    return Shown.of(Grouping.of(network), Cut.standard()).items().stream()
        .map(i -> i.group().kind() + " " + i.path() + (i.times() > 1 ? " x" + i.times() : ""))
        .toList();
  }

  static Stream<Network> networks() {
    return Stream.concat(
        Zoo.names().stream().map(name -> Zoo.build(name, Zoo.usualTask(name))), fixtures());
  }

  private static Stream<Network> fixtures() {
    return Stream.of(
        Nets.random(1),
        Nets.random(2),
        Nets.random(3),
        Nets.nestedForks(),
        Nets.twoInputs(),
        Nets.deepResidual(5),
        Nets.onSequences("pre", (n, x) -> n.preNorm("b", x)),
        Nets.onSequences("post", (n, x) -> n.postNorm("b", x)),
        Nets.dense(4),
        Nets.alternating(3),
        decoders(3),
        Nets.unet());
  }

  private static Network decoders(int count) {
    return Nets.onSequences(
        "decoders",
        (n, x) -> {
          String memory = n.postNorm("encoder", x);
          String y = x;
          for (int i = 0; i < count; i++) {
            y = n.postNormDecoder("decoder." + i, y, memory);
          }
          return y;
        });
  }

  @ParameterizedTest
  @MethodSource("networks")
  void of_anyNetwork_putsEveryNodeInExactlyOneGroup(Network network) {
    Grouping grouping = Grouping.of(network);

    assertThat(grouping.root().allNodes().map(Node::name).toList())
        .containsExactlyInAnyOrderElementsOf(network.nodes().stream().map(Node::name).toList());
    assertThat(Grouping.of(network).root()).isEqualTo(grouping.root());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void shown_atAnyDepth_hasLinksThatLeadForward(Network network) {
    Grouping grouping = Grouping.of(network);

    for (int depth = 1; depth < 8; depth++) {
      Shown shown = Shown.of(grouping, Cut.atDepth(depth));
      assertThat(shown.links()).allMatch(link -> link.from() < link.to());
      for (int item = 0; item < shown.items().size(); item++) {
        int index = item;
        assertThat(shown.links()).anyMatch(link -> link.to() == index);
      }
    }
  }

  @Test
  void of_vgg_showsLayersWithWhatRefinesThem() {
    assertThat(shown(Zoo.vgg16(1, 32, 32, 10)))
        .startsWith("convolution layer1.0", "convolution layer1.3", "pooling layer1.6")
        .endsWith("linear fc.0", "linear fc.3", "linear fc.6");
  }

  @Test
  void of_resnet_findsBlocksAndFoldsEqualOnes() {
    assertThat(shown(Zoo.resnet18(3, 224, 224, 1000)))
        .containsExactly(
            "convolution conv1",
            "pooling maxpool",
            "basic-block layer1.0 x2",
            "basic-block layer2.0",
            "basic-block layer2.1",
            "basic-block layer3.0",
            "basic-block layer3.1",
            "basic-block layer4.0",
            "basic-block layer4.1",
            "pooling avgpool",
            "linear fc");
  }

  @Test
  void of_bottleneckWithProjection_isOneBlock() {
    Network network =
        Nets.onMaps(
            "bottleneck",
            (n, x) -> {
              String y = n.convRelu("b.1", x, 8, 16, 1);
              y = n.convRelu("b.2", y, 8, 8, 3);
              y = n.norm("b.bn3", n.conv("b.3", y, 32, 8, 1), 32);
              String side = n.norm("b.down.1", n.conv("b.down.0", x, 32, 16, 1), 32);
              return n.op("b.relu", "Relu", n.op("b.add", "Add", y, side));
            });

    assertThat(shown(network)).containsExactly("bottleneck b");
  }

  @Test
  void of_inception_takesBranchesOfConvolutionsAndPools() {
    Network network =
        Nets.onMaps(
            "inception",
            (n, x) -> {
              String a = n.convRelu("m.a", x, 8, 16, 1);
              String b = n.convRelu("m.b2", n.convRelu("m.b1", x, 4, 16, 1), 8, 4, 3);
              Map<String, Attribute> same =
                  Map.of("kernel_shape", Attribute.ints(3, 3), "pads", Attribute.ints(1, 1, 1, 1));
              String c = n.convRelu("m.c", n.op("m.pool", "MaxPool", same, x), 8, 16, 1);
              return n.concat("m.cat", a, b, c);
            });

    assertThat(shown(network)).containsExactly("inception m");
  }

  @Test
  void of_mobileBlock_withSiluAndSqueeze_isAnInvertedResidual() {
    Network network =
        Nets.onMaps(
            "mobile",
            (n, x) -> {
              String y = n.conv("b.expand", x, 64, 16, 1);
              y = n.op("b.silu", "Mul", y, n.op("b.sigmoid", "Sigmoid", y));
              y = n.op("b.relu6", "Relu", n.conv("b.depth", y, 64, 64, 3, 64));
              String s = n.op("b.se.pool", "GlobalAveragePool", y);
              s = n.convRelu("b.se.1", s, 4, 64, 1);
              s = n.op("b.se.gate", "HardSigmoid", n.conv("b.se.2", s, 64, 4, 1));
              y = n.conv("b.project", n.op("b.se.mul", "Mul", y, s), 16, 64, 1);
              return n.op("b.add", "Add", y, x);
            });

    assertThat(shown(network)).containsExactly("inverted-residual b");
    assertThat(Grouping.of(network).root().members().get(0).members())
        .extracting(Group::kind)
        .containsExactly("convolution", "convolution", "squeeze-excite", "convolution", "Add");
  }

  @Test
  void of_separableConvolution_isOneBlock() {
    Network network =
        Nets.onMaps(
            "separable",
            (n, x) -> {
              String y = n.op("d.relu", "Relu", n.conv("d.0", x, 16, 16, 3, 16));
              return n.convRelu("d.1", y, 32, 16, 1);
            });

    assertThat(shown(network)).containsExactly("separable-convolution d");
  }

  @Test
  void of_denseBlock_foldsItsLayers() {
    Grouping grouping = Grouping.of(Nets.dense(4));

    assertThat(shown(grouping.network())).containsExactly("pooling pool0", "dense-block block");
    assertThat(grouping.root().members().get(1).members())
        .extracting(Group::kind)
        .containsExactly("repeat", "Concat");
    assertThat(grouping.root().members().get(1).members().get(0).times()).isEqualTo(4);
  }

  @Test
  void of_unet_findsStagesDownAndUp() {
    assertThat(shown(Nets.unet()))
        .containsExactly(
            "convolution in.0",
            "convolution in.1",
            "u-net-down down",
            "u-net-up up",
            "convolution out");
  }

  @Test
  void of_transformers_findsBothOrdersOfNorms() {
    assertThat(shown(Nets.onSequences("pre", (n, x) -> n.preNorm("b", x))))
        .containsExactly("transformer-block b");
    assertThat(shown(Nets.onSequences("post", (n, x) -> n.postNorm("b", x))))
        .containsExactly("transformer-block b");
  }

  @Test
  void of_attention_asProductsAndAsOneOperator() {
    Network products = Nets.onSequences("products", (n, x) -> n.attention("a", x, false));
    Network fused =
        Nets.onSequences(
            "fused",
            (n, x) ->
                n.linear(
                    "a.out",
                    n.op(
                        "a.core",
                        "Attention",
                        n.linear("a.q", x, 32, 32),
                        n.linear("a.k", x, 32, 32),
                        n.linear("a.v", x, 32, 32)),
                    32,
                    32));

    assertThat(shown(products)).containsExactly("attention a");
    assertThat(shown(fused)).containsExactly("attention a");
  }

  @Test
  void of_stackedLstm_foldsEqualLayers() {
    Network network =
        Nets.onSequences(
            "lstm",
            (n, x) -> {
              String y = x;
              for (int i = 0; i < 3; i++) {
                Map<String, Attribute> size = Map.of("hidden_size", Attribute.of(32));
                String w = n.weight("l" + i + ".w", 1, 128, 32);
                y = n.op("l" + i, "LSTM", size, y, w, n.weight("l" + i + ".r", 1, 128, 32));
                y = n.op("s" + i, "Squeeze", y, n.ints("axes" + i, 1));
              }
              return n.linear("fc", y, 2, 32);
            });

    assertThat(shown(network)).containsExactly("recurrent l0 x3", "linear fc");
  }

  @Test
  void of_equalBlocks_foldWithinTheirModule() {
    Grouping grouping = Grouping.of(Nets.deepResidual(5));

    assertThat(shown(grouping.network())).containsExactly("basic-block stage.block0 x5");
    assertThat(
            Shown.of(grouping, Cut.standard().expanding("stage.block3")).items().stream()
                .map(i -> i.path()))
        .containsSubsequence("stage.block2", "stage.block3.c1", "stage.block3.c2", "stage.block4");
  }

  @Test
  void of_twoKindsInTurn_foldAsAPeriod() {
    Grouping grouping = Grouping.of(Nets.alternating(4));
    Shown shown = Shown.of(grouping, Cut.standard());

    assertThat(shown(grouping.network()))
        .containsExactly("basic-block stage.a0", "basic-block stage.b0");
    assertThat(shown.frames()).containsExactly(new Shown.Frame("stage.a0–b3", 4, List.of(0, 1)));
    assertThat(shown.links())
        .containsExactlyInAnyOrder(new Shown.Link(-1, 0), new Shown.Link(0, 1));
  }

  /** Copies opened one by one are joined as the network is. */
  @Test
  void shown_oneOfAPeriodExpanded_showsAllOfThem() {
    Grouping grouping = Grouping.of(Nets.alternating(2));

    Shown shown = Shown.of(grouping, Cut.standard().expanding("stage.b1"));

    assertThat(shown.frames()).isEmpty();
    assertThat(shown.items().stream().map(Shown.Item::path))
        .containsExactly(
            "stage.a0", "stage.b0", "stage.a1", "stage.b1.r", "stage.b1.c", "stage.b1.add");
  }

  @Test
  void shown_periodsCollapsed_isOneItem() {
    Grouping grouping = Grouping.of(Nets.alternating(3));

    Shown shown = Shown.of(grouping, Cut.standard().collapsing("stage.a0–b2"));

    assertThat(shown.items())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.times()).isEqualTo(3);
              assertThat(item.range()).isEqualTo("stage.a0–b2");
            });
  }

  /** A run of equal blocks is never taken for a longer period, nor cut where it begins late. */
  @Test
  void of_oneMoreBeforeTheTurns_staysAlone() {
    Network network =
        Nets.onMaps(
            "late",
            (n, input) -> {
              String x = input;
              for (String path : List.of("a1", "a2", "b2", "a3", "b3", "a4", "b4")) {
                int size = path.startsWith("a") ? 3 : 5;
                String y = n.convRelu(path + ".r", x, 16, 16, size);
                x = n.op(path + ".add", "Add", n.conv(path + ".c", y, 16, 16, size), x);
              }
              return x;
            });

    Shown shown = Shown.of(Grouping.of(network), Cut.standard());

    assertThat(shown.items()).hasSize(3);
    assertThat(shown.frames())
        .singleElement()
        .satisfies(frame -> assertThat(frame.times()).isEqualTo(3));
  }

  @Test
  void of_decoders_findsBothOrdersOfNormsAndFoldsThem() {
    Network pre =
        Nets.onSequences(
            "pre", (n, x) -> n.preNormDecoder("b", n.layerNorm("in", x, 32), n.preNorm("e", x)));

    assertThat(shown(decoders(3)))
        .containsExactly("transformer-block encoder", "transformer-decoder-block decoder.0 x3");
    assertThat(shown(pre)).contains("transformer-decoder-block b");
  }

  /** As DistilBERT's exporter writes it: each layer makes numbers of one mask of its own. */
  @Test
  void of_maskThatEachLayerConverts_belongsToItsAttention() {
    Network network =
        Nets.onSequences(
            "masked",
            (n, x) -> {
              String open =
                  n.op("mask", "Greater", n.op("mean", "ReduceMean", x), n.number("zero", 0));
              String y = x;
              for (int i = 0; i < 2; i++) {
                String p = "layer." + i + ".";
                String bias =
                    n.op(p + "Where", "Where", open, n.number(p + "a", 0), n.number(p + "b", -9));
                String q = n.linear(p + "q", y, 32, 32);
                String k =
                    n.op(
                        p + "T",
                        "Transpose",
                        Map.of("perm", Attribute.ints(0, 2, 1)),
                        n.linear(p + "k", y, 32, 32));
                String scores = n.op(p + "Add", "Add", n.op(p + "MatMul", "MatMul", q, k), bias);
                String mixed =
                    n.op(
                        p + "MatMul_1",
                        "MatMul",
                        n.op(p + "Softmax", "Softmax", scores),
                        n.linear(p + "v", y, 32, 32));
                y = n.linear(p + "out", mixed, 32, 32);
              }
              return y;
            });

    assertThat(shown(network))
        .contains("attention layer.0 x2")
        .noneMatch(item -> item.contains("Where"));
  }

  @Test
  void of_ownRule_goesBeforeTheBuiltInBlocks() {
    Rule twice =
        Rule.of(
            "double-convolution",
            Pattern.serial(
                Parts.convolution().where(c -> c.kernel().equals(List.of(3L, 3L))),
                Parts.convolution()));
    Network network =
        Nets.onMaps("own", (n, x) -> n.convRelu("d.1", n.convRelu("d.0", x, 8, 16, 3), 8, 8, 3));

    assertThat(Grouping.of(network, Rules.with(twice)).root().members())
        .extracting(Group::kind)
        .containsExactly("double-convolution");
  }

  @Test
  void of_valueUsedElsewhere_keepsABlockApart() {
    Network network =
        Nets.onMaps(
            "leak",
            (n, x) -> {
              String a = n.conv("a", x, 16, 16, 3);
              return n.op("sum", "Add", n.op("relu", "Relu", a), n.conv("c", a, 16, 16, 5));
            });

    assertThat(shown(network)).first().isEqualTo("convolution a");
  }

  @Test
  void shown_collapsed_isOneItem() {
    Grouping grouping = Grouping.of(Zoo.vgg16(1, 32, 32, 10));

    assertThat(Shown.of(grouping, Cut.standard().collapsing("layer2")).items())
        .extracting(Shown.Item::path)
        .containsSequence("layer1.6", "layer2", "layer3.0");
    assertThat(Shown.of(grouping, Cut.atDepth(1)).items())
        .extracting(Shown.Item::path)
        .containsExactly("layer1", "layer2", "layer3", "layer4", "layer5", "fc");
  }

  @Test
  void shown_unknownPath_namesThoseThereAre() {
    Grouping grouping = Grouping.of(Zoo.mlp(1, 28, 28, 10));

    assertThatThrownBy(() -> Shown.of(grouping, Cut.standard().collapsing("layer9")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layer9")
        .hasMessageContaining("flatten");
    assertThatThrownBy(() -> Cut.atDepth(0)).hasMessageContaining("1 or more");
  }

  @Test
  void of_tenThousandNodes_folds() {
    assertThat(shown(Nets.deepResidual(1_700))).containsExactly("basic-block stage.block0 x1700");
  }

  @Test
  void of_unknownPatterns_saysWhichThereAre() {
    Network network = Nets.onMaps("one", (n, x) -> n.conv("c", x, 16, 16, 3));
    Rule waiting = Rule.of("mine", Parts.convolution()).onlyBeside("u-net-upwards");

    assertThatThrownBy(() -> Grouping.of(network, Rules.with(waiting)))
        .hasMessageContaining("'u-net-upwards'")
        .hasMessageContaining("u-net-up,");
    assertThatThrownBy(() -> Rule.of("My Block", Parts.convolution()))
        .hasMessageContaining("'My Block'");
    assertThatThrownBy(Pattern::operator).hasMessageContaining("found []");
    assertThatThrownBy(() -> Pattern.kind("")).hasMessageContaining("a kind of group");
    assertThatThrownBy(() -> Pattern.repeat(Parts.convolution(), 3, 2))
        .hasMessageContaining("3 to 2");
  }

  @Test
  void of_noNodes_saysSo() {
    var builder = Network.builder("empty");
    String x = builder.input("x", ElementType.FLOAT32, Shape.batchOf(1));
    Network network = builder.output(x, ValueType.tensor(ElementType.FLOAT32)).build();

    assertThatThrownBy(() -> Grouping.of(network)).hasMessageContaining("no nodes");
  }
}
