package io.vitrine.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.data.Dataset;
import io.vitrine.data.Preprocessing;
import io.vitrine.engine.Mode;
import io.vitrine.engine.NonFiniteValue;
import io.vitrine.engine.NonFiniteValue.Kind;
import io.vitrine.model.Shape;
import io.vitrine.train.Trainer.Ending;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static final Recipe RECIPE = Recipe.defaults().epochs(3).batchSize(4);

  private final List<String> heard = new ArrayList<>();
  private final List<EpochRecord> epochs = new ArrayList<>();

  private final TrainingListener ear =
      new TrainingListener() {
        @Override
        public void started(Plan plan) {
          heard.add("start " + plan.batches() + " of " + plan.steps());
        }

        @Override
        public void stepped(StepRecord step) {
          heard.add("step " + step.after().step());
        }

        @Override
        public void epochEnded(EpochRecord epoch) {
          heard.add("epoch " + epoch.epoch());
          epochs.add(epoch);
        }

        @Override
        public void becameNonFinite(NonFinite found) {
          heard.add(found.sentence());
        }
      };

  private static TrainingData data() {
    float[] values = new float[2 * 10];
    int[] labels = new int[10];
    for (int i = 0; i < 10; i++) {
      values[2 * i] = i;
      labels[i] = i % 3;
    }
    Dataset training = Dataset.of(values, Shape.of(10, 1, 1, 2), labels);
    return new TrainingData(
        training, Optional.empty(), Optional.of(training.limit(5)), Preprocessing.NONE);
  }

  private static float weight(FakeModel model) {
    return model.weights().require(FakeModel.WEIGHT).floatAt(0);
  }

  @Test
  void train_threeEpochs_keepsTheLastPartialBatch() throws IOException {
    Ending ending = Trainer.of(new FakeModel(), RECIPE, data()).listener(ear).train();

    assertThat(ending).isEqualTo(Ending.FINISHED);
    assertThat(heard)
        .startsWith("start 3 of 9", "step 1", "step 2", "step 3", "epoch 1", "step 4")
        .endsWith("epoch 3");
    assertThat(epochs).allSatisfy(epoch -> assertThat(epoch.training().count()).isEqualTo(10));
  }

  @Test
  void train_epochLoss_isTheMeanOverImages() throws IOException {
    Trainer.of(new FakeModel(), RECIPE, data()).listener(ear).train();

    assertThat(epochs.get(0).training().loss()).isEqualTo((2.0 * 4 + 1.0 * 4 + 2.0 / 3 * 2) / 10);
    assertThat(epochs.get(0).test().orElseThrow().accuracy()).isEqualTo(0.4);
    assertThat(epochs.get(0).lastStep().updateRatio()).containsEntry(FakeModel.WEIGHT, 0.001);
  }

  @Test
  void train_articleEvaluation_testsInTrainingMode() throws IOException {
    FakeModel model = new FakeModel();

    Trainer.of(model, RECIPE.evaluation(Mode.TRAINING), data()).train();

    assertThat(model.evaluations).containsOnly(Mode.TRAINING).hasSize(3);
  }

  @Test
  void resume_fromEveryStep_endsWhereAnUndisturbedRunEnds() throws IOException {
    FakeModel undisturbed = new FakeModel();
    Trainer.of(undisturbed, RECIPE, data()).train();

    for (int stop = 1; stop < 9; stop++) {
      MemoryStore store = new MemoryStore();
      Trainer first = Trainer.of(new FakeModel(), RECIPE, data()).checkpoints(store);
      int at = stop;
      first.listener(
          new TrainingListener() {
            @Override
            public void stepped(StepRecord step) {
              if (step.after().step() == at) {
                first.stop();
              }
            }
          });
      assertThat(first.train()).isEqualTo(Ending.STOPPED);

      FakeModel resumed = new FakeModel();
      Ending ending = Trainer.of(resumed, RECIPE, data()).resume(store.newest().orElseThrow());

      assertThat(ending).isEqualTo(Ending.FINISHED);
      assertThat(weight(resumed)).as("stopped after step " + stop).isEqualTo(weight(undisturbed));
    }
  }

  @Test
  void train_gradientTurnsNaN_saysWhereAndWhenOnce() throws IOException {
    FakeModel model = new FakeModel(step -> step < 5 ? 0.5 : Double.NaN);

    Trainer.of(model, RECIPE, data()).listener(ear).train();

    String sentence = "NaN first appeared in the gradient of net.0.weight at step 5 (epoch 2)";
    assertThat(heard).containsOnlyOnce(sentence);
    assertThat(heard.indexOf(sentence)).isEqualTo(heard.indexOf("step 5") + 1);
  }

  @Test
  void train_lossTurnsNaN_namesTheLayerThatTheEngineFound() throws IOException {
    FakeModel model = new FakeModel(step -> Double.NaN);
    model.found = Optional.of(new NonFiniteValue(Kind.LAYER, "net.2", Double.NEGATIVE_INFINITY));

    Trainer.of(model, RECIPE, data()).listener(ear).train();

    assertThat(heard)
        .startsWith(
            "start 3 of 9",
            "step 1",
            "-Infinity first appeared in the output of layer net.2 at step 1 (epoch 1)",
            "step 2")
        .filteredOn(text -> text.contains("first appeared"))
        .hasSize(1);
  }

  private static final class MemoryStore implements CheckpointStore {
    private Optional<Checkpoint> newest = Optional.empty();

    @Override
    public void save(Checkpoint checkpoint) {
      newest = Optional.of(checkpoint);
    }

    @Override
    public Optional<Checkpoint> newest() {
      return newest;
    }
  }
}
