package io.vitrine.report;

import io.vitrine.figure.Figure;
import io.vitrine.insight.kernels.KernelFacts;
import io.vitrine.insight.rule.Analysis;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Weights;
import io.vitrine.report.page.Words;
import io.vitrine.summary.Summary;
import io.vitrine.summary.SummaryOptions;
import io.vitrine.view.Kernels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a report is made from.
 *
 * @param name by which commands call the run
 * @param kernels of all convolutions whose weights are at hand
 * @param summary of all layers for one image
 */
record Source(
    Network network,
    Optional<LoggedRun> run,
    Weights weights,
    Optional<Sample> sample,
    String name,
    Words words,
    KernelFacts kernels,
    Summary summary) {
  static Source of(
      Network network,
      Optional<LoggedRun> run,
      Weights weights,
      Optional<Sample> sample,
      String name,
      Words words) {
    SummaryOptions options = SummaryOptions.defaults().whole().locale(words.locale());
    return new Source(
        network,
        run,
        weights,
        sample,
        name,
        words,
        KernelFacts.of(network, weights),
        Summary.of(network, options));
  }

  Locale locale() {
    return words.locale();
  }

  /** The convolutions whose weights are at hand. */
  List<String> convolutions() {
    return Kernels.convolutions(network).stream().filter(this::hasWeights).toList();
  }

  private boolean hasWeights(String path) {
    Node node = network.requireNode(path);
    return node.input(1).flatMap(weights::get).isPresent();
  }

  /** The first convolution of each stage: of each first part of the paths, as the article chose. */
  List<String> firstConvolutions() {
    Map<String, String> first = new LinkedHashMap<>();
    for (String path : convolutions()) {
      int dot = path.indexOf('.');
      first.putIfAbsent(dot < 0 ? path : path.substring(0, dot), path);
    }
    return List.copyOf(first.values());
  }

  /** A figure whose alternative text is its analysis, where there is one. */
  static Figure told(Figure figure, Analysis analysis, Locale locale) {
    return analysis.findings().isEmpty()
        ? figure
        : with(figure, figure.id(), analysis.text(locale));
  }

  /** A figure under another id: the overview's tiles are called by the layers' names already. */
  static Figure named(Figure figure, String id) {
    return with(figure, id, figure.alternativeText());
  }

  private static Figure with(Figure figure, String id, String alternativeText) {
    return new Figure(
        id,
        figure.title(),
        figure.subtitle(),
        figure.panels(),
        figure.arrangement(),
        figure.footnote(),
        alternativeText,
        figure.language(),
        figure.widthPx());
  }
}
