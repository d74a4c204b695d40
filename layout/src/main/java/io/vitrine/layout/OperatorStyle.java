package io.vitrine.layout;

import io.vitrine.figure.Figure;
import io.vitrine.figure.Flat;
import io.vitrine.figure.GraphPanel;
import io.vitrine.grouping.Shown;
import io.vitrine.layout.place.Arranger;
import io.vitrine.layout.place.Level;
import io.vitrine.layout.place.Placement;
import io.vitrine.model.Network;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.ArchitectureOptions;
import io.vitrine.view.diagram.ArchitectureOptions.Heat;
import io.vitrine.view.diagram.DiagramStyle;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.Progress;
import io.vitrine.view.diagram.Progress.Stage;
import io.vitrine.view.diagram.block.HeatScale;
import io.vitrine.view.diagram.block.Tooltips;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The graph of a network's operators, laid out by ELK. */
public final class OperatorStyle implements DiagramStyle {
  @Override
  public String name() {
    return "operators";
  }

  @Override
  public Figure draw(Shown shown, ArchitectureOptions options, Locale locale) {
    return draw(shown, options, locale, Progress.NONE);
  }

  @Override
  public Figure draw(Shown shown, ArchitectureOptions options, Locale locale, Progress progress) {
    Words words = Words.of(locale);
    Tooltips tooltips = Tooltips.of(shown.grouping(), words);
    Shortcuts.Taken taken =
        Shortcuts.of(
            Scene.of(shown.grouping(), options.cut(), () -> new Cards(tooltips, words)), words);
    Scene scene = taken.scene();
    Flow flow = new Flow(options.direction());
    Scene.Sized sized = scene.sized(flow);
    Placement placement = place(sized.level(), progress);
    Optional<HeatScale> heat =
        options.heat() == Heat.NONE
            ? Optional.empty()
            : Optional.of(HeatScale.of(scene.cards().map(Card::nodes), tooltips, options));
    Colors colors = new Colors(options.theme(), heat);
    List<Flat> parts = Picture.of(scene, sized, placement, flow, colors);
    Flat.Spot size =
        flow.spot(new io.vitrine.layout.place.Spot(placement.across(), placement.along()));
    GraphPanel panel = GraphPanel.of("", parts, size.x(), size.y());
    Set<Look> looks = EnumSet.noneOf(Look.class);
    scene.cards().forEach(card -> looks.add(card.look()));
    GraphPanel explained =
        heat.map(scale -> panel.coloredBy(scale.bar(words)))
            .orElseGet(() -> panel.explainedBy(colors.keys(looks, words)));
    Network network = shown.grouping().network();
    return Figure.builder("operators", words.say("operators.title", network.name()))
        .subtitle(
            words.say(
                "diagram.subtitle",
                inputs(network, tooltips),
                count(tooltips.parameterCount(network.nodes())),
                count(tooltips.macs(network.nodes()))))
        .panels(explained)
        .footnote(taken.note())
        .language(locale)
        .widthPx(Math.max(420, Math.min(20_000, size.x() + 40)))
        .build();
  }

  private static Placement place(Level level, Progress progress) {
    int all = level.boxes();
    Progress.report(progress, Stage.LAYOUT, 0, all);
    return Arranger.arrange(
        level, boxes -> Progress.report(progress, Stage.LAYOUT, Math.min(boxes, all), all));
  }

  private static String inputs(Network network, Tooltips tooltips) {
    return network.inputs().stream()
        .filter(input -> network.parameter(input.name()).isEmpty())
        .map(input -> tooltips.input(input.name()))
        .collect(Collectors.joining(", "));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
