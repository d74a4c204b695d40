package io.vitrine.cli.training;

import io.vitrine.cli.program.Program;
import io.vitrine.cli.subject.ImageOptions;
import io.vitrine.data.image.ImageFormat;
import io.vitrine.model.Weights;
import io.vitrine.tuning.Tuning;
import io.vitrine.zoo.Zoo;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Trains a little and shows everything. */
@Command(
    name = "demo",
    description = DemoCommand.ABOUT,
    footer = {
      "",
      "Examples:",
      "  vitrine demo --open                 opens the report at the end",
      "  vitrine demo --run runs/first --lang zh-CN"
    })
public final class DemoCommand implements Callable<Integer> {
  /** What the list of commands says of it. */
  public static final String ABOUT =
      "Trains VGG-16 on 6,000 MNIST images for 3 epochs, tests it on 2,000, and writes the six views and a report.";

  private static final int EPOCHS = 3;

  @Mixin TrainingOptions training;

  @Option(names = "--run", paramLabel = "DIR", description = "The run's folder (runs/demo-TIME).")
  @Nullable Path run;

  @ParentCommand Program program;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    DataOptions data = DataOptions.of(6000, 2000);
    Path folder = run == null ? RunNames.next("demo") : run;
    TrainingJob job =
        new TrainingJob(
            Tuning.untouched(Zoo.vgg16(1, 32, 32, 10), Weights.NONE),
            data.load(training.seed, ImageFormat.of(32, 32)),
            new ImageOptions(),
            training.recipe(EPOCHS),
            training.engine(),
            folder,
            RunOptions.of(spec)
                .or("NETWORK", "vgg16")
                .or("--limit", data.limit)
                .or("--test-limit", data.testLimit)
                .or("--epochs", EPOCHS));
    return job.run(false, program.language(), training.closing());
  }
}
