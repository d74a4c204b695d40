package io.vitrine.cli.subject;

import io.vitrine.data.input.ClassNames;
import io.vitrine.data.input.ImageInput;
import io.vitrine.data.input.ImageRecipe;
import io.vitrine.data.input.Preparation;
import io.vitrine.engine.trace.ClassScores;
import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.Trace;
import io.vitrine.formats.Networks;
import io.vitrine.formats.OpenedModel;
import io.vitrine.formats.Safetensors;
import io.vitrine.model.Network;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.report.LoggedRun;
import io.vitrine.report.Sample;
import io.vitrine.run.Run;
import io.vitrine.run.RunInfo;
import io.vitrine.view.InputCaption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A run's folder, by the names of what it holds. */
public record RunFolder(Path path) {
  /** The name of the sample's input among the values of a kept trace. */
  private static final String INPUT = "__input__";

  private static final String SAMPLE_NAME = "sample";
  private static final String CLASSES = "classes";

  /** A folder that holds a run. Throws {@link IllegalArgumentException} where it does not. */
  public static RunFolder of(Path path) {
    if (!Files.isDirectory(path)) {
      throw new IllegalArgumentException(path + ": no such run folder");
    }
    RunFolder run = new RunFolder(path);
    if (!run.isRecorded() && !Files.exists(run.model())) {
      throw new IllegalArgumentException(
          path
              + " holds no run: neither "
              + RunInfo.FILE
              + " nor model.onnx is in it (vitrine train makes one)");
    }
    return run;
  }

  /** The network with its weights. */
  public Path model() {
    return path.resolve("model.onnx");
  }

  /** The network that an opened file was made into before it was trained here. */
  public Path start() {
    return path.resolve("start.onnx");
  }

  /** The weights alone, under the article's names. */
  public Path weights() {
    return path.resolve("model.safetensors");
  }

  /** The page that shows it all. */
  public Path report() {
    return path.resolve("report.html");
  }

  /** Where the figures lie. */
  public Path figures() {
    return path.resolve("figures");
  }

  private Path trace() {
    return path.resolve("trace.safetensors");
  }

  public OpenedModel open() throws IOException {
    if (!Files.exists(model())) {
      throw new IllegalArgumentException(
          path
              + " has no model.onnx yet; it is written when a training ends (vitrine train --resume --run "
              + path
              + ")");
    }
    return Networks.read(model());
  }

  /** Whether a training was recorded here, or only a network lies here. */
  public boolean isRecorded() {
    return Files.exists(path.resolve(RunInfo.FILE));
  }

  public RunInfo info() throws IOException {
    return RunInfo.read(path);
  }

  /** What the run logged, for a network. */
  public LoggedRun logged(Network network) throws IOException {
    return LoggedRun.of(network, Run.read(path), info());
  }

  /**
   * Keeps what an image made of the layers, so that it can be shown without an engine.
   *
   * @param preparation how the image went in
   * @param classes what the classes are called, empty where nobody knows
   */
  public void keep(Sample sample, Preparation preparation, List<String> classes)
      throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(INPUT, sample.input());
    sample
        .trace()
        .values()
        .forEach(
            (name, datum) -> {
              if (datum instanceof Datum.OfTensor value) {
                tensors.put(name, value.tensor());
              }
            });
    Map<String, String> facts = new LinkedHashMap<>(preparation.toMap());
    facts.put(SAMPLE_NAME, sample.name());
    facts.put(CLASSES, String.join("\n", classes));
    Safetensors.write(trace(), tensors, facts);
  }

  /** What the run's classes are called; empty where nobody knows. */
  public Optional<ClassNames> classes() throws IOException {
    return Files.exists(trace()) ? classes(facts(Safetensors.read(trace()))) : Optional.empty();
  }

  private static Optional<ClassNames> classes(Map<String, String> facts) {
    String names = facts.getOrDefault(CLASSES, "");
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(new ClassNames(List.of(names.split("\n", -1))));
  }

  private static Map<String, String> facts(OpenedModel file) {
    return file.network().metadata();
  }

  /**
   * The sample that was kept, its name and how it went in in a language; empty where there is none.
   *
   * @param network the run's
   */
  public Optional<Sample> sample(Network network, Locale language) throws IOException {
    if (!Files.exists(trace())) {
      return Optional.empty();
    }
    OpenedModel file = Safetensors.read(trace());
    Weights tensors = file.weights();
    Map<String, Datum> values = new LinkedHashMap<>();
    for (String name : tensors.names()) {
      if (!name.equals(INPUT)) {
        values.put(name, new Datum.OfTensor(tensors.require(name)));
      }
    }
    Trace trace = new Trace(values, Map.of(), OptionalDouble.empty());
    Map<String, String> facts = facts(file);
    String name = Images.title(facts.getOrDefault(SAMPLE_NAME, ""), language);
    Preparation preparation = Preparation.of(facts, network).orElseGet(() -> usual(network));
    Sample sample = Images.kept(name, tensors.require(INPUT), trace, preparation, language);
    Optional<ClassScores> scores = ClassScores.of(network, trace);
    String note = InputCaption.note(sample.note(), scores, classes(facts), language);
    return Optional.of(sample.noting(note));
  }

  private static Preparation usual(Network network) {
    ImageInput input = ImageInput.of(network, Optional.empty());
    return new Preparation(ImageRecipe.usual(input), input);
  }

  /** The preset that the run was trained with, as {@code train --preset} names it. */
  public Optional<String> preset() throws IOException {
    return isRecorded() && info().more().get("options") instanceof Map<?, ?> options
        ? Optional.ofNullable(options.get("--preset")).map(String::valueOf)
        : Optional.empty();
  }
}
