package io.vitrine.torch.observe;

import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.NumberCounts;
import io.vitrine.engine.trace.NumberSummary;
import io.vitrine.engine.trace.Observer;
import io.vitrine.engine.trace.PassingValue;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.interpreter.Interpreter;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;

/** A value in native memory that an observer is shown. */
public final class NativePassing implements PassingValue {
  private final String name;
  private final NativeValue value;
  private final Function<NativeValue, Datum> copying;
  private boolean over;

  private NativePassing(String name, NativeValue value, Function<NativeValue, Datum> copying) {
    this.name = name;
    this.value = value;
    this.copying = copying;
  }

  /**
   * Shows an observer what a run makes.
   *
   * @param copying copies a value to the Java heap
   */
  public static Interpreter.Shown to(Observer observer, Function<NativeValue, Datum> copying) {
    return (name, value) -> {
      NativePassing passing = new NativePassing(name, value, copying);
      try {
        observer.made(passing);
      } finally {
        passing.over = true;
      }
    };
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<NumberSummary> summary() {
    return now(
        () ->
            value instanceof NativeValue.OfTensor tensor
                ? Summaries.of(tensor.tensor())
                : Optional.empty());
  }

  @Override
  public Optional<NumberCounts> counts() {
    return now(
        () ->
            value instanceof NativeValue.OfTensor tensor
                ? Summaries.counts(tensor.tensor())
                : Optional.empty());
  }

  @Override
  public Datum copy() {
    return now(() -> copying.apply(value));
  }

  @SuppressWarnings("try") // the scope frees what is made inside it
  private <T> T now(Supplier<T> work) {
    if (over) {
      throw new IllegalStateException(
          "the value " + name + " is gone; look at it while the observer is shown it");
    }
    try (PointerScope scope = new PointerScope()) {
      return work.get();
    }
  }
}
