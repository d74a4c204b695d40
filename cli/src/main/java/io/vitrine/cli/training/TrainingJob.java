package io.vitrine.cli.training;

import io.vitrine.cli.program.Browser;
import io.vitrine.cli.program.Interrupt;
import io.vitrine.cli.subject.ImageOptions;
import io.vitrine.cli.subject.Images;
import io.vitrine.cli.subject.RunFolder;
import io.vitrine.cli.subject.RunViews;
import io.vitrine.engine.Engine;
import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Model;
import io.vitrine.engine.Precision;
import io.vitrine.formats.CheckpointFile;
import io.vitrine.formats.OnnxWriter;
import io.vitrine.formats.Safetensors;
import io.vitrine.model.Weights;
import io.vitrine.run.Run;
import io.vitrine.run.RunInfo;
import io.vitrine.run.RunWriter;
import io.vitrine.torch.TorchEngine;
import io.vitrine.train.Checkpoint;
import io.vitrine.train.Recipe;
import io.vitrine.train.RunRecorder;
import io.vitrine.train.RunSize;
import io.vitrine.train.Trainer;
import io.vitrine.train.Trainer.Ending;
import io.vitrine.train.TrainingData;
import io.vitrine.tuning.Tuning;
import io.vitrine.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One training from the command line: runs it, records it, saves the network, and writes the views.
 */
record TrainingJob(
    Tuning tuning,
    TrainingData data,
    ImageOptions images,
    Recipe recipe,
    EngineOptions options,
    Path folder,
    RunOptions command) {
  /** Trains, or goes on with the folder's checkpoint. Returns the exit code. */
  int run(boolean resume, Locale language, Closing closing) throws IOException {
    CheckpointFile checkpoints = CheckpointFile.in(folder);
    Optional<Checkpoint> from = start(resume, checkpoints);
    int batches = recipe.batches(data.training().size());
    RunSize.of(tuning.trained(), recipe, batches).requireRoom(folder, RunSize.Disk.SYSTEM);
    Stop stop = new Stop();
    Interrupt.during(() -> run(from, checkpoints, stop, language, closing), stop);
    return 0;
  }

  /** What comes last: JSON or a file's name on standard output, and the browser or not. */
  record Closing(boolean json, boolean open) {}

  /** Asked to stop, maybe before there is a trainer that could. */
  private static final class Stop implements Runnable {
    private @Nullable Trainer trainer;
    private boolean asked;

    @Override
    public synchronized void run() {
      asked = true;
      System.err.println("\nstopping after the batch at hand");
      tell();
    }

    synchronized void reaches(Trainer started) {
      trainer = started;
      tell();
    }

    private void tell() {
      if (asked && trainer != null) {
        trainer.stop();
      }
    }
  }

  private void run(
      Optional<Checkpoint> from,
      CheckpointFile checkpoints,
      Stop stop,
      Locale language,
      Closing closing)
      throws IOException {
    try (Engine engine = TorchEngine.open(options);
        Model model = engine.load(tuning.trained(), tuning.weights());
        RunWriter writer = Run.create(folder)) {
      sayPrecision(model.precision());
      RunInfo info = resuming(from, info(engine, model));
      RunRecorder recorder = RunRecorder.of(writer, info);
      Progress progress = Progress.onStandardError();
      Trainer trainer =
          Trainer.of(model, recipe, data)
              .listener(progress)
              .listener(recorder)
              .freezing(tuning.frozen())
              .checkpoints(checkpoints);
      stop.reaches(trainer);
      Ending ending = trained(trainer, from, recorder);
      save(model);
      RunViews.of(new RunFolder(folder), language).write();
      say(ending, recorder.info(), closing);
    }
  }

  private static Ending trained(Trainer trainer, Optional<Checkpoint> from, RunRecorder recorder)
      throws IOException {
    try {
      Ending ending = from.isPresent() ? trainer.resume(from.get()) : trainer.train();
      recorder.ended(ending);
      return ending;
    } catch (IOException | RuntimeException e) {
      recorder.failed(e);
      throw e;
    }
  }

  /** Throws where a folder holds a run already. */
  static void requireNone(Path folder) {
    if (Files.exists(folder.resolve(RunInfo.FILE))) {
      throw new IllegalArgumentException(
          folder
              + " holds a run already; go on with it by --resume, or choose another folder with --run");
    }
  }

  private Optional<Checkpoint> start(boolean resume, CheckpointFile checkpoints)
      throws IOException {
    if (!resume) {
      requireNone(folder);
      return Optional.empty();
    }
    Optional<Checkpoint> newest = checkpoints.newest();
    if (newest.isEmpty()) {
      throw new IllegalArgumentException(
          folder + " has no checkpoint to go on from; one is written after each epoch");
    }
    return newest;
  }

  private void sayPrecision(Precision used) {
    if (options.precision() == Precision.BF16 && used != Precision.BF16) {
      System.err.println(
          tuning.trained().name()
              + " is computed in fp32: the engine's bf16 is not right for all of its convolutions");
    }
  }

  private RunInfo info(Engine engine, Model model) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("network", tuning.trained().name());
    all.putAll(recipe.toMap());
    all.put("training_images", data.training().size());
    data.validation().ifPresent(part -> all.put("validation_images", part.size()));
    data.test().ifPresent(part -> all.put("test_images", part.size()));
    String precision = model.precision().name().toLowerCase(Locale.ROOT);
    int threads = engine.options().threads();
    return command.keptIn(
        RunInfo.start(
            all, recipe.seed(), precision, threads, engine.description(), data.digests()));
  }

  /** The run's own record taken up again, with a warning of what is different now. */
  private RunInfo resuming(Optional<Checkpoint> from, RunInfo now) throws IOException {
    if (from.isEmpty()) {
      return now;
    }
    RunInfo earlier = RunInfo.read(folder);
    for (RunInfo.Difference difference : now.differencesFrom(earlier)) {
      System.err.println(
          "warning: "
              + difference.what()
              + " was "
              + difference.before()
              + " and is "
              + difference.now()
              + " now; the weights will not equal an undisturbed run's to the bit");
    }
    return command.keptIn(now.resuming(earlier));
  }

  private void save(Model model) throws IOException {
    RunFolder run = new RunFolder(folder);
    Weights weights = model.weights();
    OnnxWriter.write(run.model(), tuning.saved(), weights);
    Safetensors.write(run.weights(), tuning.saved(), weights);
    Images.Named image = Images.shipped(tuning.trained(), images);
    run.keep(Images.trace(model, image), image.preparation(), data.training().classes());
  }

  private void say(Ending ending, RunInfo info, Closing closing) throws IOException {
    RunFolder run = new RunFolder(folder);
    Path report = run.report().toAbsolutePath();
    if (ending == Ending.STOPPED) {
      System.err.println("stopped; go on with: vitrine train --resume --run " + shellWord(folder));
    }
    System.out.print(closing.json() ? json(run, info) : report + System.lineSeparator());
    System.out.flush();
    if (closing.open()) {
      Browser.open(report);
    }
  }

  private static String shellWord(Path path) {
    String text = path.toString();
    return text.contains(" ") ? '"' + text + '"' : text;
  }

  private static String json(RunFolder run, RunInfo info) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", run.path().toAbsolutePath().toString());
    json.put("report", run.report().toAbsolutePath().toString());
    json.put("model", run.model().toAbsolutePath().toString());
    json.put("weights", run.weights().toAbsolutePath().toString());
    json.put("status", info.status().text());
    json.put("epochs", info.result().size());
    Map<String, Object> last = new LinkedHashMap<>();
    info.result().stream()
        .skip(Math.max(0, info.result().size() - 1))
        .forEach(
            epoch ->
                epoch
                    .values()
                    .forEach((tag, value) -> last.put(tag, Json.number(value.doubleValue()))));
    json.put("result", last);
    return Json.text(json);
  }
}
