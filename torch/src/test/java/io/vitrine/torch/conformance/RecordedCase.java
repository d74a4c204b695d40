package io.vitrine.torch.conformance;

import io.vitrine.engine.Engine;
import io.vitrine.engine.Model;
import io.vitrine.engine.Request;
import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.Trace;
import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.file.StoredModel;
import io.vitrine.formats.onnx.OnnxReader;
import io.vitrine.formats.onnx.OnnxValue;
import io.vitrine.model.Network;
import io.vitrine.model.Value;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A case that later_operators.py recorded: a model, its inputs and the outputs expected. */
final class RecordedCase {
  static final String GROUP = "later operators, recorded";

  private final String name;
  private final Comparison comparison;
  private final byte[] model;
  private final List<byte[]> inputs;
  private final List<byte[]> outputs;

  private RecordedCase(DataInputStream in) throws IOException {
    this.name = new String(block(in), StandardCharsets.UTF_8);
    this.comparison = new Comparison(in.readDouble(), in.readDouble());
    this.model = block(in);
    this.inputs = blocks(in);
    this.outputs = blocks(in);
  }

  private static byte[] block(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }

  private static List<byte[]> blocks(DataInputStream in) throws IOException {
    List<byte[]> blocks = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      blocks.add(block(in));
    }
    return blocks;
  }

  /** All recorded cases of ONNX's later operators. */
  static List<RecordedCase> all() throws IOException {
    return of("later_operators.bin.gz");
  }

  /**
   * Those that contributed_operators.py and classical_operators.py recorded: ONNX Runtime's own and
   * classical operators.
   */
  static List<RecordedCase> contributed() throws IOException {
    List<RecordedCase> all = new ArrayList<>(of("contributed_operators.bin.gz"));
    all.addAll(of("classical_operators.bin.gz"));
    return all;
  }

  /** Those of Resize in all of its modes that resize_modes.py recorded. */
  static List<RecordedCase> resize() throws IOException {
    return of("resize_modes.bin.gz");
  }

  private static List<RecordedCase> of(String resource) throws IOException {
    InputStream file =
        Objects.requireNonNull(
            RecordedCase.class.getResourceAsStream("/io/vitrine/torch/" + resource));
    List<RecordedCase> cases = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(new GZIPInputStream(file)))) {
      for (in.mark(1); in.read() >= 0; in.mark(1)) {
        in.reset();
        cases.add(new RecordedCase(in));
      }
    }
    return cases;
  }

  String name() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }

  /** What is wrong with the engine's outputs, empty where nothing is. */
  Optional<String> problem(Engine engine) {
    try {
      StoredModel stored = OnnxReader.read(file(model));
      try (Model loaded = engine.load(stored.network(), stored.weights())) {
        return problem(loaded);
      }
    } catch (IOException | RuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private FileBytes file(byte[] content) {
    return FileBytes.of(Path.of(name + ".onnx"), content);
  }

  /** The model with its inputs. */
  Sample sample() throws IOException {
    StoredModel stored = OnnxReader.read(file(model));
    return new Sample(name, stored.network(), stored.weights(), given(stored.network()));
  }

  private Map<String, Datum> given(Network network) throws IOException {
    Map<String, Datum> given = new LinkedHashMap<>();
    for (int i = 0; i < network.inputs().size(); i++) {
      Value input = network.inputs().get(i);
      given.put(input.name(), OnnxValue.read(file(inputs.get(i)), input.type()));
    }
    return given;
  }

  private Optional<String> problem(Model loaded) throws IOException {
    Network network = loaded.network();
    Trace trace = loaded.trace(given(network), Request.forward());
    for (int i = 0; i < outputs.size(); i++) {
      Value output = network.outputs().get(i);
      Datum expected = OnnxValue.read(file(outputs.get(i)), output.type());
      Datum found = trace.values().getOrDefault(output.name(), new Datum.Absent());
      Optional<String> difference = comparison.difference(expected, found);
      if (difference.isPresent()) {
        return Optional.of("output " + output.name() + ": " + difference.get());
      }
    }
    return Optional.empty();
  }
}
