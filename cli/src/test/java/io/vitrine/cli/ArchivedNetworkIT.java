package io.vitrine.cli;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.engine.Engine;
import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Model;
import io.vitrine.engine.Precision;
import io.vitrine.engine.Request;
import io.vitrine.engine.trace.Trace;
import io.vitrine.formats.Networks;
import io.vitrine.formats.OpenedModel;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Value;
import io.vitrine.torch.TorchEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * PyTorch's archives (torch.export, TorchScript) on the engine give PyTorch's numbers. The files
 * and the numbers are those of the module formats.
 */
class ArchivedNetworkIT {
  private static final Path FOLDER =
      Path.of("../formats/src/test/resources/io/vitrine/formats/exported");
  private static final float TOLERANCE = 1e-4f;

  /** Where a part of the program is rounded to bfloat16, whose fraction has 8 bits. */
  private static final float ROUNDED = 1e-2f;

  /** Files with an operator that the engine does not run. */
  private static final List<String> NOT_RUN = List.of("raw.pt2", "looping.pt");

  static Stream<String> files() throws IOException {
    return Files.readAllLines(FOLDER.resolve("expected.txt")).stream()
        .map(line -> line.split(" ")[0])
        .filter(name -> !NOT_RUN.contains(name));
  }

  @ParameterizedTest
  @MethodSource("files")
  void run_givesPyTorchsNumbers(String name) throws IOException {
    OpenedModel recorded = Networks.read(FOLDER.resolve(name.replaceFirst("\\.pt2?$", ".npz")));
    OpenedModel opened = Networks.read(FOLDER.resolve(name), shapes(name, recorded));
    Map<String, Tensor> inputs =
        opened.network().inputs().stream()
            .collect(toMap(Value::name, value -> recorded.weights().require(value.name())));
    EngineOptions options = EngineOptions.defaults().withPrecision(Precision.FP32).withSeed(1);
    try (Engine engine = TorchEngine.open(options);
        Model model = engine.load(opened.network(), opened.weights())) {
      Trace trace = model.run(inputs, Request.forward());
      for (int i = 0; i < opened.network().outputs().size(); i++) {
        Tensor expected = recorded.weights().require("out" + i);
        Tensor found = trace.tensor(opened.network().outputs().get(i).name());
        assertThat(found.shape()).as(name).isEqualTo(expected.shape());
        float tolerance = name.startsWith("autocast") ? ROUNDED : TOLERANCE;
        assertThat(found.floats()).as(name).containsExactly(expected.floats(), within(tolerance));
      }
    }
  }

  /** The shape that a script is followed with, where it writes into parts of its input. */
  private static List<Shape> shapes(String name, OpenedModel recorded) {
    return name.equals("writing_scripted.pt")
        ? List.of(recorded.weights().require("x").shape())
        : List.of();
  }
}
