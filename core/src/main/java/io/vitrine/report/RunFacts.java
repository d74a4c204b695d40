package io.vitrine.report;

import io.vitrine.insight.curves.CurvesFacts;
import io.vitrine.insight.curves.CurvesFacts.Epoch;
import io.vitrine.insight.curves.CurvesFacts.Measure;
import io.vitrine.insight.gradients.GradientFacts;
import io.vitrine.insight.gradients.GradientFacts.Kind;
import io.vitrine.insight.gradients.GradientFacts.Weight;
import io.vitrine.insight.rule.FirstNonFinite;
import io.vitrine.operator.Operators;
import io.vitrine.operator.ParameterTable;
import io.vitrine.operator.entry.Category;
import io.vitrine.report.LoggedRun.End;
import io.vitrine.run.Tags;
import io.vitrine.run.series.Series;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The facts that the rules judge, measured from what a run logged. */
public final class RunFacts {
  private final LoggedRun run;
  private final List<End> ends;

  private RunFacts(LoggedRun run) {
    this.run = run;
    this.ends = run.epochEnds();
  }

  public static CurvesFacts curves(LoggedRun run) {
    return new RunFacts(run).curves();
  }

  /** The facts of the weights' gradients, biases left out; empty where none were logged. */
  public static Optional<GradientFacts> gradients(LoggedRun run) {
    return new RunFacts(run).gradients();
  }

  private CurvesFacts curves() {
    Series batches = run.scalars(Tags.TRAIN_LOSS);
    boolean fromTheStart = !batches.isEmpty() && batches.step(0) == 1;
    return new CurvesFacts(
        ends.stream().map(this::epoch).toList(),
        run.classes().orElse(0),
        fromTheStart ? OptionalDouble.of(batches.value(0)) : OptionalDouble.empty(),
        nonFinite("loss", batches).map(this::explained),
        run.evaluation());
  }

  private Epoch epoch(End end) {
    return new Epoch(
        end.epoch(),
        measure(Tags.TRAIN_LOSS_EPOCH, Tags.TRAIN_ACCURACY, end),
        measure(Tags.VALIDATION_LOSS, Tags.VALIDATION_ACCURACY, end),
        measure(Tags.TEST_LOSS, Tags.TEST_ACCURACY, end));
  }

  private Measure measure(String loss, String accuracy, End end) {
    return new Measure(at(run.scalars(loss), end.step()), at(run.scalars(accuracy), end.step()));
  }

  private static OptionalDouble at(Series series, long step) {
    int index = series.indexOf(step);
    return index < 0 ? OptionalDouble.empty() : OptionalDouble.of(series.value(index));
  }

  private Optional<FirstNonFinite> nonFinite(String place, Series series) {
    for (int i = 0; i < series.size(); i++) {
      if (!Double.isFinite(series.value(i))) {
        long step = series.step(i);
        return Optional.of(FirstNonFinite.of(place, step, run.epochOf(step), series.value(i)));
      }
    }
    return Optional.empty();
  }

  /** With what the training saw first in that step. */
  private FirstNonFinite explained(FirstNonFinite first) {
    return run.firstNonFinite()
        .filter(seen -> seen.step() == first.step())
        .map(seen -> first.from(seen.found()))
        .orElse(first);
  }

  private Optional<GradientFacts> gradients() {
    List<String> names = run.gradientNames(false);
    if (names.isEmpty() || ends.isEmpty()) {
      return Optional.empty();
    }
    ParameterTable table = ParameterTable.of(run.network());
    int last = ends.get(ends.size() - 1).epoch();
    return Optional.of(
        new GradientFacts(
            Math.max(1, last),
            names.stream().map(name -> weight(name, table)).toList(),
            firstNonFiniteGradient(names)));
  }

  private Weight weight(String name, ParameterTable table) {
    Series steps = run.scalars(Tags.gradientMeanAbs(name));
    Series ratios = run.scalars(Tags.updateRatio(name));
    OptionalLong before =
        ends.size() < 2 ? OptionalLong.empty() : OptionalLong.of(ends.get(ends.size() - 2).step());
    return new Weight(
        name,
        kind(name, table),
        mean(steps, OptionalLong.empty(), ends.get(0).step()),
        mean(steps, before, ends.get(ends.size() - 1).step()),
        ratios.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(ratios.value(ratios.size() - 1)));
  }

  private static Kind kind(String name, ParameterTable table) {
    Category category =
        table.entry(name).users().isEmpty()
            ? Category.OTHER
            : Operators.category(table.entry(name).users().get(0));
    return switch (category) {
      case CONVOLUTION -> Kind.CONVOLUTION;
      case LINEAR -> Kind.LINEAR;
      default -> Kind.OTHER;
    };
  }

  /** The mean over the steps after one and up to another; NaN where there is none. */
  private static double mean(Series series, OptionalLong after, long upTo) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < series.size(); i++) {
      if (series.step(i) > after.orElse(Long.MIN_VALUE) && series.step(i) <= upTo) {
        sum += series.value(i);
        count++;
      }
    }
    return sum / count;
  }

  /** The earliest; at one step the last in network order, which the backward pass meets first. */
  private Optional<FirstNonFinite> firstNonFiniteGradient(List<String> names) {
    Optional<FirstNonFinite> first = Optional.empty();
    for (String name : names) {
      Optional<FirstNonFinite> here = nonFinite(name, run.scalars(Tags.gradientMeanAbs(name)));
      if (here.isPresent() && (first.isEmpty() || here.get().step() <= first.get().step())) {
        first = here;
      }
    }
    return first;
  }
}
