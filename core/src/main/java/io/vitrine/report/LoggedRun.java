package io.vitrine.report;

import io.vitrine.engine.Mode;
import io.vitrine.model.Network;
import io.vitrine.model.Shape;
import io.vitrine.operator.ParameterTable;
import io.vitrine.run.RunInfo;
import io.vitrine.run.RunLog;
import io.vitrine.run.Tags;
import io.vitrine.run.series.Series;
import io.vitrine.train.NonFinite;
import io.vitrine.view.spread.Spread;
import io.vitrine.view.training.CurvesData;
import io.vitrine.view.training.GradientData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/** What a run logged under {@link Tags}, as the views of curves and gradients take it. */
public final class LoggedRun {
  /** The tags that hold one value an epoch, the surest first. */
  private static final List<String> PER_EPOCH =
      List.of(
          Tags.TRAIN_LOSS_EPOCH,
          Tags.TEST_LOSS,
          Tags.TEST_ACCURACY,
          Tags.VALIDATION_LOSS,
          Tags.VALIDATION_ACCURACY,
          Tags.TRAIN_ACCURACY);

  private final Network network;
  private final RunLog log;
  private final Mode evaluation;
  private final Optional<NonFinite> firstNonFinite;

  private LoggedRun(
      Network network, RunLog log, Mode evaluation, Optional<NonFinite> firstNonFinite) {
    this.network = network;
    this.log = log;
    this.evaluation = evaluation;
    this.firstNonFinite = firstNonFinite;
  }

  /**
   * The run of a network.
   *
   * @param evaluation how test and validation were measured
   */
  public static LoggedRun of(Network network, RunLog log, Mode evaluation) {
    return new LoggedRun(network, log, evaluation, Optional.empty());
  }

  /** The run of a network, measured as its recipe says. */
  public static LoggedRun of(Network network, RunLog log, RunInfo info) {
    boolean articlesWay = "training".equals(info.recipe().get("evaluation"));
    return new LoggedRun(
        network, log, articlesWay ? Mode.TRAINING : Mode.EVALUATION, NonFinite.recordedIn(info));
  }

  /**
   * The end of an epoch.
   *
   * @param epoch from 1
   * @param step its last
   */
  record End(int epoch, long step) {}

  Network network() {
    return network;
  }

  Mode evaluation() {
    return evaluation;
  }

  /** Where the training itself saw the first NaN or infinity. */
  Optional<NonFinite> firstNonFinite() {
    return firstNonFinite;
  }

  Series scalars(String tag) {
    return log.scalars(tag);
  }

  /**
   * The ends of all epochs; where none has ended, the last step logged, as that of the first epoch.
   */
  List<End> epochEnds() {
    Series epochs = scalars(Tags.EPOCH);
    if (!epochs.isEmpty()) {
      return indices(epochs)
          .mapToObj(i -> new End((int) Math.round(epochs.value((int) i)), epochs.step((int) i)))
          .toList();
    }
    Series measured =
        PER_EPOCH.stream()
            .map(this::scalars)
            .filter(series -> !series.isEmpty())
            .findFirst()
            .orElseGet(Series::empty);
    if (!measured.isEmpty()) {
      return indices(measured).mapToObj(i -> new End((int) i + 1, measured.step((int) i))).toList();
    }
    Series batches = scalars(Tags.TRAIN_LOSS);
    return batches.isEmpty() ? List.of() : List.of(new End(1, batches.step(batches.size() - 1)));
  }

  private static LongStream indices(Series series) {
    return LongStream.range(0, series.size());
  }

  /** The number of the epoch to which a step belongs, from 1. */
  int epochOf(long step) {
    return 1 + (int) epochEnds().stream().filter(end -> end.step() < step).count();
  }

  /** The number of classes, where the network's only output is class scores (N, K). */
  OptionalInt classes() {
    Optional<Shape> scores =
        network.outputs().size() == 1
            ? network.outputs().get(0).type().tensorShape()
            : Optional.empty();
    return scores
        .filter(shape -> shape.rank() == 2 && shape.size(1) > 1)
        .map(shape -> OptionalInt.of(Math.toIntExact(shape.size(1))))
        .orElseGet(OptionalInt::empty);
  }

  /** Losses and accuracies, empty where none were logged. */
  public Optional<CurvesData> curves() {
    boolean any = !scalars(Tags.TRAIN_LOSS).isEmpty();
    any |= PER_EPOCH.stream().anyMatch(tag -> !scalars(tag).isEmpty());
    return any ? Optional.of(CurvesData.from(log, network.name(), classes())) : Optional.empty();
  }

  /**
   * The gradients of all trainable tensors, empty where none were logged.
   *
   * @param biases whether those of biases are among them
   */
  public Optional<GradientData> gradients(boolean biases) {
    List<String> names = gradientNames(biases);
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(GradientData.from(log, network.name(), names));
  }

  /**
   * How a parameter and its gradient were spread after each epoch; those that were not logged are
   * left out.
   *
   * @throws UncheckedIOException where an event file can no longer be read
   */
  public List<Spread> spreads(String parameter) {
    List<Spread> spreads = new ArrayList<>();
    addSpread(spreads, Spread.Kind.WEIGHTS, parameter, Tags.weights(parameter));
    addSpread(spreads, Spread.Kind.GRADIENTS, parameter, Tags.gradients(parameter));
    return spreads;
  }

  private void addSpread(List<Spread> spreads, Spread.Kind kind, String parameter, String tag) {
    try {
      List<Spread.Epoch> epochs =
          log.histograms(tag).stream()
              .map(logged -> new Spread.Epoch(epochOf(logged.step()), logged.value()))
              .toList();
      if (!epochs.isEmpty()) {
        spreads.add(Spread.of(kind, parameter, epochs));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The trainable tensors whose gradients were logged, in network order. */
  List<String> gradientNames(boolean biases) {
    List<String> names = new ArrayList<>(ParameterTable.of(network).gradientNames(biases));
    names.removeIf(name -> scalars(Tags.gradientMeanAbs(name)).isEmpty());
    return names;
  }
}
