package io.vitrine.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.formats.Networks;
import io.vitrine.formats.OpenedModel;
import io.vitrine.formats.Recorded;
import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.keras.stored.Config;
import io.vitrine.formats.zip.ZipArchive;
import io.vitrine.formats.zip.ZipBytes;
import io.vitrine.inspect.InspectText;
import io.vitrine.inspect.Inventory;
import io.vitrine.inspect.NodeEntry;
import io.vitrine.model.Attribute;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.summary.Summary;
import io.vitrine.summary.SummaryOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KerasReaderTest {
  private static final Recorded FILES = new Recorded("keras");

  private static OpenedModel open(String file) throws IOException {
    return Networks.read(FILES.file(file));
  }

  /** The model of a file with a changed configuration. */
  private static OpenedModel changed(String file, UnaryOperator<String> change) throws IOException {
    ZipArchive whole = ZipArchive.open(FileBytes.open(FILES.file(file)));
    ZipBytes archive = new ZipBytes();
    for (String member : whole.names()) {
      ByteBuffer content = whole.content(whole.member(member).orElseThrow());
      byte[] bytes = new byte[content.remaining()];
      content.get(bytes);
      if (member.equals("config.json")) {
        String text = change.apply(new String(bytes, StandardCharsets.UTF_8));
        bytes = text.getBytes(StandardCharsets.UTF_8);
      }
      archive.stored(member, bytes);
    }
    return new OpenedModel(
        KerasReader.read(ZipArchive.open(FileBytes.of(Path.of("m.keras"), archive.bytes())))
            .network(),
        io.vitrine.model.Weights.NONE);
  }

  @Test
  void read_layers_keepTheirNamesAndClasses() throws IOException {
    OpenedModel opened = open("cnn.keras");

    assertThat(opened.network().nodes())
        .extracting(Node::name)
        .contains(
            "conv2d.Conv",
            "conv2d.Relu",
            "batch_normalization",
            "max_pooling2d",
            "depthwise_conv2d",
            "flatten.Transpose",
            "flatten.Flatten",
            "dense.Softmax")
        .doesNotHaveDuplicates();
    assertThat(opened.network().requireNode("conv2d.Conv").origin().modules())
        .containsEntry("", "Sequential")
        .containsEntry("conv2d", "Conv2D");
    assertThat(opened.network().requireNode("conv2d.Conv").origin().fileName()).contains("conv2d");
    assertThat(opened.network().metadata()).containsEntry("producer", "Keras 3.15.1");
  }

  @Test
  void read_images_takeTheChannelsFirst() throws IOException {
    OpenedModel opened = open("cnn.keras");

    assertThat(opened.network().inputs().get(0).type().tensorShape())
        .contains(Shape.batchOf(3, 8, 8));
    Tensor kernel = opened.weights().require("conv2d.kernel");
    assertThat(kernel.shape()).isEqualTo(Shape.of(4, 3, 3, 3));
  }

  @ParameterizedTest
  @CsvSource({
    "cnn.keras, 377",
    "cnn.h5, 377",
    "keras2_cnn.h5, 377",
    "scaled.keras, 22",
  })
  void read_parameters_areThoseThatKerasTrains(String file, long count) throws IOException {
    Summary summary =
        Summary.of(open(file).network(), SummaryOptions.defaults().locale(Locale.ENGLISH));

    assertThat(summary.problems()).isEmpty();
    assertThat(summary.totals().parameters().trainable()).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cnn",
        "branches",
        "conv1d",
        "conv3d",
        "recurrent",
        "states",
        "attention",
        "causal",
        "activations",
        "nested",
        "scaled"
      })
  void read_everyLayer_isKnownAndItsShapesFit(String model) throws IOException {
    OpenedModel opened = open(model + ".keras");
    Summary summary = Summary.of(opened.network());

    assertThat(summary.problems()).isEmpty();
    assertThat(opened.network().nodes()).allMatch(node -> node.domain().isEmpty());
    assertThat(summary.layers()).allMatch(row -> row.output().isPresent());
  }

  @Test
  void read_bothFormats_holdTheSameWeights() throws IOException {
    OpenedModel archive = open("recurrent.keras");
    OpenedModel legacy = open("keras2_recurrent.h5");

    assertThat(legacy.weights().names()).isEqualTo(archive.weights().names());
    for (String name : archive.weights().names()) {
      assertThat(legacy.weights().require(name).floats())
          .as(name)
          .isEqualTo(archive.weights().require(name).floats());
    }
  }

  @Test
  void read_unknownLayer_keepsConfigurationAndVariables() throws IOException {
    OpenedModel opened = open("odd.keras");
    Node odd = opened.network().requireNode("odd");

    assertThat(odd.qualifiedOperator()).isEqualTo("keras.Odd");
    assertThat(odd.attribute("config").orElseThrow())
        .isInstanceOfSatisfying(
            Attribute.OfString.class,
            text -> assertThat(text.value()).contains("\"name\":\"odd\""));
    assertThat(odd.inputs()).hasSize(2);
    assertThat(opened.weights().require(odd.inputs().get(1)).shape()).isEqualTo(Shape.of(3));
  }

  @Test
  void read_cellOfItsOwn_keepsTheLayerAndSaysWhy() throws IOException {
    OpenedModel opened = open("odd_cell.keras");
    Node rnn = opened.network().requireNode("rnn");

    assertThat(rnn.qualifiedOperator()).isEqualTo("keras.RNN");
    assertThat(rnn.stringOr("reason", ""))
        .isEqualTo(
            "its cell OddCell is none of LSTMCell, GRUCell, SimpleRNNCell and stacks of these;"
                + " only its Python code says what it computes");
    assertThat(rnn.stringOr("reason_zh_CN", "")).startsWith("其单元 OddCell 不是 LSTMCell");
    assertThat(opened.weights().require(rnn.inputs().get(1)).shape()).isEqualTo(Shape.of(3, 2));
    assertThat(Summary.of(opened.network()).totals().parameters().total()).isEqualTo(6 + 6);
  }

  /** {@code inspect} gives the sentence in the reader's language, and in that one alone. */
  @Test
  void inspect_cellOfItsOwn_saysWhyInBothLanguages() throws IOException {
    Inventory all = Inventory.of(open("odd_cell.keras").network(), Map.of());
    NodeEntry rnn =
        all.nodes().stream().filter(node -> node.path().equals("rnn")).findFirst().orElseThrow();

    assertThat(InspectText.of("odd", rnn, Locale.ENGLISH))
        .containsPattern("computes nothing +its cell OddCell is none of LSTMCell, .*computes\\n")
        .contains("attribute config")
        .doesNotContain("其单元", "attribute reason");
    assertThat(InspectText.of("odd", rnn, Locale.SIMPLIFIED_CHINESE))
        .containsPattern("不参与计算 +其单元 OddCell 不是 LSTMCell、GRUCell、SimpleRNNCell，.*计算什么\\n")
        .doesNotContain("its cell", "属性 reason");
  }

  @Test
  void read_stackOfCells_hasALayerOfEach() throws IOException {
    OpenedModel opened = open("cells.keras");

    assertThat(opened.network().nodes())
        .filteredOn(node -> node.name().startsWith("rnn.cells"))
        .extracting(Node::operator)
        .containsSubsequence("LSTM", "GRU", "LSTM");
    assertThat(opened.weights().require("rnn.cells.2.kernel").shape()).isEqualTo(Shape.of(1, 8, 4));
  }

  @Test
  void read_unknownActivation_isKept() throws IOException {
    OpenedModel opened = changed("cnn.keras", text -> text.replace("\"tanh\"", "\"wobble\""));

    assertThat(opened.network().nodes())
        .extracting(Node::qualifiedOperator)
        .contains("keras.wobble");
  }

  @Test
  void read_sharedLayer_hasItsWeightsOnce() throws IOException {
    OpenedModel opened = open("nested.keras");

    assertThat(opened.network().requireNode("shared").inputs().get(1))
        .isEqualTo(opened.network().requireNode("shared_1").inputs().get(1));
    assertThat(opened.network().nodes())
        .extracting(Node::name)
        .anyMatch(name -> name.startsWith("inner.conv2d"))
        .anyMatch(name -> name.startsWith("inner_1.conv2d"));
  }

  @Test
  void read_wrongConfigurations_areRefusedByName() {
    assertRefused(text -> "[]", "configuration");
    assertRefused(
        text -> text.replace("Sequential", "Odd").replace("\"layers\": [", "\"l\": ["),
        "found 'Odd'");
    assertRefused(
        text -> text.replace("\"padding\": \"same\"", "\"padding\": \"odd\""), "found odd");
    assertRefused(text -> text.replace("\"strides\": [2, 2]", "\"strides\": \"two\""), "strides");
    assertRefused(
        text -> text.replace("\"Dense\"", "\"Conv1D\""), "expected 3 dimensions of 'kernel'");
  }

  private static void assertRefused(UnaryOperator<String> change, String message) {
    assertThatThrownBy(() -> changed("cnn.keras", change))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(message);
  }

  @Test
  void read_circle_isRefused() throws IOException {
    Config layer =
        Config.read(
            "m",
            "{\"class_name\":\"Dense\",\"config\":{},\"name\":\"a\","
                + "\"inbound_nodes\":[[[\"a\",0,0,{}]]]}");

    assertThatThrownBy(() -> CallOrder.of("m", List.of(LayerSpec.of(layer))))
        .hasMessageContaining("layer 'a' waits for itself in a circle");
  }

  @Test
  void read_weightsAlone_hasNoNodes() throws IOException {
    ZipArchive archive = ZipArchive.open(FileBytes.open(FILES.file("cnn.keras")));
    ByteBuffer content = archive.content(archive.member("model.weights.h5").orElseThrow());
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);

    assertThat(KerasReader.read(FileBytes.of(Path.of("w.h5"), bytes)).network().parameters())
        .extracting(parameter -> parameter.name())
        .contains("layers/conv2d/vars/0");
  }
}
