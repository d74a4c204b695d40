package io.vitrine.bench.probe;

import io.vitrine.train.EpochRecord;
import io.vitrine.train.StepRecord;
import io.vitrine.train.TrainingListener;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Reads the clock before and after the other listeners of a training.
 *
 * <p>A step is the time from the end of one step's listeners to the end of the next one's: waiting
 * for the batch, training, recording. The first step of an epoch is left out, since the loading
 * begins with it; the last one, which measures more, is counted to the epoch's end as far as it
 * takes longer than a usual step, and so is everything up to the end of the epoch's listeners. The
 * first epoch warms up.
 */
final class StepClock {
  private final Switch recording;
  private final LongSupplier nanos;
  private final Samples on = new Samples("on");
  private final Samples off = new Samples("off");
  private final Samples waiting = new Samples("waiting");
  private final Samples end = new Samples("end");
  private int epoch;
  private long lastStart;
  private long lastEnd;
  private double wait;
  private double lastWait;
  private boolean lastIsOn;
  private boolean lastCounts;

  /**
   * A clock for a training.
   *
   * @param recording is advanced after each step
   * @param nanos the time, in nanoseconds
   */
  StepClock(Switch recording, LongSupplier nanos) {
    this.recording = recording;
    this.nanos = nanos;
  }

  /** The listener that comes first. */
  TrainingListener before() {
    return new TrainingListener() {
      @Override
      public void stepped(StepRecord step) {
        double trained = step.report().batch().count() / step.imagesPerSecond();
        wait = (nanos.getAsLong() - lastEnd) / 1e6 - trained * 1e3;
      }
    };
  }

  /** The listener that comes last. */
  TrainingListener after() {
    return new TrainingListener() {
      @Override
      public void stepped(StepRecord step) {
        keepLast();
        lastWait = wait;
        lastStart = lastEnd;
        lastEnd = nanos.getAsLong();
        lastCounts = epoch > 0 && step.after().batch() > 1;
        lastIsOn = recording.isOn();
        recording.advance();
      }

      @Override
      public void epochEnded(EpochRecord record) {
        if (lastCounts) {
          end.add((nanos.getAsLong() - lastStart) / 1e6 - on.median());
        }
        lastCounts = false;
        epoch++;
      }
    };
  }

  /** Keeps the last step once it is known that it was not the epoch's last. */
  private void keepLast() {
    if (lastCounts) {
      (lastIsOn ? on : off).add((lastEnd - lastStart) / 1e6);
      waiting.add(Math.max(0, lastWait));
    }
  }

  /** Milliseconds: of steps on and off, of waits for a batch, of what an epoch's end adds. */
  List<Samples> samples() {
    return List.of(on, off, waiting, end);
  }
}
