package io.vitrine.report;

import io.vitrine.insight.curves.CurvesFacts;
import io.vitrine.insight.curves.CurvesFacts.Epoch;
import io.vitrine.insight.curves.CurvesFacts.Measure;
import io.vitrine.insight.parameters.ParameterFacts;
import io.vitrine.model.Network;
import io.vitrine.report.page.Content.Facts;
import io.vitrine.report.page.Fact;
import io.vitrine.report.page.Section;
import io.vitrine.report.page.Words;
import io.vitrine.run.RunInfo;
import io.vitrine.run.RunStatus;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The top of the page, and the section that tells how to make the run again. */
final class Header {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'");

  private final Words words;
  private final Optional<RunInfo> info;
  private final Optional<CurvesFacts> facts;
  private final Network network;

  Header(Words words, Optional<RunInfo> info, Optional<LoggedRun> run, Network network) {
    this.words = words;
    this.info = info;
    this.facts = run.map(RunFacts::curves);
    this.network = network;
  }

  String title() {
    return words.say(info.isPresent() ? "title" : "title.network", network.name());
  }

  String subtitle() {
    if (info.isEmpty()) {
      return words.say("subtitle.network");
    }
    RunInfo run = info.get();
    int epochs = facts.map(f -> f.epochs().size()).orElse(0);
    String day = TIME.format(run.started().atOffset(ZoneOffset.UTC));
    return run.status() == RunStatus.FINISHED
        ? words.say("subtitle.finished", epochs, day)
        : words.say("subtitle.other", epochs, day, words.say("status." + run.status().text()));
  }

  List<Fact> headline() {
    List<Fact> headline = new ArrayList<>();
    facts.flatMap(Header::last).ifPresent(epoch -> measures(headline, epoch));
    ParameterFacts parameters = ParameterFacts.of(network);
    add(headline, "headline.parameters", words.count(parameters.parameters()));
    if (parameters.macs() > 0) {
      add(headline, "headline.macs", words.count(parameters.macs()));
    }
    return headline;
  }

  private static Optional<Epoch> last(CurvesFacts facts) {
    List<Epoch> epochs = facts.epochs();
    return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.get(epochs.size() - 1));
  }

  private void measures(List<Fact> headline, Epoch epoch) {
    percent(headline, "headline.accuracy.test", epoch.test());
    percent(headline, "headline.accuracy.validation", epoch.validation());
    loss(headline, "headline.loss.test", epoch.test().loss());
    loss(headline, "headline.loss.train", epoch.training().loss());
    add(headline, "headline.epochs", words.count(epoch.number()));
  }

  private void percent(List<Fact> headline, String key, Measure measure) {
    measure.accuracy().ifPresent(share -> add(headline, key, words.percent(share, 2)));
  }

  private void loss(List<Fact> headline, String key, OptionalDouble loss) {
    loss.ifPresent(value -> add(headline, key, words.number(value, 4)));
  }

  private void add(List<Fact> list, String key, String value) {
    list.add(new Fact(words.say(key), value));
  }

  /** The recipe, the machine and the versions; empty without a run. */
  Optional<Section> section() {
    return info.map(
        run ->
            new Section(
                "view-run",
                words.say("view.run"),
                words.say("view.run.lead"),
                List.of(new Facts(facts(run)))));
  }

  private List<Fact> facts(RunInfo run) {
    List<Fact> all = new ArrayList<>();
    add(all, "run.started", TIME.format(run.started().atOffset(ZoneOffset.UTC)));
    run.ended()
        .ifPresent(end -> add(all, "run.duration", duration(Duration.between(run.started(), end))));
    addAll(all, "recipe.", run.recipe());
    add(all, "run.seed", Long.toString(run.seed()));
    add(all, "run.precision", run.precision());
    add(all, "run.threads", Integer.toString(run.threads()));
    addAll(all, "machine.", run.machine());
    addAll(all, "version.", run.versions());
    addAll(all, "data.", run.data());
    return all;
  }

  private String duration(Duration time) {
    return words.say("run.duration.value", time.toMinutes(), time.toSecondsPart());
  }

  private void addAll(List<Fact> all, String prefix, Map<String, ? extends @Nullable Object> map) {
    map.forEach((key, value) -> all.add(new Fact(words.sayOr(prefix + key, key), text(value))));
  }

  private static String text(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
        : String.valueOf(value);
  }
}
