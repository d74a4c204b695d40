package io.vitrine.torch.machine;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of the process that calls libtorch.
 *
 * <p>Autocast, gradient mode and the pool of OpenMP threads belong to the thread that uses them,
 * and the random generator to the process, so all engines share one thread. What is made during a
 * call is freed at its end, unless it was retained.
 */
public final class EngineThread {
  private static final long STACK_BYTES = 16L << 20;
  private static final long STOP_SECONDS = 30;
  private static final ExecutorService THREAD =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(null, task, "vitrine-engine", STACK_BYTES);
            thread.setDaemon(true);
            return thread;
          });

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(EngineThread::stop, "vitrine-engine-stop"));
  }

  private static volatile Runnable before = () -> {};

  private EngineThread() {}

  /** What the JVM's exit waits for before the engine takes no more calls. */
  public static void stopAfter(Runnable last) {
    before = last;
  }

  /**
   * Waits at the JVM's exit for the call that runs, and lets no other begin: the exit frees code
   * that libtorch may be in the middle of.
   */
  private static void stop() {
    before.run();
    THREAD.shutdown();
    try {
      THREAD.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Runs work on the engine's thread and waits for it, even when interrupted.
   *
   * @throws IllegalStateException where libtorch fails; the message is the first line of its own;
   *     or where the JVM is about to end
   */
  public static <T extends @Nullable Object> T call(Supplier<T> work) {
    Future<T> future = submitted(work);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static <T extends @Nullable Object> Future<T> submitted(Supplier<T> work) {
    try {
      return THREAD.submit(() -> scoped(work));
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("the engine has stopped, since the JVM is about to end", e);
    }
  }

  public static void run(Runnable work) {
    EngineThread.<@Nullable Object>call(
        () -> {
          work.run();
          return null;
        });
  }

  @SuppressWarnings("try") // the scope frees what is made inside it
  private static <T extends @Nullable Object> T scoped(Supplier<T> work) {
    try (PointerScope scope = new PointerScope()) {
      return work.get();
    }
  }

  private static RuntimeException rethrown(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause != null && cause.getClass() == RuntimeException.class) {
      return new IllegalStateException("libtorch: " + Native.firstLine(cause), cause);
    }
    return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }
}
