package io.vitrine.formats.hostile;

import static io.vitrine.formats.hostile.HostileFile.utf8;

import io.vitrine.formats.hostile.HostileFile.Content;
import io.vitrine.formats.zip.ZipBytes;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Keras's files, HDF5 and archives, that are wrong on purpose. */
final class HostileKeras {
  private static final String H5 = "keras/keras2_cnn.h5";
  private static final String ARCHIVE = "keras/cnn.keras";

  private HostileKeras() {}

  static Stream<HostileFile> files() {
    return Stream.concat(hdf5(), archives());
  }

  private static Stream<HostileFile> hdf5() {
    return Stream.of(
        h5("cut at the half", () -> Damage.cut(Damage.sample(H5), 0.5)),
        h5("cut after its first 100 bytes", () -> java.util.Arrays.copyOf(Damage.sample(H5), 100)),
        h5("a flipped bit in its superblock", () -> Damage.flipped(Damage.sample(H5), 8, 6)),
        h5("a flipped bit in its first group", () -> Damage.flipped(Damage.sample(H5), 97, 3)),
        h5("a flipped bit in its configuration", h5Config("\"class_name\"", "\"clasr_name\"")),
        h5("a configuration that is no JSON", h5Config("{\"class_name\"", "{\"class_name ")),
        h5("groups that hold themselves", fixture("circle")),
        h5("links in a circle", fixture("soft_circle")),
        h5("a link to another file", fixture("link_outside")),
        h5("numbers in another file", fixture("data_outside")),
        h5("groups in groups, 80 deep", fixture("deep")),
        h5("packed zeros that grow 1000-fold", fixture("bomb")),
        h5("2^40 numbers that were never written", fixture("unwritten")),
        h5("a configuration 20,000 deep", fixture("nested_config")),
        h5("texts where numbers should be", fixture("objects")));
  }

  private static Stream<HostileFile> archives() {
    return Stream.of(
        keras("cut at the half", () -> Damage.cut(Damage.sample(ARCHIVE), 0.5)),
        keras(
            "a flipped bit in its configuration",
            config(t -> t.replaceFirst("\"padding\": \"same\"", "\"padding\": \"samd\""))),
        keras(
            "a flipped bit in its weights",
            () -> Damage.changed(ARCHIVE, "weights.h5", w -> Damage.flipped(w, 97, 3)).bytes()),
        keras("a flipped bit in its numbers", () -> Damage.flippedInside(ARCHIVE, "weights.h5")),
        keras(
            "weights that are cut",
            () -> Damage.changed(ARCHIVE, "weights.h5", w -> Damage.cut(w, 0.5)).bytes()),
        keras(
            "a layer of 10^12 units",
            config(t -> t.replaceFirst("\"units\": \\d+", "\"units\": 1000000000000"))),
        keras(
            "a stride of 0", config(t -> t.replace("\"strides\": [2, 2]", "\"strides\": [0, 0]"))),
        keras(
            "strides of one number too many",
            config(t -> t.replace("\"strides\": [2, 2]", "\"strides\": [2, 2, 2]"))),
        keras(
            "a negative dilation",
            config(
                t -> t.replaceFirst("\"dilation_rate\": \\[1, 1]", "\"dilation_rate\": [1, -1]"))),
        keras("no units", config(t -> t.replaceFirst("\"units\": \\d+", "\"units\": 0"))),
        keras(
            "a pool of no size",
            config(t -> t.replaceFirst("\"pool_size\": \\[\\d+, \\d+]", "\"pool_size\": [0, 2]"))),
        keras("layers in a circle", () -> archive(circle())),
        keras("lists in lists, 100,000 deep", config(t -> "{\"config\":" + "[".repeat(100_000))),
        keras("models in models, 150 deep", () -> archive(nested(150))),
        keras(
            "a kernel of 1,000,000 sizes",
            config(t -> t.replace("[2, 2]", "[" + "2, ".repeat(1_000_000) + "2]"))),
        keras("20,000 layers", () -> archive(many(20_000))),
        keras(
            "a subclassed model",
            config(t -> t.replace("Sequential", "MyModel").replace("\"layers\": [", "\"l\": ["))),
        keras(
            "a packed configuration of 96 MiB of zeros",
            () ->
                Damage.bomb(
                        new ZipBytes().stored("model.weights.h5", Damage.sample(H5)), "config.json")
                    .bytes()),
        keras(
            "packed weights of 96 MiB of zeros",
            () ->
                Damage.bomb(new ZipBytes().stored("config.json", utf8("{}")), "model.weights.h5")
                    .bytes()),
        keras(
            "a member above the folder",
            () -> Damage.changed(ARCHIVE, "none", w -> w).stored("../../x", new byte[1]).bytes()),
        keras("no weights", () -> new ZipBytes().stored("config.json", utf8("{}")).bytes()));
  }

  private static HostileFile h5(String damage, Content content) {
    return HostileFile.of("Keras .h5", damage, "model.h5", content);
  }

  private static HostileFile keras(String damage, Content content) {
    return HostileFile.of("Keras .keras", damage, "model.keras", content);
  }

  private static Content fixture(String name) {
    return () -> Damage.sample("hostile/" + name + ".h5");
  }

  private static Content h5Config(String text, String instead) {
    return () -> {
      byte[] whole = Damage.sample(H5);
      int at = Damage.find(whole, text);
      System.arraycopy(utf8(instead), 0, whole, at, instead.length());
      return whole;
    };
  }

  private static Content config(UnaryOperator<String> change) {
    return () ->
        Damage.changed(
                ARCHIVE,
                "config.json",
                w -> utf8(change.apply(new String(w, StandardCharsets.UTF_8))))
            .bytes();
  }

  private static byte[] archive(String config) throws java.io.IOException {
    return Damage.changed(ARCHIVE, "config.json", w -> utf8(config)).bytes();
  }

  private static String layer(String type, String name, String config, String inbound) {
    return "{\"class_name\":\"%s\",\"name\":\"%s\",\"config\":{\"name\":\"%s\"%s},\"inbound_nodes\":[%s]}"
        .formatted(type, name, name, config, inbound);
  }

  private static String functional(String layers, String output) {
    return "{\"class_name\":\"Functional\",\"config\":{\"name\":\"m\",\"layers\":["
        + layers
        + "],\"input_layers\":[[\"in\",0,0]],\"output_layers\":[[\""
        + output
        + "\",0,0]]}}";
  }

  private static String input() {
    return layer("InputLayer", "in", ",\"batch_shape\":[null,4]", "");
  }

  private static String circle() {
    return functional(
        input()
            + ","
            + layer("ReLU", "a", "", "[[\"b\",0,0,{}]]")
            + ","
            + layer("ReLU", "b", "", "[[\"a\",0,0,{}]]"),
        "b");
  }

  private static String nested(int depth) {
    String inner = "{\"class_name\":\"ReLU\",\"config\":{\"name\":\"r\"}}";
    for (int i = 0; i < depth; i++) {
      inner =
          "{\"class_name\":\"Sequential\",\"config\":{\"name\":\"m%d\",\"layers\":[%s]}}"
              .formatted(i, inner);
    }
    return inner;
  }

  private static String many(int count) {
    String layers =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    layer(
                        "ReLU",
                        "r" + i,
                        "",
                        "[[\"" + (i == 0 ? "in" : "r" + (i - 1)) + "\",0,0,{}]]"))
            .collect(Collectors.joining(","));
    String last = layer("Dense", "last", ",\"units\":3", "[[\"r" + (count - 1) + "\",0,0,{}]]");
    return functional(input() + "," + layers + "," + last, "last");
  }
}
