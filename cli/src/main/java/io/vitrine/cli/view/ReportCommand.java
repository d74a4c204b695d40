package io.vitrine.cli.view;

import io.vitrine.cli.program.Browser;
import io.vitrine.cli.program.Interrupt;
import io.vitrine.cli.program.Program;
import io.vitrine.cli.subject.ImageOptions;
import io.vitrine.cli.subject.Images;
import io.vitrine.cli.subject.LimitOptions;
import io.vitrine.cli.subject.RunFolder;
import io.vitrine.cli.subject.RunViews;
import io.vitrine.engine.Engine;
import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Model;
import io.vitrine.formats.OpenedModel;
import io.vitrine.model.Network;
import io.vitrine.report.ArticleFiles;
import io.vitrine.report.Sample;
import io.vitrine.torch.TorchEngine;
import io.vitrine.view.ArticleChain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Writes a run's figures and report anew. */
@Command(
    name = "report",
    description = ReportCommand.ABOUT,
    footer = {
      "",
      "Examples:",
      "  vitrine report runs/demo --open",
      "  vitrine report runs/demo --lang zh-CN",
      "  vitrine report runs/tuned --preset imagenet --classes names.txt",
      "  vitrine report runs/demo --article files    the article's files by its names"
    })
public final class ReportCommand implements Callable<Integer> {
  /** What the list of commands says of it. */
  public static final String ABOUT =
      "Writes the six views of a run and report.html into its folder, in any language.";

  @Parameters(paramLabel = "RUN", description = "A run's folder.")
  Path run;

  @Option(
      names = "--article",
      paramLabel = "DIR",
      description = "Write the article's files instead, under its names.")
  @Nullable Path article;

  @Option(names = "--open", description = "Open it in the browser.")
  boolean open;

  @Mixin ImageOptions images;

  @Mixin LimitOptions limits;

  @ParentCommand Program program;

  @Override
  public Integer call() throws Exception {
    RunFolder folder = RunFolder.of(run);
    boolean anew = images.isGiven();
    images.completeFrom(folder);
    if (article != null) {
      Path files = article;
      Interrupt.during(() -> writeArticle(folder, files), () -> {});
      return 0;
    }
    if (anew) {
      Interrupt.during(() -> lookAnew(folder), () -> {});
    } else {
      RunViews.of(folder, program.language()).write();
    }
    System.out.println(folder.report());
    if (open) {
      Browser.open(folder.report());
    }
    return 0;
  }

  private Images.Named shipped(Network network) {
    Images.Named image = Images.shipped(network, images);
    return image.called(Images.title(image.name(), program.language()));
  }

  /** Sends the sample that ships through the network, prepared as the options say. */
  private void lookAnew(RunFolder folder) throws IOException {
    OpenedModel opened = folder.open();
    Network network = opened.network();
    try (Engine engine = TorchEngine.open(limits.on(EngineOptions.defaults()));
        Model model = engine.load(network, opened.weights())) {
      Images.Named image = shipped(network);
      Sample sample = Images.trace(model, image);
      String note = images.note(network, image, sample.trace(), program.language());
      RunViews.of(folder, opened, Optional.of(sample.noting(note)), program.language()).write();
    }
  }

  private Sample prepared(Sample sample, Images.Named image) {
    return sample.noting(image.prepared(program.language()));
  }

  /** The article's feature maps are of its chain of convolutions, which the engine runs. */
  private void writeArticle(RunFolder folder, Path files) throws IOException {
    OpenedModel opened = folder.open();
    Network chain = ArticleChain.of(opened.network());
    try (Engine engine = TorchEngine.open(limits.on(EngineOptions.defaults()));
        Model model = engine.load(chain, opened.weights())) {
      Images.Named image = shipped(chain);
      ArticleFiles.of(opened.network(), program.language())
          .run(folder.logged(opened.network()))
          .weights(opened.network(), opened.weights())
          .featureMaps(chain, prepared(Images.trace(model, image), image))
          .write(files)
          .forEach(System.out::println);
    }
  }
}
