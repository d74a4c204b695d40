package io.vitrine.train;

import io.vitrine.data.Batch;
import io.vitrine.data.Batches;
import io.vitrine.data.Dataset;
import io.vitrine.data.Shuffle;
import io.vitrine.engine.Evaluation;
import io.vitrine.engine.Loss;
import io.vitrine.engine.Model;
import io.vitrine.engine.NonFiniteValue;
import io.vitrine.engine.NonFiniteValue.Kind;
import io.vitrine.engine.StepReport;
import io.vitrine.engine.Training;
import io.vitrine.engine.Training.Detail;
import io.vitrine.run.Sentinel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Trains a classifier: shuffled batches, one optimiser step each, evaluation and a checkpoint after
 * every epoch.
 *
 * <p>{@link #stop} may be called from any thread; the training then ends after the batch at hand,
 * with a checkpoint.
 */
public final class Trainer {
  /** Images an evaluation step. */
  private static final int EVALUATION_BATCH = 250;

  private final Model model;
  private final Recipe recipe;
  private final TrainingData data;
  private final List<TrainingListener> listeners = new ArrayList<>();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private CheckpointStore checkpoints = CheckpointStore.NONE;
  private Set<String> frozen = Set.of();
  private final Sentinel sentinel = new Sentinel();

  private Trainer(Model model, Recipe recipe, TrainingData data) {
    this.model = model;
    this.recipe = recipe;
    this.data = data;
  }

  public static Trainer of(Model model, Recipe recipe, TrainingData data) {
    return new Trainer(model, recipe, data);
  }

  public Trainer listener(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /** Saves a checkpoint after every epoch, and where the training is stopped. */
  public Trainer checkpoints(CheckpointStore store) {
    checkpoints = store;
    return this;
  }

  /** Leaves parameters alone, by their names. */
  public Trainer freezing(Set<String> parameters) {
    frozen = Set.copyOf(parameters);
    return this;
  }

  /** Ends the training after the batch at hand. */
  public void stop() {
    stopped.set(true);
  }

  /** How a training ended. */
  public enum Ending {
    FINISHED,
    STOPPED
  }

  /** Trains from the beginning. */
  public Ending train() throws IOException {
    return train(Optional.empty());
  }

  /** Trains on from a checkpoint of the same recipe and data, as if it had never stopped. */
  public Ending resume(Checkpoint checkpoint) throws IOException {
    return train(Optional.of(checkpoint));
  }

  private Ending train(Optional<Checkpoint> from) throws IOException {
    try (Training training = model.train(recipe.optimizer(), Loss.CROSS_ENTROPY, frozen)) {
      from.ifPresent(checkpoint -> training.restore(checkpoint.weights(), checkpoint.state()));
      Position position = from.map(Checkpoint::position).orElse(Position.START);
      int size = data.training().size();
      int batches = recipe.batches(size);
      Plan plan = new Plan(model.network(), recipe, batches, size, position);
      listeners.forEach(listener -> listener.started(plan));
      while (position.epoch() < recipe.epochs()) {
        Epoch epoch = new Epoch(training, position);
        position = epoch.run();
        boolean whole = position.batch() == batches;
        if (whole) {
          epoch.end();
          position = position.nextEpoch();
        }
        if (whole || stopped.get()) {
          checkpoints.save(new Checkpoint(position, model.weights(), training.state()));
        }
        if (stopped.get() && position.epoch() < recipe.epochs()) {
          return Ending.STOPPED;
        }
      }
      return Ending.FINISHED;
    }
  }

  /** One pass over the training images, or what is left of it. */
  private final class Epoch {
    private final Training training;
    private Position position;
    private Optional<StepReport> last = Optional.empty();
    private double seconds;
    private long images;

    Epoch(Training training, Position position) {
      this.training = training;
      this.position = position;
    }

    Position run() {
      Shuffle shuffle = new Shuffle(recipe.seed(), position.epoch(), position.batch());
      try (Batches batches =
          Batches.shuffled(data.training(), data.preprocessing(), recipe.batchSize(), shuffle)) {
        while (batches.hasNext() && !stopped.get()) {
          Batch batch = batches.next();
          step(batch, !batches.hasNext());
        }
      }
      return position;
    }

    private void step(Batch batch, boolean isLast) {
      long start = System.nanoTime();
      StepReport report =
          training.step(batch.images(), batch.labels(), isLast ? Detail.UPDATES : Detail.GRADIENTS);
      double took = (System.nanoTime() - start) / 1e9;
      seconds += took;
      images += batch.size();
      last = Optional.of(report);
      position = position.afterBatch(report.batch());
      StepRecord step =
          new StepRecord(position, report, recipe.optimizer().learningRate(), batch.size() / took);
      listeners.forEach(listener -> listener.stepped(step));
      checkFinite(report);
    }

    /**
     * Looks at the loss, for which the engine has looked at the forward pass, then at the gradients
     * in the order in which backward makes them.
     */
    private void checkFinite(StepReport report) {
      report.firstNonFinite().ifPresent(found -> check(found.kind(), found.name(), found.value()));
      check(Kind.LOSS, "loss", report.batch().loss());
      List<Map.Entry<String, Double>> backward =
          new ArrayList<>(report.meanAbsGradient().entrySet());
      Collections.reverse(backward);
      backward.forEach(gradient -> check(Kind.GRADIENT, gradient.getKey(), gradient.getValue()));
    }

    private void check(Kind kind, String name, double value) {
      sentinel
          .check(position.step(), name, value)
          .map(at -> new NonFiniteValue(kind, name, value))
          .map(found -> new NonFinite(position.step(), position.epoch() + 1, found))
          .ifPresent(found -> listeners.forEach(listener -> listener.becameNonFinite(found)));
    }

    /** Evaluates and tells the listeners. */
    void end() {
      EpochRecord epoch =
          new EpochRecord(
              position.epoch() + 1,
              position.step(),
              position.soFar(),
              data.validation().map(this::evaluate),
              data.test().map(this::evaluate),
              seconds == 0 ? 0 : images / seconds,
              last.orElseThrow(),
              model.weights(),
              training.gradients());
      listeners.forEach(listener -> listener.epochEnded(epoch));
    }

    private Evaluation evaluate(Dataset held) {
      return Trainer.evaluate(model, held, data, recipe);
    }
  }

  private static Evaluation evaluate(Model model, Dataset held, TrainingData data, Recipe recipe) {
    Evaluation all = Evaluation.NONE;
    try (Batches batches = Batches.inOrder(held, data.preprocessing(), EVALUATION_BATCH)) {
      while (batches.hasNext()) {
        Batch batch = batches.next();
        all =
            all.plus(
                model.evaluate(
                    batch.images(), batch.labels(), Loss.CROSS_ENTROPY, recipe.evaluation()));
      }
    }
    return all;
  }
}
