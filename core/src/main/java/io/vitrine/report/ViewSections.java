package io.vitrine.report;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Solid;
import io.vitrine.figure.Tag;
import io.vitrine.insight.Insights;
import io.vitrine.insight.features.FeatureMeasure;
import io.vitrine.insight.gradients.GradientFacts;
import io.vitrine.insight.kernels.KernelFacts;
import io.vitrine.insight.parameters.ParameterFacts;
import io.vitrine.insight.rule.Analysis;
import io.vitrine.insight.structure.StructureFacts;
import io.vitrine.report.page.Content;
import io.vitrine.report.page.Content.Command;
import io.vitrine.report.page.Content.Findings;
import io.vitrine.report.page.Content.Fold;
import io.vitrine.report.page.Content.Picture;
import io.vitrine.report.page.Content.Pictures;
import io.vitrine.report.page.Section;
import io.vitrine.report.page.Words;
import io.vitrine.view.FeatureMaps;
import io.vitrine.view.FeatureOptions;
import io.vitrine.view.Ids;
import io.vitrine.view.KernelOptions;
import io.vitrine.view.Kernels;
import io.vitrine.view.diagram.Architecture;
import io.vitrine.view.diagram.ArchitectureOptions;
import io.vitrine.view.spread.ActivationSpread;
import io.vitrine.view.training.Curves;
import io.vitrine.view.training.CurvesData;
import io.vitrine.view.training.CurvesOptions;
import io.vitrine.view.training.GradientData;
import io.vitrine.view.training.GradientFlow;
import io.vitrine.view.training.GradientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The sections of the six views, each with its figure, its analysis and its command. */
final class ViewSections {
  private static final String STEPS = "--steps -o gradients-steps.svg";
  private static final String SPREAD = "-o activations.svg";

  private final Source source;
  private final Words words;
  private final Locale locale;

  private final Figure diagram;

  ViewSections(Source source) {
    this.source = source;
    this.words = source.words();
    this.locale = source.locale();
    this.diagram = Architecture.of(source.network(), diagramOptions(), locale);
  }

  /** Where the diagram shows a layer: its block, or the section where it has none of its own. */
  String inDiagram(String path) {
    String id = Ids.of(path);
    return tags().anyMatch(tag -> tag.id().equals(id)) ? diagram.id() + "-" + id : "view-structure";
  }

  private Stream<Tag> tags() {
    return diagram.panels().stream()
        .filter(DiagramPanel.class::isInstance)
        .flatMap(panel -> ((DiagramPanel) panel).solids().stream())
        .flatMap(ViewSections::tags);
  }

  private static Stream<Tag> tags(Solid solid) {
    return solid instanceof Solid.Block block
        ? Stream.concat(Stream.of(block.tag()), block.sections().stream().map(Solid.Section::tag))
        : Stream.of(solid.tag());
  }

  Section structure() {
    Analysis analysis = Insights.of(StructureFacts.of(source.network()));
    return section(
        "structure",
        analysis,
        List.of(told(diagram, analysis, "draw", "-o architecture.svg")),
        command("draw", "-o architecture.svg"));
  }

  private ArchitectureOptions diagramOptions() {
    ArchitectureOptions plain = ArchitectureOptions.defaults();
    return source
        .sample()
        .flatMap(sample -> sample.picture().map(picture -> plain.on(picture, sample.name())))
        .orElse(plain);
  }

  Optional<Section> curves() {
    return source.run().flatMap(run -> run.curves().map(data -> curves(run, data)));
  }

  private Section curves(LoggedRun run, CurvesData data) {
    Analysis analysis = Insights.of(RunFacts.curves(run));
    Figure figure = Curves.of(data, CurvesOptions.defaults(), locale);
    return section(
        "curves",
        analysis,
        List.of(told(figure, analysis, "curves", "-o curves.svg")),
        command("curves", "-o curves.svg"));
  }

  Optional<Section> gradients() {
    return source
        .run()
        .flatMap(
            run -> {
              Optional<GradientFacts> facts = RunFacts.gradients(run);
              Optional<GradientData> data = run.gradients(false);
              return facts.isPresent() && data.isPresent()
                  ? Optional.of(gradients(Insights.of(facts.get()), data.get()))
                  : Optional.empty();
            });
  }

  private Section gradients(Analysis analysis, GradientData data) {
    GradientOptions options = GradientOptions.defaults();
    List<Content> contents = new ArrayList<>();
    List<Integer> epochs = data.epochs();
    if (!epochs.isEmpty()) {
      int last = epochs.get(epochs.size() - 1);
      Figure bars = GradientFlow.epoch(data, last, options, locale);
      contents.add(told(bars, analysis, "gradients", "-o gradients.svg"));
    }
    contents.add(told(GradientFlow.overSteps(data, options, locale), analysis, "gradients", STEPS));
    if (epochs.size() > 1) {
      List<Content> others = new ArrayList<>();
      for (int epoch : epochs.subList(0, epochs.size() - 1)) {
        others.add(
            picture(
                GradientFlow.epoch(data, epoch, options, locale),
                "gradients",
                "--epoch " + epoch + " -o gradients-epoch-" + epoch + ".svg"));
      }
      contents.add(
          new Fold(
              "gradients-epochs",
              words.say("gradients.epochs"),
              words.say("gradients.epochs.note", others.size()),
              others));
    }
    return section(
        "gradients",
        analysis,
        contents,
        command("gradients", "-o gradients.svg"),
        command("gradients", STEPS));
  }

  Optional<Section> kernels() {
    List<String> first = source.firstConvolutions();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    Analysis analysis = Insights.of(source.kernels());
    List<Picture> sheets = first.stream().map(this::kernels).toList();
    return Optional.of(
        section(
            "kernels",
            analysis,
            List.of(new Pictures(sheets)),
            kernelCommand(source, first.get(0))));
  }

  private Picture kernels(String path) {
    return kernelSheet(source, path);
  }

  /** A convolution's sheet, its alternative text being what the rules say of this layer alone. */
  static Picture kernelSheet(Source source, String path) {
    KernelFacts own =
        new KernelFacts(
            source.kernels().layers().stream().filter(l -> l.path().equals(path)).toList());
    Figure figure =
        Kernels.of(
            source.network(), source.weights(), path, KernelOptions.defaults(), source.locale());
    return new Picture(
        Source.told(figure, Insights.of(own), source.locale()), kernelCommand(source, path));
  }

  private static String kernelCommand(Source source, String path) {
    return command(source, "kernels", path + " -o kernels-" + path + ".svg");
  }

  Optional<Section> features() {
    return source
        .sample()
        .filter(
            sample ->
                FeatureMaps.overviewValues(source.network()).stream()
                    .anyMatch(sample.trace().values()::containsKey))
        .map(this::features);
  }

  private Section features(Sample sample) {
    Analysis analysis =
        Insights.of(FeatureMeasure.of(source.network(), sample.trace(), sample.input()));
    Figure figure =
        FeatureMaps.overview(
            source.network(),
            sample.trace(),
            FeatureOptions.defaults().of(sample.name()).noting(sample.note()),
            locale);
    List<Content> contents = new ArrayList<>();
    contents.add(told(figure, analysis, "features", "-o features.svg"));
    ActivationSpread.of(source.network(), sample.trace(), sample.name(), locale)
        .ifPresent(spread -> contents.add(told(spread, analysis, "histograms", SPREAD)));
    return section(
        "features",
        analysis,
        contents,
        command("features", "-o features.svg"),
        command("histograms", SPREAD));
  }

  Section parameters() {
    Analysis analysis = Insights.of(ParameterFacts.of(source.network()));
    List<Content> table = List.of(new LayerTable(source).table());
    return section("parameters", analysis, table, command("summary", ""));
  }

  private Section section(
      String view, Analysis analysis, List<? extends Content> figures, String... commands) {
    List<Content> contents = new ArrayList<>(figures);
    contents.add(new Findings(analysis));
    Stream.of(commands).map(Command::new).forEach(contents::add);
    return new Section(
        "view-" + view, words.say("view." + view), words.say("view." + view + ".lead"), contents);
  }

  private String command(String verb, String options) {
    return command(source, verb, options);
  }

  private Picture told(Figure figure, Analysis analysis, String verb, String options) {
    return picture(Source.told(figure, analysis, locale), verb, options);
  }

  private Picture picture(Figure figure, String verb, String options) {
    return new Picture(figure, command(source, verb, options));
  }

  /** {@code vitrine curves runs/vgg -o curves.svg}; a name with spaces is quoted. */
  static String command(Source source, String verb, String options) {
    String name = source.name().contains(" ") ? '"' + source.name() + '"' : source.name();
    return ("vitrine " + verb + " " + name + " " + options).strip();
  }
}
