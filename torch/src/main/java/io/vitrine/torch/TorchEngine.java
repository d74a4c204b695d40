package io.vitrine.torch;

import io.vitrine.engine.Engine;
import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Limits;
import io.vitrine.engine.Model;
import io.vitrine.engine.Precision;
import io.vitrine.model.Network;
import io.vitrine.model.Weights;
import io.vitrine.torch.machine.EngineThread;
import io.vitrine.torch.machine.EngineUnavailableException;
import io.vitrine.torch.machine.MachineMemory;
import io.vitrine.torch.machine.Native;
import io.vitrine.torch.machine.Processor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.global.torch;

/**
 * Runs networks on libtorch. Loaded weights use native memory outside the Java heap.
 *
 * <p>All engines of a process share one thread for native code; their methods wait for it.
 */
public final class TorchEngine implements Engine {
  private final EngineOptions options;
  private final String description;
  private final List<TorchModel> models = new ArrayList<>();
  private boolean closed;

  private TorchEngine(EngineOptions options, String description) {
    this.options = options;
    this.description = description;
  }

  /**
   * Says what the JVM's exit waits for before it stops all engines.
   *
   * <p>At the exit, on a signal say, an engine ends the call that runs and refuses any other with
   * an {@link IllegalStateException}. A program that still computes while it exits, for a last
   * checkpoint, names here what waits for that.
   *
   * @param last returns once the program's own last calls are done; the last one named counts
   */
  public static void stopAfter(Runnable last) {
    EngineThread.stopAfter(last);
  }

  /** An engine that tells standard error when libtorch must be unpacked first. */
  public static TorchEngine open(EngineOptions options) {
    return open(options, System.err::println);
  }

  /**
   * An engine.
   *
   * @param messages is told, in a sentence, of what takes long: unpacking libtorch the first time
   * @throws EngineUnavailableException where libtorch does not run here
   */
  public static TorchEngine open(EngineOptions options, Consumer<String> messages) {
    Native.load(messages);
    Processor processor = Processor.detect();
    EngineOptions resolved =
        options
            .withThreads(options.threads() == 0 ? processor.cores() : options.threads())
            .withPrecision(resolve(options.precision(), processor))
            .withLimits(resolve(options.limits()));
    return new TorchEngine(resolved, EngineThread.call(TorchEngine::describe));
  }

  private static Precision resolve(Precision asked, Processor processor) {
    return asked == Precision.AUTO ? (processor.bf16() ? Precision.BF16 : Precision.FP32) : asked;
  }

  private static Limits resolve(Limits asked) {
    return asked.memoryBytes() == 0 ? asked.withMemoryBytes(MachineMemory.bytes() / 4 * 3) : asked;
  }

  private static String describe() {
    return "libtorch %s, %s"
        .formatted(
            version(torch.show_config().getString()), torch.get_cpu_capability().getString());
  }

  /** The version in libtorch's own account of how it was built. */
  private static String version(String configuration) {
    Matcher matcher = Pattern.compile("TORCH_VERSION=([^,]+)").matcher(configuration);
    return matcher.find() ? matcher.group(1) : "of unknown version";
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public EngineOptions options() {
    return options;
  }

  boolean isBf16() {
    return options.precision() == Precision.BF16;
  }

  @Override
  public Model load(Network network, Weights weights) {
    TorchModel model = call(() -> TorchModel.load(this, network, weights));
    synchronized (models) {
      models.add(model);
    }
    return model;
  }

  /** Runs work on the engine's thread with this engine's number of threads. */
  <T> T call(Supplier<T> work) {
    if (closed) {
      throw new IllegalStateException("the engine is closed");
    }
    return EngineThread.call(
        () -> {
          if (torch.get_num_threads() != options.threads()) {
            torch.set_num_threads(options.threads());
          }
          return work.get();
        });
  }

  /** Closes the engine and its models. */
  @Override
  public void close() {
    List<TorchModel> open;
    synchronized (models) {
      open = List.copyOf(models);
      models.clear();
    }
    open.forEach(TorchModel::close);
    closed = true;
  }
}
