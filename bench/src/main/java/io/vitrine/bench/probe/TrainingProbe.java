package io.vitrine.bench.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitrine.engine.Engine;
import io.vitrine.engine.Model;
import io.vitrine.model.Weights;
import io.vitrine.run.Run;
import io.vitrine.run.RunWriter;
import io.vitrine.train.Plan;
import io.vitrine.train.Recipe;
import io.vitrine.train.StepRecord;
import io.vitrine.train.Trainer;
import io.vitrine.train.TrainingData;
import io.vitrine.train.TrainingListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Trains as {@code vitrine train} does, recording included, a number of steps at each order that
 * standard input gives, and answers with the seconds that they took.
 */
public final class TrainingProbe implements TrainingListener {
  private static final int IMAGES = 12_800;

  private final BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
  private final String description;
  private final Runnable stop;
  private long start;
  private int left;

  private TrainingProbe(String description, Runnable stop) {
    this.description = description;
    this.stop = stop;
  }

  /** Arguments: threads, the folder to record in. */
  public static void main(String[] args) throws IOException {
    Recipe recipe = Recipe.defaults();
    TrainingData data = Job.data(IMAGES);
    try (Engine engine = Job.engine(Integer.parseInt(args[0]));
        Model model = engine.load(Job.network(), Weights.NONE);
        RunWriter writer = Run.create(Path.of(args[1]))) {
      Trainer trainer = Trainer.of(model, recipe, data);
      trainer
          .listener(Job.recorder(writer, engine, model, recipe, data))
          .listener(
              new TrainingProbe(engine.description() + ", " + model.precision(), trainer::stop))
          .train();
    }
  }

  @Override
  public void started(Plan plan) {
    System.out.println("ready " + description);
    awaitOrder();
  }

  @Override
  public void stepped(StepRecord step) {
    if (--left == 0) {
      System.out.println((System.nanoTime() - start) / 1e9);
      awaitOrder();
    }
  }

  private void awaitOrder() {
    try {
      String order = orders.readLine();
      if (order == null) {
        stop.run();
      } else {
        left = Integer.parseInt(order.strip());
        start = System.nanoTime();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
