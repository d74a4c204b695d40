package io.vitrine.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Turns Ctrl-C into a call and lets the work at hand end before the process does. */
final class Interrupt {
  /** Work that may be interrupted. */
  interface Work {
    void run() throws IOException;
  }

  private Interrupt() {}

  /**
   * Does the work; where the process is told to end meanwhile, calls {@code stop} and waits for the
   * work to end.
   */
  static void during(Work work, Runnable stop) throws IOException {
    CountDownLatch done = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              stop.run();
              await(done);
            },
            "vitrine-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      work.run();
    } finally {
      done.countDown();
      remove(hook);
    }
  }

  private static void await(CountDownLatch done) {
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook is running; it has just been let go.
    }
  }
}
