package io.vitrine.torch.conformance;

import io.vitrine.engine.trace.Datum;
import io.vitrine.model.Network;
import io.vitrine.model.Weights;
import io.vitrine.torch.OneNode;
import io.vitrine.torch.interpreter.GradientCases;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small sound model with inputs.
 *
 * @param name of the case that it is from
 */
public record Sample(String name, Network network, Weights weights, Map<String, Datum> inputs) {
  /** All there are: recorded cases, those of gradients, and ONNX's own where they are installed. */
  public static List<Sample> all() throws IOException {
    List<Sample> all = new ArrayList<>();
    for (RecordedCase recorded : RecordedCase.all()) {
      all.add(recorded.sample());
    }
    for (RecordedCase recorded : RecordedCase.contributed()) {
      all.add(recorded.sample());
    }
    GradientCases.all().map(Sample::of).forEach(all::add);
    if (Files.isDirectory(ConformanceCase.SUITE)) {
      for (ConformanceCase of : ConformanceCase.of(ConformanceCase.SUITE, "node")) {
        all.add(of.sample());
      }
    }
    return all;
  }

  private static Sample of(OneNode node) {
    Map<String, Datum> inputs = new LinkedHashMap<>();
    node.given().forEach((name, tensor) -> inputs.put(name, new Datum.OfTensor(tensor)));
    return new Sample(node.operator(), node.network(), Weights.NONE, inputs);
  }
}
