package io.vitrine.cli;

import io.vitrine.model.Network;
import io.vitrine.train.TrainingData;
import io.vitrine.zoo.ImageTask;
import io.vitrine.zoo.Zoo;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a network of the zoo. */
@Command(
    name = "train",
    description = "Trains a network: by default the article's VGG-16 on all of MNIST, 10 epochs.",
    footer = {
      "",
      "Examples:",
      "  vitrine train                              the article's recipe, about an hour",
      "  vitrine train lenet5 --epochs 2 --limit 6000 --run runs/quick",
      "  vitrine train vgg16 --data fashion --validation 0.1 --optimizer adamw",
      "  vitrine train --resume --run runs/quick    goes on where that run stopped"
    })
final class TrainCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "NETWORK",
      defaultValue = "vgg16",
      description = "vgg16, lenet5, resnet18 or mlp (${DEFAULT-VALUE}).")
  String network;

  @Mixin TrainingOptions training;

  @Mixin DataOptions data;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "The run's folder (runs/NETWORK-TIME).")
  @Nullable Path run;

  @Option(
      names = "--resume",
      description = "Go on with the run of --run from its checkpoint, with its own recipe.")
  boolean resume;

  @picocli.CommandLine.ParentCommand Main main;

  @Override
  public Integer call() throws Exception {
    TrainingData images = data.load(training.seed, Zoo.usualTask(network));
    int classes = images.training().classes().size();
    ImageTask task =
        new ImageTask(
            images.training().channels(),
            images.training().height(),
            images.training().width(),
            classes);
    Network built = Zoo.build(network, task);
    Path folder = run == null ? RunNames.next(network) : run;
    TrainingJob job =
        new TrainingJob(built, images, training.recipe(10), training.engine(), folder);
    return job.run(resume, main.language, training.closing());
  }
}
