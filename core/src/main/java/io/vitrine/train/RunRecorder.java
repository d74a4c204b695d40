package io.vitrine.train;

import io.vitrine.engine.Evaluation;
import io.vitrine.model.Tensor;
import io.vitrine.run.EpochResult;
import io.vitrine.run.Histogram;
import io.vitrine.run.RunInfo;
import io.vitrine.run.RunStatus;
import io.vitrine.run.RunWriter;
import io.vitrine.run.Tags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a training to a run: event files as it goes, {@code run.json} after every epoch. */
public final class RunRecorder implements TrainingListener {
  private final RunWriter run;
  private RunInfo info;

  private RunRecorder(RunWriter run, RunInfo info) {
    this.run = run;
    this.info = info;
  }

  /** A recorder of a run that is about to start; {@code run.json} is written at once. */
  public static RunRecorder of(RunWriter run, RunInfo info) throws IOException {
    info.write(run.directory());
    run.hparams(known(info.recipe()));
    return new RunRecorder(run, info);
  }

  private static Map<String, Object> known(Map<String, @Nullable Object> recipe) {
    Map<String, Object> known = new LinkedHashMap<>();
    recipe.forEach(
        (name, value) -> {
          if (value != null) {
            known.put(name, value);
          }
        });
    return known;
  }

  /** The run as recorded so far. */
  public RunInfo info() {
    return info;
  }

  @Override
  public void stepped(StepRecord step) {
    long at = step.after().step();
    run.scalar(Tags.TRAIN_LOSS, at, step.report().batch().loss());
    run.scalar(Tags.LEARNING_RATE, at, step.learningRate());
    run.scalar(Tags.IMAGES_PER_SECOND, at, step.imagesPerSecond());
    step.report()
        .meanAbsGradient()
        .forEach((name, mean) -> run.scalar(Tags.gradientMeanAbs(name), at, mean));
  }

  @Override
  public void epochEnded(EpochRecord epoch) {
    Map<String, Double> results = results(epoch);
    results.forEach((tag, value) -> run.scalar(tag, epoch.step(), value));
    run.scalar(Tags.EPOCH, epoch.step(), epoch.epoch());
    epoch.lastStep().updateRatio().forEach((name, ratio) -> parameter(epoch, name, ratio));
    info = info.withEpoch(new EpochResult(epoch.epoch(), results));
    save();
  }

  private static Map<String, Double> results(EpochRecord epoch) {
    Map<String, Double> results = new LinkedHashMap<>();
    results.put(Tags.TRAIN_LOSS_EPOCH, epoch.training().loss());
    results.put(Tags.TRAIN_ACCURACY, epoch.training().accuracy());
    epoch
        .validation()
        .ifPresent(v -> put(results, Tags.VALIDATION_LOSS, Tags.VALIDATION_ACCURACY, v));
    epoch.test().ifPresent(t -> put(results, Tags.TEST_LOSS, Tags.TEST_ACCURACY, t));
    return results;
  }

  private static void put(
      Map<String, Double> results, String loss, String accuracy, Evaluation evaluation) {
    results.put(loss, evaluation.loss());
    results.put(accuracy, evaluation.accuracy());
  }

  private void parameter(EpochRecord epoch, String name, double ratio) {
    Histogram gradients = histogram(epoch.gradients().require(name));
    run.scalar(Tags.updateRatio(name), epoch.step(), Math.log10(ratio));
    run.scalar(Tags.gradientMaxAbs(name), epoch.step(), largest(gradients));
    run.scalar(Tags.gradientStd(name), epoch.step(), gradients.standardDeviation());
    run.histogram(Tags.gradients(name), epoch.step(), gradients);
    run.histogram(Tags.weights(name), epoch.step(), histogram(epoch.weights().require(name)));
  }

  /** The largest |g|; NaN or infinity where there is any, which a histogram keeps apart. */
  private static double largest(Histogram gradients) {
    if (gradients.nans() > 0) {
      return Double.NaN;
    }
    return gradients.infinities() > 0
        ? Double.POSITIVE_INFINITY
        : Math.max(-gradients.min(), gradients.max());
  }

  private static Histogram histogram(Tensor tensor) {
    return Histogram.of(tensor.floats());
  }

  @Override
  public void becameNonFinite(NonFinite found) {
    run.text("non_finite", found.step(), found.sentence());
    RunInfo noted = found.notedIn(info);
    if (!noted.equals(info)) {
      info = noted;
      save();
    }
  }

  /** Records how the training ended. */
  public void ended(Trainer.Ending ending) {
    RunStatus status =
        ending == Trainer.Ending.FINISHED ? RunStatus.FINISHED : RunStatus.INTERRUPTED;
    end(status);
  }

  /** Records that the training failed; what cannot be recorded is added to the failure. */
  public void failed(Exception failure) {
    try {
      end(RunStatus.FAILED);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void end(RunStatus status) {
    info = info.end(status);
    run.end(status);
    save();
  }

  private void save() {
    try {
      info.write(run.directory());
      run.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
