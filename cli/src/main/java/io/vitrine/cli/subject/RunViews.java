package io.vitrine.cli.subject;

import io.vitrine.figure.Figure;
import io.vitrine.formats.OpenedModel;
import io.vitrine.model.Network;
import io.vitrine.render.Figures;
import io.vitrine.render.RenderOptions;
import io.vitrine.report.LoggedRun;
import io.vitrine.report.RunReport;
import io.vitrine.report.Sample;
import io.vitrine.report.page.Report;
import io.vitrine.summary.Format;
import io.vitrine.summary.Summary;
import io.vitrine.summary.SummaryOptions;
import io.vitrine.view.FeatureMaps;
import io.vitrine.view.FeatureOptions;
import io.vitrine.view.KernelOptions;
import io.vitrine.view.Kernels;
import io.vitrine.view.diagram.Architecture;
import io.vitrine.view.diagram.ArchitectureOptions;
import io.vitrine.view.training.Curves;
import io.vitrine.view.training.CurvesOptions;
import io.vitrine.view.training.GradientData;
import io.vitrine.view.training.GradientFlow;
import io.vitrine.view.training.GradientOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The six views of a run, as files.
 *
 * @param logged what the training logged; empty where only a network lies in the folder
 * @param sample what an image made of the layers
 */
public record RunViews(
    RunFolder run,
    OpenedModel model,
    Optional<LoggedRun> logged,
    Optional<Sample> sample,
    Locale language) {
  /** Reads a run's folder. */
  public static RunViews of(RunFolder run, Locale language) throws IOException {
    OpenedModel model = run.open();
    return of(run, model, run.sample(model.network(), language), language);
  }

  /** The same with another sample than the one that the run kept. */
  public static RunViews of(
      RunFolder run, OpenedModel model, Optional<Sample> sample, Locale language)
      throws IOException {
    Optional<LoggedRun> logged =
        run.isRecorded() ? Optional.of(run.logged(model.network())) : Optional.empty();
    return new RunViews(run, model, logged, sample, language);
  }

  /** Writes all figures as SVG, the summary as text, and the report. */
  public void write() throws IOException {
    Map<Path, Figure> files = new LinkedHashMap<>();
    figures().forEach((name, figure) -> files.put(run.figures().resolve(name + ".svg"), figure));
    Figures.saveAll(files, RenderOptions.defaults());
    Summary summary =
        Summary.of(model.network(), SummaryOptions.defaults().whole().locale(language));
    Path table = run.figures().resolve("summary.txt");
    Files.writeString(table, summary.to(Format.TEXT), StandardCharsets.UTF_8);
    report().write(run.report());
  }

  private Report report() throws IOException {
    RunReport report =
        RunReport.of(model.network(), language)
            .weights(model.weights())
            .named(run.path().toString());
    if (logged.isPresent()) {
      report.run(run.info(), logged.get());
    }
    sample.ifPresent(report::sample);
    return report.report();
  }

  /** The figures by file name without ending. */
  private Map<String, Figure> figures() {
    Network network = model.network();
    Map<String, Figure> figures = new LinkedHashMap<>();
    figures.put("architecture", Architecture.of(network, diagram(sample), language));
    logged
        .flatMap(LoggedRun::curves)
        .ifPresent(
            data -> figures.put("curves", Curves.of(data, CurvesOptions.defaults(), language)));
    logged
        .flatMap(run -> run.gradients(false))
        .ifPresent(data -> figures.putAll(gradients(data, language)));
    List<String> layers = Kernels.convolutions(network);
    Kernels.sheets(network, model.weights(), layers, KernelOptions.defaults(), language)
        .forEach((layer, sheet) -> figures.put("kernels-" + layer, sheet));
    sample
        .filter(image -> !FeatureMaps.overviewValues(network).isEmpty())
        .ifPresent(image -> figures.put("features", features(network, image, language)));
    return figures;
  }

  public static ArchitectureOptions diagram(Optional<Sample> sample) {
    ArchitectureOptions options = ArchitectureOptions.defaults();
    return sample
        .filter(image -> image.picture().isPresent())
        .map(image -> options.on(image.picture().get(), image.name()))
        .orElse(options);
  }

  private static Map<String, Figure> gradients(GradientData data, Locale language) {
    GradientOptions options = GradientOptions.defaults();
    Map<String, Figure> figures = new LinkedHashMap<>();
    GradientFlow.epochs(data, options, language)
        .forEach((epoch, figure) -> figures.put("gradients-epoch-" + epoch, figure));
    figures.put("gradients-steps", GradientFlow.overSteps(data, options, language));
    return figures;
  }

  private static Figure features(Network network, Sample image, Locale language) {
    FeatureOptions options = FeatureOptions.defaults().of(image.name()).noting(image.note());
    return FeatureMaps.overview(network, image.trace(), options, language);
  }
}
