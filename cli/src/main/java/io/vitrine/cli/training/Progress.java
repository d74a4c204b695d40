package io.vitrine.cli.training;

import io.vitrine.engine.NonFiniteValue;
import io.vitrine.train.EpochRecord;
import io.vitrine.train.NonFinite;
import io.vitrine.train.Plan;
import io.vitrine.train.StepRecord;
import io.vitrine.train.TrainingListener;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Shows a training on standard error: a bar an epoch on a terminal, plain lines on a pipe. Both
 * print the article's lines.
 */
final class Progress implements TrainingListener {
  /** The article prints the mean loss of this many batches. */
  private static final int ARTICLE_BATCHES = 300;

  private static final int BAR = 24;

  private final PrintStream out;
  private final boolean terminal;
  private @Nullable Plan plan;
  private double windowLoss;
  private int windowBatches;
  private double rate;
  private long drawnAt;

  Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** On the process's standard error, a bar where the launcher says that it is a terminal. */
  static Progress onStandardError() {
    return new Progress(System.err, Boolean.getBoolean("vitrine.terminal"));
  }

  @Override
  public void started(Plan started) {
    plan = started;
    if (started.from().step() > 0) {
      line("resumed after step %d (epoch %d)", started.from().step(), started.from().epoch() + 1);
    }
  }

  @Override
  public void stepped(StepRecord step) {
    windowLoss += step.report().batch().loss();
    windowBatches++;
    rate = rate == 0 ? step.imagesPerSecond() : 0.95 * rate + 0.05 * step.imagesPerSecond();
    int batch = step.after().batch();
    int epoch = step.after().epoch() + 1;
    if (batch % ARTICLE_BATCHES == 0) {
      line("[%d, %5d]: loss: %.3f", epoch, batch, windowLoss / windowBatches);
      windowLoss = 0;
      windowBatches = 0;
    }
    if (terminal) {
      bar(step, epoch, batch);
    } else if (batch % 100 == 0 || batch == plan().batches()) {
      line("epoch %d/%d  %s", epoch, plan().recipe().epochs(), state(step, batch));
    }
  }

  private Plan plan() {
    if (plan == null) {
      throw new IllegalStateException("the training has not started");
    }
    return plan;
  }

  private String state(StepRecord step, int batch) {
    long left =
        Math.round(
            (plan().steps() - step.after().step()) * (double) plan().recipe().batchSize() / rate);
    return String.format(
        Locale.ROOT,
        "batch %d/%d  %.0f images/s  loss %.4f  %d:%02d left",
        batch,
        plan().batches(),
        rate,
        step.after().soFar().loss(),
        left / 60,
        left % 60);
  }

  private void bar(StepRecord step, int epoch, int batch) {
    long now = System.nanoTime();
    boolean last = batch == plan().batches();
    if (!last && now - drawnAt < 100_000_000L) {
      return;
    }
    drawnAt = now;
    int full = BAR * batch / plan().batches();
    String bar = "#".repeat(full) + "-".repeat(BAR - full);
    out.print(
        "\r\u001b[K"
            + String.format(Locale.ROOT, "epoch %d/%d [%s] ", epoch, plan().recipe().epochs(), bar)
            + state(step, batch));
    out.flush();
  }

  @Override
  public void epochEnded(EpochRecord epoch) {
    windowLoss = 0;
    windowBatches = 0;
    int epochs = plan().recipe().epochs();
    line("[%d / %d]: loss on training set: %f", epoch.epoch(), epochs, epoch.training().loss());
    epoch
        .validation()
        .ifPresent(
            v ->
                line(
                    "[%d / %d]: Accuracy on validation set: %.1f %%",
                    epoch.epoch(), epochs, 100 * v.accuracy()));
    epoch
        .test()
        .ifPresent(
            t ->
                line(
                    "[%d / %d]: Accuracy on test set: %.1f %%",
                    epoch.epoch(), epochs, 100 * t.accuracy()));
  }

  @Override
  public void becameNonFinite(NonFinite found) {
    line("warning: %s; %s", found.sentence(), advice(found.found().kind()));
  }

  private static String advice(NonFiniteValue.Kind kind) {
    return switch (kind) {
      case INPUT -> "look at the images";
      case PARAMETER -> "the weights were spoilt before this step";
      case LAYER, LOSS, GRADIENT -> "lower the learning rate (--lr)";
    };
  }

  /** Prints a line on its own, past the bar. */
  void line(String format, Object... arguments) {
    String text = String.format(Locale.ROOT, format, arguments);
    out.println(terminal ? "\r\u001b[K" + text : text);
  }
}
