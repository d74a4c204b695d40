package io.vitrine.report;

import io.vitrine.model.Network;
import io.vitrine.model.Weights;
import io.vitrine.report.page.Report;
import io.vitrine.report.page.Section;
import io.vitrine.report.page.Words;
import io.vitrine.run.RunInfo;
import io.vitrine.run.RunLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Gathers the report of a network and of what is known of it. What is not given is left out.
 *
 * <pre>{@code
 * RunReport.of(network, Locale.ENGLISH)
 *     .run(info, log)
 *     .weights(weights)
 *     .sample(sample)
 *     .named("runs/vgg")
 *     .report()
 *     .write(Path.of("runs/vgg/report.html"));
 * }</pre>
 */
public final class RunReport {
  private final Network network;
  private final Locale locale;
  private Optional<RunInfo> info = Optional.empty();
  private Optional<LoggedRun> run = Optional.empty();
  private Weights weights = Weights.NONE;
  private Optional<Sample> sample = Optional.empty();
  private String name = "RUN";

  private RunReport(Network network, Locale locale) {
    this.network = network;
    this.locale = locale;
  }

  /** A report of a network in a language. */
  public static RunReport of(Network network, Locale locale) {
    return new RunReport(network, locale);
  }

  /** Adds what a training logged. */
  public RunReport run(RunInfo runInfo, RunLog log) {
    return run(runInfo, LoggedRun.of(network, log, runInfo));
  }

  /** Adds what a training logged. */
  public RunReport run(RunInfo runInfo, LoggedRun logged) {
    this.info = Optional.of(runInfo);
    this.run = Optional.of(logged);
    return this;
  }

  /** Adds the weights, for the kernels. */
  public RunReport weights(Weights trained) {
    this.weights = trained;
    return this;
  }

  /** Adds one image and what it did, for the feature maps and the diagram's input. */
  public RunReport sample(Sample image) {
    this.sample = Optional.of(image);
    return this;
  }

  /** Says by what name the report's commands call the run: its directory, or a model. */
  public RunReport named(String runName) {
    this.name = runName;
    return this;
  }

  /** The report. */
  public Report report() {
    Words words = Words.in(locale);
    Source source = Source.of(network, run, weights, sample, name, words);
    ViewSections views = new ViewSections(source);
    Header header = new Header(words, info, run, network);
    List<Section> sections = new ArrayList<>();
    sections.add(views.structure());
    views.curves().ifPresent(sections::add);
    views.gradients().ifPresent(sections::add);
    views.kernels().ifPresent(sections::add);
    views.features().ifPresent(sections::add);
    sections.add(views.parameters());
    sections.add(new LayerPanels(source, views).section());
    header.section().ifPresent(sections::add);
    return new Report(header.title(), header.subtitle(), locale, header.headline(), sections);
  }
}
