package io.vitrine.torch.conformance;

import io.vitrine.engine.Engine;
import io.vitrine.engine.Model;
import io.vitrine.engine.Request;
import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.Trace;
import io.vitrine.formats.Networks;
import io.vitrine.formats.OnnxValues;
import io.vitrine.formats.OpenedModel;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.Tensor;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of ONNX's test suite: a model and sets of inputs with the outputs expected.
 *
 * @param group the folder that it stands in
 * @param path the folder
 */
record ConformanceCase(String group, Path path) {
  /** Where Debian's package libonnx-testdata puts the suite. */
  static final Path SUITE = Path.of("/usr/share/libonnx-testdata/data");

  /** All cases of a group, by name. */
  static List<ConformanceCase> of(Path suite, String group) throws IOException {
    try (Stream<Path> folders = Files.list(suite.resolve(group))) {
      return folders.sorted().map(folder -> new ConformanceCase(group, folder)).toList();
    }
  }

  String name() {
    return path.getFileName().toString();
  }

  /** What is wrong with the engine's outputs, empty where nothing is. */
  Optional<String> problem(Engine engine) {
    try {
      OpenedModel opened = Networks.read(path.resolve("model.onnx"));
      try (Model model = engine.load(opened.network(), opened.weights())) {
        for (Path set : sets()) {
          Optional<String> problem = problem(model, set);
          if (problem.isPresent()) {
            return problem;
          }
        }
      }
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** The model with its first inputs. */
  Sample sample() throws IOException {
    OpenedModel opened = Networks.read(path.resolve("model.onnx"));
    return new Sample(
        name(), opened.network(), opened.weights(), inputs(opened.network(), sets().get(0)));
  }

  private List<Path> sets() throws IOException {
    try (Stream<Path> folders = Files.list(path)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static Optional<String> problem(Model model, Path set) throws IOException {
    Trace trace = model.trace(inputs(model.network(), set), Request.forward());
    List<Value> outputs = model.network().outputs();
    for (int i = 0; i < outputs.size(); i++) {
      Value output = outputs.get(i);
      Datum expected = read(set.resolve("output_" + i + ".pb"), output);
      Datum found = trace.values().get(output.name());
      Optional<String> difference =
          found == null
              ? Optional.of("there is none")
              : Comparison.USUAL.difference(expected, found);
      if (difference.isPresent()) {
        return Optional.of("output " + output.name() + ": " + difference.get());
      }
    }
    return Optional.empty();
  }

  /** The files of inputs follow the order of the model's inputs. */
  static Map<String, Datum> inputs(Network network, Path set) throws IOException {
    Map<String, Datum> inputs = new LinkedHashMap<>();
    for (int i = 0; i < network.inputs().size(); i++) {
      Value input = network.inputs().get(i);
      inputs.put(input.name(), read(set.resolve("input_" + i + ".pb"), input));
    }
    return inputs;
  }

  /** The suite's files hold bfloat16 as uint16, whatever the model declares. */
  private static Datum read(Path file, Value value) throws IOException {
    Datum datum = OnnxValues.read(file, value.type());
    boolean halves =
        value.type() instanceof ValueType.OfTensor type
            && type.elements().equals(ElementType.BFLOAT16);
    if (halves
        && datum instanceof Datum.OfTensor held
        && held.tensor().elements().equals(ElementType.UINT16)) {
      Tensor bits = held.tensor();
      return new Datum.OfTensor(Tensor.of(ElementType.BFLOAT16, bits.shape(), bits.bytes()));
    }
    return datum;
  }
}
