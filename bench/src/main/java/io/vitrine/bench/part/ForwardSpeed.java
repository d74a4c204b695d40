package io.vitrine.bench.part;

import io.vitrine.bench.measure.Command;
import io.vitrine.bench.measure.Goal;
import io.vitrine.bench.measure.Measurement;
import io.vitrine.bench.measure.Probed;
import io.vitrine.bench.measure.Progress;
import io.vitrine.bench.measure.Python;
import io.vitrine.bench.measure.Rounds;
import io.vitrine.bench.measure.Row;
import io.vitrine.bench.measure.Sides;
import io.vitrine.bench.measure.Worker;
import io.vitrine.bench.measure.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network run forward, ours against ONNX Runtime's, in 32-bit floats; and what it costs to see
 * every value on the way.
 */
final class ForwardSpeed {
  private static final List<String> NETWORKS = List.of("resnet50", "mobilenet_v2");
  private static final List<Integer> BATCHES = List.of(1, 16);
  private static final int ROUNDS = 15;
  private static final String OURS = "ours";
  private static final String ALL = "all values";
  private static final String PEER = "ONNX Runtime";

  /** What the launcher adds where nothing is trained. */
  private static final Map<String, String> LOOKING =
      Map.of("MALLOC_ARENA_MAX", "1", "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");

  private static final Goal SPEED = Goal.ratioAtMost(1.3);
  private static final Goal CAPTURE = Goal.ratioAtMost(1.25);

  /** Images that a round sees at least. */
  private static final int IMAGES_A_ROUND = 16;

  /** Of each side: Java's compiler takes its time. */
  private static final double SECONDS_TO_WARM_UP = 12;

  private ForwardSpeed() {}

  static List<Row> rows(Workplace place) throws IOException {
    Optional<String> missing = place.python().missing(place.scratch(), "numpy", "onnxruntime");
    Path folder = place.folder("forward");
    List<Row> rows = new ArrayList<>();
    for (String network : NETWORKS) {
      Path file = folder.resolve(network + ".onnx");
      Path all = folder.resolve(network + "_all.onnx");
      place.probe("ForwardNetwork", network, file, all).succeed(place.scratch());
      for (int batch : BATCHES) {
        String what = network + " forward, batch " + batch + ", threads: " + place.threads();
        rows.add(speed(place, what, file, batch, missing));
        rows.addAll(capture(place, what, file, batch));
        rows.add(peersCapture(place, what, List.of(file, all), batch, missing));
      }
    }
    return rows;
  }

  private static Row speed(
      Workplace place, String what, Path file, int batch, Optional<String> missing)
      throws IOException {
    Command ours = place.probe("ForwardProbe", file, batch, place.threads()).with(LOOKING);
    Python python = place.python();
    try (Worker worker = warm(place, ours)) {
      Sides sides = new Sides().add(OURS, () -> milliseconds(worker, batch));
      if (missing.isPresent()) {
        Measurement alone = sides.rounds(ROUNDS, "ms").of(OURS);
        String why = missing.get() + " (ours: " + alone.text() + ")";
        return new Row.Skipped(what + ", against: " + PEER, SPEED.text("ms"), why);
      }
      Command script = python.script(place.peer("forward.py")).and(file, batch, place.threads());
      try (Worker peer = warm(place, script)) {
        sides.add(PEER, () -> milliseconds(peer, batch));
        Rounds measured = sides.rounds(ROUNDS, "ms");
        return new Row.Measured(
            what + ", against: " + PEER,
            measured.of(OURS),
            Optional.of(measured.of(PEER)),
            Optional.of(SPEED));
      }
    }
  }

  /** What it costs ONNX Runtime to give every value out. */
  private static Row peersCapture(
      Workplace place, String what, List<Path> files, int batch, Optional<String> missing)
      throws IOException {
    String label =
        what + ", " + PEER + " with every value among its outputs, against: outputs only";
    if (missing.isPresent()) {
      return new Row.Skipped(label, "", missing.get());
    }
    Command script = place.python().script(place.peer("forward.py"));
    int threads = place.threads();
    try (Worker all = warm(place, script.and(files.get(1), batch, threads));
        Worker few = warm(place, script.and(files.get(0), batch, threads))) {
      Rounds measured =
          new Sides()
              .add(ALL, () -> milliseconds(all, batch))
              .add(PEER, () -> milliseconds(few, batch))
              .rounds(ROUNDS, "ms");
      return new Row.Measured(
          label, measured.of(ALL), Optional.of(measured.of(PEER)), Optional.empty());
    }
  }

  private static Worker warm(Workplace place, Command command) throws IOException {
    Worker worker = Worker.start(command, place.scratch());
    Progress.say(worker.description());
    double spent = 0;
    while (spent < SECONDS_TO_WARM_UP) {
      spent += worker.seconds(4);
    }
    return worker;
  }

  /** Of one run; the threads of the other side have gone to sleep after the first. */
  private static double milliseconds(Worker worker, int batch) throws IOException {
    worker.seconds(1);
    int runs = Math.max(1, IMAGES_A_ROUND / batch);
    return worker.seconds(runs) * 1e3 / runs;
  }

  private static List<Row> capture(Workplace place, String what, Path file, int batch)
      throws IOException {
    Progress.say(what + ", every value looked at");
    int runs = Math.max(1, IMAGES_A_ROUND / batch);
    Probed probed =
        Probed.by(
            place.probe("CaptureProbe", file, batch, place.threads(), runs).with(LOOKING), place);
    Measurement forward = probed.of("forward", "ms");
    double values = probed.of("values", "MB").median();
    return List.of(
        new Row.Measured(
            what + ", every value shown as it comes, against: outputs only",
            probed.of("shown", "ms"),
            Optional.of(forward),
            Optional.of(CAPTURE)),
        new Row.Measured(
            what + ", every value summarised as it comes, against: outputs only",
            probed.of("summarised", "ms"),
            Optional.of(forward),
            Optional.of(CAPTURE)),
        new Row.Measured(
            what + ", every value copied to the Java heap, against: outputs only",
            probed.of("kept", "ms"),
            Optional.of(forward),
            Optional.empty()),
        new Row.Measured(
            what
                + ", growth of the process while %s MB of values are summarised"
                    .formatted(Measurement.number(values)),
            probed.of("grown", "MB"),
            Optional.empty(),
            Optional.empty()));
  }
}
