package io.vitrine.cli.training;

import io.vitrine.cli.program.Program;
import io.vitrine.cli.subject.ImageOptions;
import io.vitrine.cli.subject.LimitOptions;
import io.vitrine.data.image.ImageFormat;
import io.vitrine.model.Network;
import io.vitrine.model.Weights;
import io.vitrine.run.RunInfo;
import io.vitrine.train.TrainingData;
import io.vitrine.tuning.Tuning;
import io.vitrine.zoo.ImageTask;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Trains a network of the zoo, or one that was opened. */
@Command(
    name = "train",
    description = TrainCommand.ABOUT,
    footer = {
      "",
      "Examples:",
      "  vitrine train                              the article's recipe, about an hour",
      "  vitrine train lenet5 --epochs 2 --limit 6000 --run runs/quick",
      "  vitrine train vgg16 --data fashion --validation 0.1 --optimizer adamw",
      "  vitrine train --model net.onnx --epochs 1 --run runs/tuned",
      "  vitrine train --model net.onnx --data flowers --new-head --freeze layer1",
      "  vitrine train --resume --run runs/quick    goes on where that run stopped"
    })
public final class TrainCommand implements Callable<Integer> {
  /** What the list of commands says of it. */
  public static final String ABOUT =
      "Trains a network: by default the article's VGG-16 on all of MNIST, 10 epochs.";

  @Parameters(
      arity = "0..1",
      paramLabel = "NETWORK",
      defaultValue = "vgg16",
      description =
          "A network of the zoo, such as vgg16, lenet5, resnet18, mlp (${DEFAULT-VALUE}).")
  String network;

  @Mixin TrainingOptions training;

  @Mixin DataOptions data;

  @Mixin OpenedOptions opened;

  @Mixin LimitOptions limits;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "The run's folder (runs/NETWORK-TIME).")
  @Nullable Path run;

  @Option(
      names = "--resume",
      description =
          "Go on with the run of --run from its checkpoint; what is not given here is as it was given there.")
  boolean resume;

  @ParentCommand Program program;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    return resume ? asBefore().train() : train();
  }

  /** This command with the run's own options where none are given. */
  private TrainCommand asBefore() throws IOException {
    if (run == null) {
      throw new ParameterException(
          spec.commandLine(), "--resume needs the run to go on with: --run DIR");
    }
    if (!Files.exists(run.resolve(RunInfo.FILE))) {
      return this;
    }
    List<String> given = spec.root().commandLine().getParseResult().originalArgs();
    CommandLine again = program.commandLine(given.toArray(String[]::new));
    CommandLine train = Objects.requireNonNull(again.getSubcommands().get(spec.name()));
    train.setDefaultValueProvider(RunOptions.of(RunInfo.read(run)));
    again.parseArgs(given.toArray(String[]::new));
    return train.getCommand();
  }

  private int train() throws IOException {
    opened.requireSense();
    Path folder = run == null ? RunNames.next(name()) : run;
    OpenedOptions.Ready ready = opened.isGiven() ? opened(folder) : built();
    TrainingJob job =
        new TrainingJob(
            ready.tuning(),
            ready.data(),
            ImageOptions.ofPreset(opened.preset),
            training.recipe(10),
            limits.on(training.engine()),
            folder,
            RunOptions.of(spec));
    return job.run(resume, program.language(), training.closing());
  }

  /** What a new folder is named by. */
  private String name() {
    String file = opened.model == null ? network : String.valueOf(opened.model.getFileName());
    return file.indexOf('.') > 0 ? file.substring(0, file.indexOf('.')) : file;
  }

  private OpenedOptions.Ready opened(Path folder) throws IOException {
    if (resume) {
      return opened.resume(data, training.seed, folder);
    }
    TrainingJob.requireNone(folder);
    return opened.begin(network, data, training.seed, folder, program.language());
  }

  private OpenedOptions.Ready built() throws IOException {
    ImageTask usual = Zoo.usualTask(network);
    TrainingData images = data.load(training.seed, ImageFormat.of(usual.height(), usual.width()));
    int classes = images.training().classes().size();
    ImageTask task =
        new ImageTask(
            images.training().channels(),
            images.training().height(),
            images.training().width(),
            classes);
    Network built = Zoo.build(network, task);
    return new OpenedOptions.Ready(Tuning.untouched(built, Weights.NONE), images);
  }
}
