package io.vitrine.torch.networks;

import io.vitrine.formats.Networks;
import io.vitrine.formats.OpenedModel;
import io.vitrine.model.Dim;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A network that record_networks.py recorded: PyTorch's numbers for weights of the rule.
 *
 * @param name torchvision's name of it
 * @param numbers what PyTorch computed, by the script's names
 * @param prefix of the names of those that are meant: of the network as it is, or of the same with
 *     batch norms folded
 */
record RecordedNetwork(String name, Weights numbers, String prefix) {
  private static final String FOLDED = "folded/";

  static final Path FOLDER = Path.of("src/test/resources/io/vitrine/torch/networks");
  static final int BATCH = 2;

  /** All networks, by name. */
  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".npz"))
          .map(file -> file.substring(0, file.length() - ".npz".length()))
          .sorted()
          .toList();
    }
  }

  static RecordedNetwork of(String name) throws IOException {
    return new RecordedNetwork(name, Networks.read(FOLDER.resolve(name + ".npz")).weights(), "");
  }

  /** The same with the numbers that PyTorch computed of a form. */
  RecordedNetwork as(Form form) {
    return new RecordedNetwork(name, numbers, form == Form.FOLDED ? FOLDED : "");
  }

  private Tensor recorded(String key) {
    return numbers.require(prefix + key);
  }

  /** A form of it without numbers, unpacked into a folder and opened. */
  OpenedModel open(Form form, Path into) throws IOException {
    Path file = into.resolve(name + form.ending());
    Path packed = FOLDER.resolve(name + form.ending() + ".gz");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      Files.copy(in, file);
    }
    return Networks.read(
        file, List.of(Shape.of(Dim.symbol("N"), Dim.of(3), Dim.of(side()), Dim.of(side()))));
  }

  /** Whether it was recorded in a form; one without batch norms has none to fold. */
  boolean has(Form form) {
    return Files.exists(FOLDER.resolve(name + form.ending() + ".gz"));
  }

  int side() {
    return (int) numbers.require("side").floatAt(0);
  }

  long parameters() {
    return numbers.require("parameters").longs()[0];
  }

  /** The images that PyTorch was given, (2, 3, side, side), from -2 to 2. */
  Tensor images() {
    long number = numbers.get("image").map(found -> found.longs()[0]).orElse(1L);
    String rule = number == 1 ? "image" : "image" + number;
    return RuleWeights.uniform(rule, -2, 2, BATCH, 3, side(), side());
  }

  /** What each logit counts in the score that was differentiated. */
  Tensor scoreWeights() {
    return RuleWeights.uniform("score", -1, 1, logits().shape().sizes());
  }

  Tensor logits() {
    return recorded("logits");
  }

  /** Evenly spread elements of the input's gradient. */
  Tensor gradientSample() {
    return recorded("gradient_sample");
  }

  Figures gradient() {
    return Figures.recorded(recorded("gradient"));
  }

  /** The paths of the modules whose output and gradient were recorded. */
  List<String> watched() {
    return numbers.names().stream()
        .filter(key -> key.startsWith(prefix + "value/"))
        .map(key -> key.substring((prefix + "value/").length()))
        .toList();
  }

  Figures value(String path) {
    return Figures.recorded(recorded("value/" + path));
  }

  Figures gradient(String path) {
    return Figures.recorded(recorded("gradient/" + path));
  }

  /** How far PyTorch's own 32-bit numbers are from its 64-bit ones: logits, input gradient. */
  double rounding(int which) {
    return recorded("rounding").doubleAt(which);
  }

  /** How far PyTorch's numbers with norms folded are from those without: logits, input gradient. */
  double folding(int which) {
    return numbers.require(FOLDED + "apart").doubleAt(which);
  }
}
