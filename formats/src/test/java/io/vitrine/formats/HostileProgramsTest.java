package io.vitrine.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.file.StoredModel;
import io.vitrine.formats.pickle.PickleBytes;
import io.vitrine.formats.zip.ZipBytes;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs of torch.export and TorchScript that are made to harm, with what becomes of each. */
class HostileProgramsTest {
  private static final String NODE =
      "{\"target\":\"%s\",\"inputs\":[{\"name\":\"self\",\"arg\":{\"as_tensor\":{\"name\":\"%s\"}}}],"
          + "\"outputs\":[{\"as_tensor\":{\"name\":\"%s\"}}],\"metadata\":{}}";

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A program whose only input is x. */
  private static String program(String nodes, String output) {
    return "{\"schema_version\":{\"major\":8},\"graph_module\":{\"graph\":{\"nodes\":["
        + nodes
        + "],\"tensor_values\":{\"x\":{\"dtype\":7,\"sizes\":[{\"as_int\":4}]}}},"
        + "\"signature\":{\"input_specs\":[{\"user_input\":{\"arg\":{\"as_tensor\":{\"name\":\"x\"}}}}],"
        + "\"output_specs\":[{\"user_output\":{\"arg\":{\"as_tensor\":{\"name\":\""
        + output
        + "\"}}}}]}}}";
  }

  private static ZipBytes exported(String json) {
    return new ZipBytes().stored("a/models/model.json", utf8(json));
  }

  /** A module of the class M with a forward of these lines. */
  private static byte[] scripted(String... lines) {
    String body = Stream.of(lines).map(line -> "    " + line + "\n").collect(Collectors.joining());
    byte[] module =
        new PickleBytes().op("\u0080\u0002").global("__torch__", "M").op(")\u0081}b.").bytes();
    return new ZipBytes()
        .stored("a/data.pkl", module)
        .stored("a/constants.pkl", new PickleBytes().op("\u0080\u0002).").bytes())
        .stored(
            "a/code/__torch__.py",
            utf8("class M(Module):\n  def forward(self: M,\n    x: Tensor) -> Tensor:\n" + body))
        .bytes();
  }

  static Stream<Arguments> refused() {
    String config =
        "{\"config\":{\"w\":{\"path_name\":\"%s\",\"tensor_meta\":{\"dtype\":7,\"sizes\":[{\"as_int\":%s}],"
            + "\"strides\":[{\"as_int\":%s}],\"storage_offset\":{\"as_int\":0}}}}}";
    String list = "a/data/weights/model_weights_config.json";
    String sound = program(NODE.formatted("torch.ops.aten.relu.default", "x", "y"), "y");
    return Stream.of(
        Arguments.of(exported("[".repeat(5000)), "nesting depth"),
        Arguments.of(exported("{\"graph_module\":"), "expected JSON"),
        Arguments.of(exported("{}"), "exported program of PyTorch before 2.2"),
        Arguments.of(exported(sound.replace("\"y\"}}}}]}", "\"no\"}}}}]}")), "with an output"),
        Arguments.of(
            exported(sound).stored(list, utf8(config.formatted("../../etc/passwd", "1", "1"))),
            "'a/data/weights/../../etc/passwd', are not there"),
        Arguments.of(
            exported(sound)
                .stored(list, utf8(config.formatted("w", "9", "1")))
                .stored("a/data/weights/w", new byte[32]),
            "reach past the 8 elements"),
        Arguments.of(
            exported(sound)
                .stored(list, utf8(config.formatted("w", "4611686018427387904", "0")))
                .stored("a/data/weights/w", new byte[32]),
            "more than any memory holds"),
        Arguments.of(
            exported(sound)
                .stored(list, utf8(config.formatted("w", "2", "9223372036854775807")))
                .stored("a/data/weights/w", new byte[32]),
            "reach past"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void read_refuses(ZipBytes archive, String message) {
    assertThatThrownBy(() -> open(archive.bytes()))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(message);
  }

  private static StoredModel open(byte[] content) throws IOException {
    return Networks.read(FileBytes.of(Path.of("bad.pt2"), content));
  }

  static Stream<Arguments> followed() {
    return Stream.of(
        Arguments.of("one that calls itself", scripted("return (self).forward(x, )")),
        Arguments.of(
            "an endless loop", scripted("y = x", "while True:", "  y = torch.relu(y)", "return y")),
        Arguments.of(
            "lists of lists",
            scripted(
                Stream.concat(
                        Stream.of("y0 = [x, x]"),
                        Stream.concat(
                            IntStream.rangeClosed(1, 60)
                                .mapToObj(i -> "y%d = [y%d, y%d]".formatted(i, i - 1, i - 1)),
                            Stream.of("return torch.cat(y60)")))
                    .toArray(String[]::new))),
        Arguments.of(
            "a list that doubles",
            scripted("y = [1]", "for i in range(60):", "  y = torch.add(y, y)", "return x")),
        Arguments.of(
            "rounds in rounds",
            scripted("for i in range(9999):", "  for j in range(9999):", "    y = i", "return x")),
        Arguments.of("a condition on the data", scripted("if bool(x):", "  pass", "return x")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("followed")
  void read_whatCannotBeFollowed_isOneNode(String what, byte[] archive) throws IOException {
    assertThat(open(archive).network().nodes())
        .as(what)
        .extracting(Node::qualifiedOperator)
        .containsExactly("torch.jit.M");
  }

  @Test
  void read_operatorsThatAllWriteInOnePlace_areTakenWhole() throws IOException {
    int count = 30_000;
    String nodes =
        IntStream.range(0, count)
            .mapToObj(i -> NODE.formatted("torch.ops.aten.relu_.default", "x", "v" + i))
            .collect(Collectors.joining(","));
    StoredModel model = open(exported(program(nodes, "v" + (count - 1))).bytes());
    assertThat(model.network().nodes()).hasSize(count);
  }
}
