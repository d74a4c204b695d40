package io.vitrine.cli.view;

import io.vitrine.cli.program.Program;
import io.vitrine.cli.subject.Subject;
import io.vitrine.cli.subject.WeightsOptions;
import io.vitrine.figure.Figure;
import io.vitrine.view.KernelOptions;
import io.vitrine.view.KernelOptions.Coloring;
import io.vitrine.view.KernelOptions.Content;
import io.vitrine.view.KernelOptions.Order;
import io.vitrine.view.KernelOptions.Scaling;
import io.vitrine.view.Kernels;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Draws a convolution's kernels. */
@Command(
    name = "kernels",
    description = KernelsCommand.ABOUT,
    footer = {
      "",
      "Examples:",
      "  vitrine kernels runs/demo layer1.0 -o kernels.png",
      "  vitrine kernels model.onnx layer3.0 --show norm --order norm -o norms.svg",
      "  vitrine kernels vgg16 --weights model.pth -o kernels.png",
      "  vitrine kernels runs/demo --article -o sheets    the article's five sheets"
    })
public final class KernelsCommand implements Callable<Integer> {
  /** What the list of commands says of it. */
  public static final String ABOUT = "The kernels of a convolution, a tile a filter.";

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A run's folder, a model file, or a network of the zoo with --weights.")
  String subject;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "LAYER",
      description = "A convolution by its path (the first).")
  @Nullable String layer;

  @Option(
      names = "--show",
      paramLabel = "WHAT",
      defaultValue = "0",
      description = "An input channel by number, mean, norm, or rgb (${DEFAULT-VALUE}).")
  String show;

  @Option(
      names = "--per-filter",
      description = "Scale each filter on its own; they cannot be compared then.")
  boolean perFilter;

  @Option(names = "--grey", description = "Black to white instead of colours by sign.")
  boolean grey;

  @Option(
      names = "--order",
      paramLabel = "O",
      defaultValue = "index",
      description = "index or norm (${DEFAULT-VALUE}).")
  Order order;

  @Option(names = "--article", description = "The article's sheets, PNG files in the folder of -o.")
  boolean article;

  @Mixin WeightsOptions weights;

  @Mixin FigureOptions figure;

  @ParentCommand Program program;

  @Override
  public Integer call() throws Exception {
    Subject opened = weights.on(subject, program.language()).requireStructure().requireWeights();
    if (article) {
      Map<String, Figure> sheets = new LinkedHashMap<>();
      Kernels.article(opened.network(), opened.weights(), program.language())
          .forEach((name, sheet) -> sheets.put(name + ".png", sheet));
      figure.saveInto(sheets);
      return 0;
    }
    String path = layer == null ? first(opened) : layer;
    KernelOptions options =
        new KernelOptions(
            content(),
            perFilter ? Scaling.PER_FILTER : Scaling.SHARED,
            grey ? Coloring.GRAY : Coloring.BY_SIGN,
            order);
    figure.save(Kernels.of(opened.network(), opened.weights(), path, options, program.language()));
    return 0;
  }

  private static String first(Subject opened) {
    return Kernels.convolutions(opened.network()).stream()
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(opened.network().name() + " has no convolution"));
  }

  private Content content() {
    return switch (show.toLowerCase(Locale.ROOT)) {
      case "mean" -> Content.mean();
      case "norm" -> Content.norm();
      case "rgb" -> Content.rgb();
      default -> Content.channel(channel());
    };
  }

  private int channel() {
    try {
      return Integer.parseInt(show);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--show: expected a channel's number, mean, norm or rgb, found '" + show + "'", e);
    }
  }
}
