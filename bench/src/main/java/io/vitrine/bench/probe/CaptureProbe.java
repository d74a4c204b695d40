package io.vitrine.bench.probe;

import io.vitrine.engine.Request;
import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.NumberSummary;
import io.vitrine.engine.trace.Observer;
import io.vitrine.model.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs a network forward, with every value shown to an observer who asks nothing of it, with every
 * value summarised as it comes, and with every value kept, in turns. Prints milliseconds ({@code
 * forward}, {@code shown}, {@code summarised}, {@code kept}); the megabytes that all values take
 * ({@code values}); and by how many the process grows while they are summarised, beyond what it
 * needs forward ({@code grown}).
 */
public final class CaptureProbe {
  private static final int ROUNDS = 9;

  /** Java's compiler takes its time. */
  private static final long NANOS_TO_WARM_UP = 12_000_000_000L;

  private final ForwardJob job;
  private final Map<String, Datum> images;
  private double bytes;
  private double most;
  private int values;

  private CaptureProbe(ForwardJob job) {
    this.job = job;
    String input = job.model().network().inputs().get(0).name();
    this.images = Map.of(input, new Datum.OfTensor(job.images()));
  }

  /** Arguments: the ONNX file, images a batch, threads, runs a round. */
  public static void main(String[] args) throws IOException {
    try (ForwardJob job =
        ForwardJob.open(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]))) {
      new CaptureProbe(job).measure(Integer.parseInt(args[3]));
    }
  }

  private void measure(int runs) {
    Samples forward = new Samples("forward");
    Samples shown = new Samples("shown");
    Samples summarised = new Samples("summarised");
    Samples kept = new Samples("kept");
    long start = System.nanoTime();
    while (System.nanoTime() - start < NANOS_TO_WARM_UP) {
      milliseconds(runs, this::forward);
      milliseconds(runs, this::show);
      milliseconds(runs, this::summarise);
    }
    for (int round = 0; round < ROUNDS; round++) {
      forward.add(milliseconds(runs, this::forward));
      shown.add(milliseconds(runs, this::show));
      summarised.add(milliseconds(runs, this::summarise));
    }
    double before = Resident.megabytes();
    observe(
        value -> {
          bytes += value.summary().map(NumberSummary::count).orElse(0L) * Float.BYTES;
          most = Math.max(most, Resident.megabytes() - before);
        });
    for (int round = -1; round < ROUNDS / 2; round++) {
      double copied = milliseconds(runs, this::keep);
      if (round >= 0) {
        kept.add(copied);
      }
    }
    forward.print();
    shown.print();
    summarised.print();
    kept.print();
    print("count", values);
    print("values", bytes / 1e6);
    print("grown", most);
  }

  private static void print(String name, double value) {
    Samples one = new Samples(name);
    one.add(value);
    one.print();
  }

  /** Of one run, the first of a number not counted: the other way has used the same memory. */
  private static double milliseconds(int runs, Runnable run) {
    run.run();
    long start = System.nanoTime();
    for (int i = 0; i < runs; i++) {
      run.run();
    }
    return (System.nanoTime() - start) / 1e6 / runs;
  }

  private void forward() {
    job.model().trace(images, Request.forward());
  }

  private void show() {
    observe(value -> {});
  }

  private void summarise() {
    List<NumberSummary> summaries = new ArrayList<>();
    observe(value -> value.summary().ifPresent(summaries::add));
    values = summaries.size();
  }

  private void observe(Observer observer) {
    job.model().trace(images, Request.forward(), observer);
  }

  private void keep() {
    Set<String> all =
        job.model().network().nodes().stream().map(Node::output).collect(Collectors.toSet());
    job.model().trace(images, Request.keeping(all));
  }
}
