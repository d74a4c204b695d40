package io.vitrine.bench.probe;

import io.vitrine.data.Batches;
import io.vitrine.data.Shuffle;
import io.vitrine.engine.Engine;
import io.vitrine.engine.Model;
import io.vitrine.model.Weights;
import io.vitrine.run.Run;
import io.vitrine.run.RunWriter;
import io.vitrine.train.EpochRecord;
import io.vitrine.train.Recipe;
import io.vitrine.train.RunRecorder;
import io.vitrine.train.StepRecord;
import io.vitrine.train.Trainer;
import io.vitrine.train.TrainingData;
import io.vitrine.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One training in which recording is on and off in turns. Prints milliseconds: of a step with it
 * ({@code on}) and without ({@code off}), of all that an epoch's end adds ({@code end}), of the
 * wait for a batch ({@code waiting}) and of preparing one with the engine idle ({@code preparing}).
 */
public final class RecordingProbe {
  private static final int STEPS_AN_EPOCH = 40;
  private static final int BLOCK = 5;

  private RecordingProbe() {}

  /** Arguments: threads, epochs, the folder to record in. */
  public static void main(String[] args) throws IOException {
    Recipe recipe = Recipe.defaults().epochs(Integer.parseInt(args[1]));
    TrainingData data = Job.data(STEPS_AN_EPOCH * recipe.batchSize());
    Switch recording = new Switch(BLOCK);
    StepClock clock = new StepClock(recording, System::nanoTime);
    try (Engine engine = Job.engine(Integer.parseInt(args[0]));
        Model model = engine.load(Job.network(), Weights.NONE);
        RunWriter writer = Run.create(Path.of(args[2]))) {
      RunRecorder recorder = Job.recorder(writer, engine, model, recipe, data);
      Trainer.of(new SwitchedModel(model, recording), recipe, data)
          .listener(clock.before())
          .listener(switched(recorder, recording))
          .listener(clock.after())
          .train();
    }
    clock.samples().forEach(Samples::print);
    prepare(recipe, data);
  }

  private static TrainingListener switched(RunRecorder recorder, Switch recording) {
    return new TrainingListener() {
      @Override
      public void stepped(StepRecord step) {
        if (recording.isOn()) {
          recorder.stepped(step);
        }
      }

      @Override
      public void epochEnded(EpochRecord epoch) {
        recorder.epochEnded(epoch);
      }
    };
  }

  /** Prepares the batches of an epoch as fast as they can be. */
  private static void prepare(Recipe recipe, TrainingData data) {
    Samples preparing = new Samples("preparing");
    for (int epoch = 0; epoch < recipe.epochs(); epoch++) {
      long start = System.nanoTime();
      try (Batches batches =
          Batches.shuffled(
              data.training(),
              data.preprocessing(),
              recipe.batchSize(),
              Shuffle.of(recipe.seed(), epoch))) {
        while (batches.hasNext()) {
          batches.next();
        }
      }
      preparing.add((System.nanoTime() - start) / 1e6 / STEPS_AN_EPOCH);
    }
    preparing.print();
  }
}
