package io.vitrine.cli.program;

import io.vitrine.torch.TorchEngine;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets the work at hand end before the process does, when Ctrl-C or SIGTERM tells it to.
 *
 * <p>The process must not end while native code runs: libtorch is taken down under its own threads
 * then, and crashes. So whatever uses the engine does it {@link #during} its whole life, opening
 * and closing included, and the process waits until the command has returned and said what it has
 * to say. Its exit code is the signal's all the same: 130 or 143.
 */
public final class Interrupt {
  private static final Interrupt PROCESS = new Interrupt();

  private final CountDownLatch done = new CountDownLatch(1);
  private volatile @Nullable Runnable stop;

  /** Work that may be interrupted. */
  public interface Work {
    void run() throws IOException;
  }

  private Interrupt() {}

  /** Runs a command as the process's only one. Returns its exit code. */
  public static int process(IntSupplier command) {
    Runtime.getRuntime().addShutdownHook(new Hook());
    try {
      return command.getAsInt();
    } finally {
      PROCESS.done.countDown();
    }
  }

  /**
   * Does work that the process's end must wait for; where it is told to end meanwhile, {@code stop}
   * is called, from another thread.
   */
  public static void during(Work work, Runnable stop) throws IOException {
    PROCESS.stop = stop;
    TorchEngine.stopAfter(PROCESS::end);
    try {
      work.run();
    } finally {
      PROCESS.stop = null;
    }
  }

  private void end() {
    Runnable running = stop;
    if (running == null) {
      return;
    }
    running.run();
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A class, since a start's first lambda takes a tenth of it. */
  private static final class Hook extends Thread {
    private Hook() {
      super("vitrine-interrupt");
    }

    @Override
    public void run() {
      PROCESS.end();
    }
  }
}
