package io.vitrine.bench.measure;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Workers that train in turns. */
public final class Workers implements AutoCloseable {
  /** Images a step: the article's. */
  public static final int BATCH = 64;

  private static final int WARM_UP_STEPS = 5;
  private static final int STEPS = 10;

  private final Map<String, Worker> workers = new LinkedHashMap<>();
  private final Workplace place;

  public Workers(Workplace place) {
    this.place = place;
  }

  /** Starts a worker and lets it warm up. */
  public void add(String name, Command command) throws IOException {
    Worker worker = Worker.start(command, place.scratch());
    workers.put(name, worker);
    Progress.say(name + ": " + worker.description());
    worker.seconds(WARM_UP_STEPS);
  }

  /** Images a second of each worker. */
  public Rounds imagesPerSecond(int rounds) throws IOException {
    Sides sides = new Sides();
    workers.forEach((name, worker) -> sides.add(name, () -> STEPS * BATCH / worker.seconds(STEPS)));
    return sides.rounds(rounds, "images/s");
  }

  @Override
  public void close() {
    workers.values().forEach(Worker::close);
  }
}
