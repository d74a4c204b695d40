package io.vitrine.report;

import io.vitrine.engine.trace.Datum;
import io.vitrine.figure.Figure;
import io.vitrine.model.Node;
import io.vitrine.model.Tensor;
import io.vitrine.operator.Operators;
import io.vitrine.operator.ParameterTable;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Role;
import io.vitrine.report.page.Content;
import io.vitrine.report.page.Content.Facts;
import io.vitrine.report.page.Content.Fold;
import io.vitrine.report.page.Content.Link;
import io.vitrine.report.page.Content.Links;
import io.vitrine.report.page.Content.Picture;
import io.vitrine.report.page.Content.Text;
import io.vitrine.report.page.Fact;
import io.vitrine.report.page.Section;
import io.vitrine.report.page.Words;
import io.vitrine.summary.SummaryRow;
import io.vitrine.view.FeatureMaps;
import io.vitrine.view.FeatureOptions;
import io.vitrine.view.Ids;
import io.vitrine.view.spread.Histograms;
import io.vitrine.view.spread.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A panel for each layer: its numbers, its purpose, its figures, and links to it elsewhere. */
final class LayerPanels {
  private static final Set<Category> SHOWN = Set.of(Category.CONVOLUTION, Category.POOLING);

  private final Source source;
  private final ViewSections views;
  private final Words words;
  private final ParameterTable parameters;
  private final LayerSpreads spreads;
  private final Set<String> inKernelSection;
  private final Set<String> convolutions;
  private final Optional<Integer> lastEpoch;

  LayerPanels(Source source, ViewSections views) {
    this.source = source;
    this.views = views;
    this.words = source.words();
    this.parameters = ParameterTable.of(source.network());
    this.spreads = LayerSpreads.of(source.network(), source.run(), source.sample());
    this.inKernelSection = Set.copyOf(source.firstConvolutions());
    this.convolutions = Set.copyOf(source.convolutions());
    this.lastEpoch =
        source
            .run()
            .flatMap(run -> run.gradients(false))
            .map(data -> data.epochs())
            .filter(epochs -> !epochs.isEmpty())
            .map(epochs -> epochs.get(epochs.size() - 1));
  }

  Section section() {
    Map<String, Content> panels = new LinkedHashMap<>();
    for (SummaryRow row : source.summary().layers()) {
      row.node().ifPresent(node -> panels.put(row.path(), panel(row, node)));
    }
    List<Content> contents = new PanelTree(panels, words).contents();
    return new Section(
        "view-layers", words.say("view.layers"), words.say("view.layers.lead"), contents);
  }

  private Fold panel(SummaryRow row, Node node) {
    List<Content> contents = new ArrayList<>();
    if (!row.purpose().isEmpty()) {
      contents.add(new Text(row.purpose()));
    }
    contents.add(new Facts(facts(row)));
    contents.add(new Links(links(row, node)));
    if (convolutions.contains(row.path()) && !inKernelSection.contains(row.path())) {
      contents.add(ViewSections.kernelSheet(source, row.path()));
    }
    maps(node).ifPresent(contents::add);
    histograms(node).ifPresent(contents::add);
    String note = row.type() + "  " + row.output().map(Object::toString).orElse("");
    return new Fold(Ids.layer(row.path()), row.path(), note.strip(), contents);
  }

  private List<Fact> facts(SummaryRow row) {
    List<Fact> facts = new ArrayList<>();
    String unknown = words.say("layer.unknown");
    add(facts, "layer.output", row.output().map(Object::toString).orElse(unknown));
    add(facts, "layer.formula", row.sizeFormula());
    add(
        facts,
        "layer.kernel",
        String.join(" × ", row.kernel().stream().map(String::valueOf).toList()));
    long held = row.parameters().total();
    if (held > 0) {
      String share = words.percent(row.sharePercent() / 100, 2);
      add(facts, "layer.parameters", words.say("layer.share", words.count(held), share));
    }
    if (row.parameters().buffers() > 0) {
      add(facts, "layer.buffers", words.count(row.parameters().buffers()));
    }
    if (row.macs().known() > 0) {
      add(facts, "layer.macs", words.count(row.macs().known()));
    }
    if (row.outputBytes().known() > 0) {
      add(facts, "layer.memory", words.bytes(row.outputBytes().known()));
    }
    return facts;
  }

  private void add(List<Fact> facts, String key, String value) {
    if (!value.isEmpty()) {
      facts.add(new Fact(words.say(key), value));
    }
  }

  private List<Link> links(SummaryRow row, Node node) {
    List<Link> links = new ArrayList<>();
    links.add(new Link(words.say("layer.link.diagram"), views.inDiagram(row.path())));
    links.add(new Link(words.say("layer.link.row"), Ids.of("row-" + row.path())));
    if (inKernelSection.contains(row.path())) {
      links.add(new Link(words.say("layer.link.kernels"), Ids.of("kernels-" + row.path())));
    }
    if (Operators.category(node) == Category.CONVOLUTION && kept(node).isPresent()) {
      links.add(new Link(words.say("layer.link.maps"), "features-" + Ids.of(row.path())));
    }
    lastEpoch.ifPresent(epoch -> gradients(links, node, epoch));
    return links;
  }

  private void gradients(List<Link> links, Node node, int epoch) {
    List<String> logged = source.run().orElseThrow().gradientNames(false);
    for (ParameterTable.Entry entry : parameters.of(node)) {
      String name = entry.parameter().name();
      if (entry.role() == Role.WEIGHT && logged.contains(name)) {
        String id = "gradients-" + epoch + "-mean-" + Ids.of(name);
        links.add(new Link(words.say("layer.link.gradient", name), id));
      }
    }
  }

  private Optional<Tensor> kept(Node node) {
    return source
        .sample()
        .map(sample -> sample.trace().values().get(node.output()))
        .filter(Datum.OfTensor.class::isInstance)
        .map(value -> ((Datum.OfTensor) value).tensor());
  }

  /** The layer's channels, where they are maps or few numbers. */
  private Optional<Picture> maps(Node node) {
    Optional<Tensor> value = kept(node).filter(tensor -> isShown(node, tensor));
    return value.map(
        tensor -> {
          Sample sample = source.sample().orElseThrow();
          FeatureOptions options =
              FeatureOptions.defaults().of(sample.name()).noting(sample.note());
          Figure figure =
              FeatureMaps.layer(
                  source.network(), sample.trace(), node.name(), options, source.locale());
          return new Picture(
              Source.named(figure, Ids.of("maps-" + node.name())),
              ViewSections.command(
                  source,
                  "features",
                  "--layer " + node.name() + " -o features-" + node.name() + ".svg"));
        });
  }

  /** How its weights, their gradients and its output are spread. */
  private Optional<Picture> histograms(Node node) {
    List<Spread> layers = spreads.of(node);
    return layers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Picture(
                Histograms.of(source.network().name(), node.name(), layers, source.locale()),
                ViewSections.command(
                    source, "histograms", node.name() + " -o histograms-" + node.name() + ".svg")));
  }

  private boolean isShown(Node node, Tensor value) {
    boolean output =
        source.network().outputs().stream().anyMatch(o -> o.name().equals(node.output()));
    int rank = value.shape().rank();
    return rank == 4 && SHOWN.contains(Operators.category(node)) || rank == 2 && output;
  }
}
