package io.vitrine.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitrine.figure.Figure;
import io.vitrine.model.Network;
import io.vitrine.model.Weights;
import io.vitrine.render.Figures;
import io.vitrine.summary.SummaryOptions;
import io.vitrine.summary.peer.Registration;
import io.vitrine.summary.peer.TorchSummary;
import io.vitrine.view.FeatureMaps;
import io.vitrine.view.FeatureOptions;
import io.vitrine.view.Kernels;
import io.vitrine.view.diagram.Architecture;
import io.vitrine.view.diagram.ArchitectureOptions;
import io.vitrine.view.training.Curves;
import io.vitrine.view.training.CurvesOptions;
import io.vitrine.view.training.GradientData;
import io.vitrine.view.training.GradientFlow;
import io.vitrine.view.training.GradientOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The files that the article makes, under its names, each with our figure.
 *
 * <p>They show what the article shows: kernels in gray, each scaled on its own; feature maps of the
 * chain of convolutions, whose title says so; epochs counted from 0 in file names. The diagram, for
 * which the article names no file, is {@code architecture.svg} and, for LaTeX, {@code
 * architecture.tex}; the printed table is {@code torchsummary.txt}.
 */
public final class ArticleFiles {
  private final Locale locale;
  private final Map<String, Figure> figures = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();

  private ArticleFiles(Locale locale) {
    this.locale = locale;
  }

  /** Those of a network alone: its diagram and torchsummary's table. */
  public static ArticleFiles of(Network network, Locale locale) {
    ArticleFiles files = new ArticleFiles(locale);
    Figure diagram = Architecture.of(network, ArchitectureOptions.defaults(), locale);
    files.figures.put("architecture.svg", diagram);
    files.figures.put("architecture.tex", diagram);
    SummaryOptions options = SummaryOptions.defaults().locale(locale);
    TorchSummary table = TorchSummary.of(network, options, Registration.of(network));
    files.texts.put("torchsummary.txt", table.text());
    return files;
  }

  /** Adds the curves and a gradient chart for each epoch. */
  public ArticleFiles run(LoggedRun run) {
    run.curves()
        .ifPresent(
            data ->
                figures.put(
                    "loss_and_accuracy.png", Curves.of(data, CurvesOptions.defaults(), locale)));
    run.gradients(false).ifPresent(this::gradients);
    return this;
  }

  private void gradients(GradientData data) {
    GradientFlow.epochs(data, GradientOptions.defaults(), locale)
        .forEach(
            (epoch, figure) -> figures.put("gradient_flow_epoch_" + (epoch - 1) + ".png", figure));
  }

  /** Adds the sheet of each stage's first convolution. */
  public ArticleFiles weights(Network network, Weights weights) {
    Kernels.article(network, weights, locale)
        .forEach((name, figure) -> figures.put(name + ".png", figure));
    return this;
  }

  /**
   * Adds the feature maps of the article's way.
   *
   * @param chain {@link io.vitrine.view.ArticleChain} of the network
   * @param image whose trace the chain made
   */
  public ArticleFiles featureMaps(Network chain, Sample image) {
    FeatureOptions options =
        FeatureOptions.defaults()
            .from(FeatureOptions.Source.ARTICLE_CHAIN)
            .of(image.name())
            .noting(image.note());
    figures.put("feature_maps.jpg", FeatureMaps.overview(chain, image.trace(), options, locale));
    return this;
  }

  /** The figures by file name. */
  public Map<String, Figure> figures() {
    return Collections.unmodifiableMap(figures);
  }

  /** The texts by file name. */
  public Map<String, String> texts() {
    return Collections.unmodifiableMap(texts);
  }

  /**
   * Writes all files into a folder, which is made where it is missing.
   *
   * @return the files, in the article's order
   */
  public List<Path> write(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, Figure> entry : figures.entrySet()) {
      Path file = folder.resolve(entry.getKey());
      Figures.save(entry.getValue(), file);
      written.add(file);
    }
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      Path file = folder.resolve(entry.getKey());
      Files.write(file, entry.getValue().getBytes(UTF_8));
      written.add(file);
    }
    return written;
  }
}
