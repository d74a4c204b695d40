package io.vitrine.torch.fuzz;

import io.vitrine.engine.Engine;
import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Limits;
import io.vitrine.engine.Model;
import io.vitrine.engine.Precision;
import io.vitrine.engine.Request;
import io.vitrine.engine.Score;
import io.vitrine.model.Value;
import io.vitrine.torch.TorchEngine;
import io.vitrine.torch.conformance.Sample;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs mutants one after the other: arguments are the first number, how many, and a file that holds
 * the number at hand, for whoever finds this process dead. Prints how many gave a result, how many
 * were refused, and each that ended otherwise.
 */
final class FuzzProbe {
  private static final Limits LIMITS =
      new Limits(3L << 30, 2_000, 500_000_000, Duration.ofMinutes(1));

  private int results;
  private int refused;
  private int unclear;

  private FuzzProbe() {}

  public static void main(String[] args) throws IOException {
    long first = Long.parseLong(args[0]);
    long count = Long.parseLong(args[1]);
    FuzzProbe probe = new FuzzProbe();
    List<Sample> samples = Sample.all();
    EngineOptions options =
        EngineOptions.defaults().withThreads(1).withPrecision(Precision.FP32).withLimits(LIMITS);
    try (Engine engine = TorchEngine.open(options);
        RandomAccessFile file = new RandomAccessFile(Path.of(args[2]).toFile(), "rw")) {
      MappedByteBuffer at = file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
      for (long number = first; number < first + count; number++) {
        at.putLong(0, number);
        if (count == 1) {
          System.out.println(Mutation.of(samples, number));
        }
        probe.run(engine, samples, number);
      }
      at.putLong(0, first + count);
    }
    System.out.printf(
        "%d results, %d refused, %d unclear%n", probe.results, probe.refused, probe.unclear);
  }

  private void run(Engine engine, List<Sample> samples, long number) {
    Sample mutant = Mutation.of(samples, number);
    try (Model model = engine.load(mutant.network(), mutant.weights())) {
      model.trace(mutant.inputs(), request(mutant, number));
      results++;
    } catch (IllegalArgumentException e) {
      refused++;
      if (e.getMessage() == null || e.getMessage().isBlank() || e.getMessage().endsWith(": null")) {
        say(number, mutant, e);
      }
    } catch (RuntimeException | Error e) {
      say(number, mutant, e);
    }
  }

  private void say(long number, Sample mutant, Throwable e) {
    unclear++;
    System.out.println("UNCLEAR " + number + " " + mutant.name() + ": " + e);
    Throwable cause = e.getCause() == null ? e : e.getCause();
    for (int i = 0; i < Math.min(4, cause.getStackTrace().length); i++) {
      System.out.println("    " + cause.getStackTrace()[i]);
    }
  }

  /** Every second mutant is differentiated too. */
  private static Request request(Sample mutant, long number) {
    if (number % 2 == 0 || mutant.network().outputs().isEmpty()) {
      return Request.forward();
    }
    Set<String> inputs =
        mutant.network().inputs().stream().map(Value::name).collect(Collectors.toSet());
    Score score = new Score.Element(mutant.network().outputs().get(0).name(), 0);
    return Request.forward().differentiating(score, inputs);
  }
}
