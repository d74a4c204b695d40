package io.vitrine.bench.probe;

import io.vitrine.engine.Engine;
import io.vitrine.engine.Model;
import io.vitrine.formats.CheckpointFile;
import io.vitrine.model.Weights;
import io.vitrine.run.Run;
import io.vitrine.run.RunWriter;
import io.vitrine.train.Recipe;
import io.vitrine.train.StepRecord;
import io.vitrine.train.Trainer;
import io.vitrine.train.TrainingData;
import io.vitrine.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Trains short epochs with tests, recording and checkpoints. Prints the process's resident memory
 * in MB after the first step of every epoch but the first, and at the end ({@code resident}).
 */
public final class MemoryProbe {
  private static final int STEPS_AN_EPOCH = 12;
  private static final int TESTED = 500;

  private MemoryProbe() {}

  /** Arguments: threads, epochs, the folder to record in. */
  public static void main(String[] args) throws IOException {
    Recipe recipe = Recipe.defaults().epochs(Integer.parseInt(args[1]));
    TrainingData data = Job.data(STEPS_AN_EPOCH * recipe.batchSize(), TESTED);
    Path folder = Path.of(args[2]);
    Samples resident = new Samples("resident");
    try (Engine engine = Job.engine(Integer.parseInt(args[0]));
        Model model = engine.load(Job.network(), Weights.NONE);
        RunWriter writer = Run.create(folder)) {
      Trainer.of(model, recipe, data)
          .listener(Job.recorder(writer, engine, model, recipe, data))
          .listener(sampling(resident))
          .checkpoints(CheckpointFile.in(folder))
          .train();
    }
    resident.add(Resident.megabytes());
    resident.print();
  }

  private static TrainingListener sampling(Samples resident) {
    return new TrainingListener() {
      @Override
      public void stepped(StepRecord step) {
        if (step.after().epoch() > 0 && step.after().batch() == 1) {
          resident.add(Resident.megabytes());
        }
      }
    };
  }
}
