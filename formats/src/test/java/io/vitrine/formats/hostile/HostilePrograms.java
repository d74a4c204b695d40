package io.vitrine.formats.hostile;

import static io.vitrine.formats.hostile.HostileFile.utf8;

import io.vitrine.formats.hostile.HostileFile.Content;
import io.vitrine.formats.pickle.PickleBytes;
import io.vitrine.formats.zip.ZipBytes;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Programs of torch.export and TorchScript that are wrong on purpose. */
final class HostilePrograms {
  private static final String NODE =
      "{\"target\":\"%s\",\"inputs\":[{\"name\":\"self\",\"arg\":{\"as_tensor\":{\"name\":\"%s\"}}}],"
          + "\"outputs\":[{\"as_tensor\":{\"name\":\"%s\"}}],\"metadata\":{}}";
  private static final String RELU = "torch.ops.aten.relu.default";
  private static final String WEIGHT =
      "{\"config\":{\"w\":{\"path_name\":\"%s\",\"tensor_meta\":{\"dtype\":7,\"sizes\":[{\"as_int\":%s}],"
          + "\"strides\":[{\"as_int\":%s}],\"storage_offset\":{\"as_int\":0}}}}}";
  private static final String EXPORTED = "exported/cnn.pt2";
  private static final String SCRIPTED = "exported/scripted.pt";

  private HostilePrograms() {}

  static Stream<HostileFile> files() {
    return Stream.concat(exported(), scripted());
  }

  private static Stream<HostileFile> exported() {
    return Stream.of(
        pt2("cut at the half", () -> Damage.cut(Damage.sample(EXPORTED), 0.5)),
        pt2(
            "a flipped bit in its program",
            json(
                t ->
                    t.replaceFirst("\"nodes\":", "\"noder\":")
                        .replaceFirst("\"nodes\" :", "\"noder\" :"))),
        pt2("a flipped bit in its JSON", json(t -> t.replaceFirst("\\{", "z"))),
        pt2(
            "a flipped bit in its numbers",
            () -> Damage.flippedInside(EXPORTED, "data/weights/weight_0")),
        pt2("a program that is cut", json(t -> t.substring(0, t.length() / 2))),
        pt2("lists in lists, 100,000 deep", () -> program("[".repeat(100_000)).bytes()),
        pt2(
            "nodes in a circle",
            () -> program(graph(node("b", "a") + "," + node("a", "b"), "b")).bytes()),
        pt2("an output that nothing makes", () -> program(graph(node("x", "y"), "no")).bytes()),
        pt2("300,000 nodes, the last reads nothing", HostilePrograms::many),
        pt2("30,000 operators that write in one place", HostilePrograms::writing),
        pt2("a program before PyTorch 2.2", () -> program("{}").bytes()),
        pt2("a tensor above the archive", () -> weight("../../etc/passwd", "1", "1", 32)),
        pt2("a tensor past its member", () -> weight("w", "9", "1", 32)),
        pt2("a tensor of 2^62 numbers", () -> weight("w", "4611686018427387904", "0", 32)),
        pt2("a stride of 2^63", () -> weight("w", "2", "9223372036854775807", 32)),
        pt2(
            "a packed program of 96 MiB of zeros",
            () -> Damage.bomb(new ZipBytes(), "a/models/model.json").bytes()),
        pt2(
            "os.system in its tensors",
            () ->
                new ZipBytes()
                    .stored("serialized_exported_program.json", utf8(graph(node("x", "y"), "y")))
                    .stored(
                        "serialized_state_dict.pt",
                        new ZipBytes()
                            .stored(
                                "m/data.pkl",
                                new PickleBytes()
                                    .op("}")
                                    .text("t")
                                    .global("os", "system")
                                    .text("id")
                                    .op("\u0085Rs.")
                                    .bytes())
                            .bytes())
                    .bytes()));
  }

  private static Stream<HostileFile> scripted() {
    return Stream.of(
        pt("cut at the half", () -> Damage.cut(Damage.sample(SCRIPTED), 0.5)),
        pt(
            "a flipped bit in its pickle",
            () -> Damage.changed(SCRIPTED, "data.pkl", w -> Damage.flipped(w, 30, 5)).bytes()),
        pt(
            "a flipped bit in its code",
            () ->
                Damage.changed(
                        SCRIPTED,
                        ".py",
                        w ->
                            utf8(
                                new String(w, StandardCharsets.UTF_8)
                                    .replace("def forward(", "def fo2ward(")))
                    .bytes()),
        pt(
            "os.system in its pickle",
            () ->
                new ZipBytes()
                    .stored(
                        "a/data.pkl",
                        new PickleBytes()
                            .op("\u0080\u0002")
                            .global("os", "system")
                            .op(")R.")
                            .bytes())
                    .stored("a/constants.pkl", empty())
                    .stored("a/code/__torch__.py", utf8(""))
                    .bytes()),
        pt("a method that calls itself", lines("return (self).forward(x, )")),
        pt("a flipped bit in its numbers", () -> Damage.flippedInside(SCRIPTED, "/data/0")),
        pt("methods that call each other", methods("g", "f")),
        pt(
            "a module that is its own part",
            () ->
                script(
                        new PickleBytes()
                            .op("\u0080\u0002")
                            .global("__torch__", "M")
                            .op(")\u0081q\0}")
                            .text("m")
                            .op("h\0sb.")
                            .bytes(),
                        "class M(Module):\n  def forward(self: M,\n    x: Tensor) -> Tensor:\n    return (self.m).forward(x, )\n")
                    .bytes()),
        pt("an endless loop", lines("y = x", "while True:", "  y = torch.relu(y)", "return y")),
        pt(
            "loops in loops, 10^8 rounds",
            lines("for i in range(9999):", "  for j in range(9999):", "    y = i", "return x")),
        pt(
            "a list that doubles 60 times",
            lines("y = [1]", "for i in range(60):", "  y = torch.add(y, y)", "return x")),
        pt(
            "60 lists of the next one twice",
            lines(
                Stream.concat(
                        Stream.concat(
                            Stream.of("y0 = [x, x]"),
                            IntStream.rangeClosed(1, 60)
                                .mapToObj(i -> "y%d = [y%d, y%d]".formatted(i, i - 1, i - 1))),
                        Stream.of("return torch.cat(y60)"))
                    .toArray(String[]::new))),
        pt(
            "brackets in brackets, 100,000 deep",
            lines("return " + "(".repeat(100_000) + "x" + ")".repeat(100_000))),
        pt(
            "blocks in blocks, 1,000 deep",
            lines(
                IntStream.range(0, 1_000)
                    .mapToObj(i -> " ".repeat(2 * i) + "if True:")
                    .toArray(String[]::new))),
        pt(
            "200,000 lines",
            lines(
                Stream.concat(
                        IntStream.range(0, 200_000).mapToObj(i -> "x = torch.relu(x)"),
                        Stream.of("return x"))
                    .toArray(String[]::new))),
        pt(
            "1,000,000 lines",
            () -> archive("x = torch.relu(x)\n    ".repeat(1_000_000) + "return x").bytes()),
        pt("2,200,000 members of members", lines("return x" + ".a".repeat(2_200_000))),
        pt(
            "a list of 1,500,000 numbers",
            lines("y = [" + "1, ".repeat(1_500_000) + "1]", "return x")),
        pt("a condition on the data", lines("if bool(x):", "  pass", "return x")),
        pt(
            "packed code of 96 MiB of zeros",
            () ->
                Damage.bomb(
                        new ZipBytes()
                            .stored("a/data.pkl", object())
                            .stored("a/constants.pkl", empty()),
                        "a/code/__torch__.py")
                    .bytes()),
        pt(
            "a member above the folder",
            () -> archive("return x").stored("a/code/../../x.py", new byte[1]).bytes()));
  }

  private static HostileFile pt2(String damage, Content content) {
    return HostileFile.of("torch.export", damage, "model.pt2", content);
  }

  private static HostileFile pt(String damage, Content content) {
    return HostileFile.of("TorchScript", damage, "model.pt", content);
  }

  private static String node(String input, String output) {
    return NODE.formatted(RELU, input, output);
  }

  /** A program whose only input is x. */
  private static String graph(String nodes, String output) {
    return "{\"schema_version\":{\"major\":8},\"graph_module\":{\"graph\":{\"nodes\":["
        + nodes
        + "],\"tensor_values\":{\"x\":{\"dtype\":7,\"sizes\":[{\"as_int\":4}]}}},"
        + "\"signature\":{\"input_specs\":[{\"user_input\":{\"arg\":{\"as_tensor\":{\"name\":\"x\"}}}}],"
        + "\"output_specs\":[{\"user_output\":{\"arg\":{\"as_tensor\":{\"name\":\""
        + output
        + "\"}}}}]}}}";
  }

  private static ZipBytes program(String json) {
    return new ZipBytes().stored("a/models/model.json", utf8(json));
  }

  private static Content json(UnaryOperator<String> change) {
    return () ->
        Damage.changed(
                EXPORTED,
                "models/model.json",
                w -> utf8(change.apply(new String(w, StandardCharsets.UTF_8))))
            .bytes();
  }

  private static byte[] weight(String path, String size, String stride, int bytes) {
    return program(graph(node("x", "y"), "y"))
        .stored(
            "a/data/weights/model_weights_config.json", utf8(WEIGHT.formatted(path, size, stride)))
        .stored("a/data/weights/w", new byte[bytes])
        .bytes();
  }

  private static byte[] many() {
    String nodes =
        IntStream.range(0, 300_000)
            .mapToObj(i -> node(i == 0 ? "x" : "v" + (i - 1), "v" + i))
            .collect(Collectors.joining(","));
    return program(graph(nodes + "," + node("nothing", "last"), "last")).bytes();
  }

  private static byte[] writing() {
    String nodes =
        IntStream.range(0, 30_000)
            .mapToObj(i -> NODE.formatted("torch.ops.aten.relu_.default", "x", "v" + i))
            .collect(Collectors.joining(","));
    return program(graph(nodes, "v29999")).bytes();
  }

  private static byte[] object() {
    return new PickleBytes().op("\u0080\u0002").global("__torch__", "M").op(")\u0081}b.").bytes();
  }

  private static byte[] empty() {
    return new PickleBytes().op("\u0080\u0002).").bytes();
  }

  private static Content lines(String... lines) {
    return () -> archive(lines).bytes();
  }

  /** A module of which forward calls f, f another method, and g a last one. */
  private static Content methods(String second, String third) {
    String body =
        "class M(Module):\n  def forward(self: M,\n    x: Tensor) -> Tensor:\n    return (self).f(x, )\n"
            + method("f", second)
            + method("g", third);
    return () -> script(object(), body).bytes();
  }

  private static String method(String name, String called) {
    return "  def %s(self: M,\n    x: Tensor) -> Tensor:\n    return (self).%s(x, )\n"
        .formatted(name, called);
  }

  private static ZipBytes script(byte[] module, String code) {
    return new ZipBytes()
        .stored("a/data.pkl", module)
        .stored("a/constants.pkl", empty())
        .stored("a/code/__torch__.py", utf8(code));
  }

  /** A module of the class M with a forward of these lines. */
  private static ZipBytes archive(String... lines) {
    String body = Stream.of(lines).map(line -> "    " + line + "\n").collect(Collectors.joining());
    return script(
        object(), "class M(Module):\n  def forward(self: M,\n    x: Tensor) -> Tensor:\n" + body);
  }
}
