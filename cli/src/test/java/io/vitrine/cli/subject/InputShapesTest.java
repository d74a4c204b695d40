package io.vitrine.cli.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.cli.Ran;
import io.vitrine.formats.OnnxWriter;
import io.vitrine.model.Attribute;
import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import io.vitrine.model.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputShapesTest {
  @TempDir Path folder;

  private static InputShapes of(String... given) {
    InputShapes shapes = new InputShapes();
    shapes.given = List.of(given);
    return shapes;
  }

  private static Network network(String... inputs) {
    NetworkBuilder builder = Network.builder("test");
    for (String input : inputs) {
      builder.input(input, ElementType.FLOAT32, Shape.of(Dim.symbol("N"), Dim.unknown()));
    }
    builder.node("y", "Relu", inputs[0]);
    return builder.output("y", ValueType.unknown()).build();
  }

  @Test
  void byName_oneInput_needsNoName() {
    assertThat(of("2x5").byName(network("x"))).containsEntry("x", Shape.of(2, 5));
  }

  @Test
  void byName_severalInputs_needNames() {
    Network network = network("x", "mask");

    assertThat(of("mask=1x7", "x=1x7").byName(network)).containsOnlyKeys("mask", "x");
    assertThatThrownBy(() -> of("1x7").byName(network))
        .hasMessage("--input-shape 1x7: test has the inputs x, mask; write NAME=1x7");
    assertThatThrownBy(() -> of("y=1x7").byName(network)).hasMessageContaining("no input 'y'");
  }

  @Test
  void byName_givenTwice_isRefused() {
    assertThatThrownBy(() -> of("2x5", "x=3x5").byName(network("x")))
        .hasMessage("--input-shape x=3x5: 'x' was given (2, 5) already");
    assertThatThrownBy(
            () -> of("N,1,64,64", "1,1,9,9").open("lenet5", new WeightsOptions(), Locale.ROOT))
        .hasMessage("--input-shape: lenet5 has one input, found N,1,64,64 and 1,1,9,9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2x5 | (2, 5)",
        "2,5 | (2, 5)",
        "2, ctx | (2, ctx)",
        "batchx5 | (batch, 5)",
        "M,k_2 | (M, k_2)",
        "7 | (7)"
      })
  void shape_asPeopleWriteIt_isRead(String text, String shape) {
    assertThat(Subject.shape(text)).hasToString(shape);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "2x", "2,,5", "-1x5", "(2, 5)", "2x5,3", "2.5", "99999999999999999999"})
  void shape_anythingElse_saysHowToWriteIt(String text) {
    assertThatThrownBy(() -> Subject.shape(text))
        .hasMessage("'" + text + "' is no shape; write 1x32x32 or N,1,32,32");
  }

  @Test
  void on_wrongRank_saysBothShapes() {
    assertThatThrownBy(() -> of("4x5x6").on(network("x")))
        .hasMessage("input 'x' is (N, ?), which the shape (4, 5, 6) does not fit");
  }

  @Test
  void on_sizesThatContradictOverInputs_saysWhatIsBound() {
    assertThatThrownBy(() -> of("x=2x5", "mask=3x5").on(network("x", "mask")))
        .hasMessage(
            "input 'mask' is (N, ?), by the sizes of the inputs (2, ?), which the shape (3, 5)"
                + " does not fit");
  }

  /**
   * A name binds once for all inputs; what stays open is shown as it is, and unknown as unknown.
   */
  @Test
  void summary_ofSeveralInputs_bindsNamesAndKeepsTheOthers() throws IOException {
    NetworkBuilder builder = Network.builder("two");
    builder.input("a", ElementType.FLOAT32, Shape.of(Dim.symbol("N"), Dim.symbol("T")));
    builder.input("b", ElementType.FLOAT32, Shape.of(Dim.symbol("N"), Dim.symbol("T"), Dim.of(4)));
    builder.node("doubled", "Concat", List.of("a", "a"), Map.of("axis", Attribute.of(1)));
    builder.node("own", "NoSuchOperator", "b");
    builder.output("doubled", ValueType.unknown()).output("own", ValueType.unknown());
    Path file = folder.resolve("two.onnx");
    OnnxWriter.write(file, builder.build(), Weights.NONE);

    String open = summary(file);
    String bound = summary(file, "--input-shape", "b=3,6,4");

    assertThat(open).contains("a float32(1, T), b float32(1, T, 4)", "(1, 2*T)");
    assertThat(open).containsPattern("own \\(NoSuchOperator: 1-1\\) +\\?");
    assertThat(bound).contains("a float32(3, 6), b float32(3, 6, 4)", "(3, 12)");
    assertThat(bound).containsPattern("own \\(NoSuchOperator: 1-1\\) +\\?");
  }

  private static String summary(Path file, String... more) {
    Ran ran =
        Ran.vitrine(
            Stream.concat(Stream.of("summary", file.toString(), "--lang", "en"), Stream.of(more))
                .toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran.out();
  }

  @Test
  void inOrder_secondInputOnly_leavesTheFirstAsItIs() {
    assertThat(of("mask=1x7").inOrder(network("x", "mask")))
        .containsExactly(Shape.of(Dim.symbol("N"), Dim.unknown()), Shape.of(1, 7));
    assertThat(of().inOrder(network("x"))).isEmpty();
  }

  @Test
  void on_shape_narrowsTheInput() {
    Network narrowed = of("4x5").on(network("x"));

    assertThat(narrowed.inputs().get(0).type().tensorShape()).contains(Shape.of(4, 5));
    assertThatThrownBy(() -> of("4x6").on(narrowed)).hasMessageContaining("does not fit");
  }

  @Test
  void open_zoo_buildsForTheShape() throws Exception {
    Network network = of("N,3,64,64").open("resnet18", new WeightsOptions(), Locale.ROOT).network();

    assertThat(network.inputs().get(0).type().tensorShape()).contains(Shape.batchOf(3, 64, 64));
  }
}
