package io.vitrine.bench.probe;

import io.vitrine.engine.Engine;
import io.vitrine.engine.Model;
import io.vitrine.formats.OnnxWriter;
import io.vitrine.model.Network;
import io.vitrine.model.Weights;
import io.vitrine.zoo.ImageTask;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a network of the zoo with its initial weights as ONNX. */
public final class ForwardNetwork {
  private ForwardNetwork() {}

  /** Arguments: the network, the file. */
  public static void main(String[] args) throws IOException {
    Network network = Zoo.build(args[0], new ImageTask(3, 224, 224, 1000));
    try (Engine engine = ForwardJob.engine(1);
        Model model = engine.load(network, Weights.NONE)) {
      OnnxWriter.write(Path.of(args[1]), network, model.weights());
    }
  }
}
