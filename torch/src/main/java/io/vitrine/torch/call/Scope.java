package io.vitrine.torch.call;

import io.vitrine.engine.Mode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of a graph while it runs; a graph inside a node sees those around it. */
public final class Scope {
  private final Map<String, NativeValue> values = new HashMap<>();
  private final @Nullable Scope outer;
  private final String path;
  private final Manner manner;
  private final Recorder recorder;
  private final Meter meter;

  private Scope(@Nullable Scope outer, String path, Manner manner, Recorder recorder, Meter meter) {
    this.outer = outer;
    this.path = path;
    this.manner = manner;
    this.recorder = recorder;
    this.meter = meter;
  }

  /** The scope of a main graph. */
  public static Scope top(
      Map<String, NativeValue> given, Manner manner, Recorder recorder, Meter meter) {
    Scope scope = new Scope(null, "", manner, recorder, meter);
    scope.values.putAll(given);
    return scope;
  }

  /** The scope of a graph inside a node, which sees this one. */
  public Scope inner(String label) {
    return new Scope(this, path + label + "/", manner, recorder, meter);
  }

  /** The scope of a function that a node calls, which sees its own inputs only. */
  public Scope function(String label) {
    return new Scope(null, path + label + "/", manner, recorder, meter);
  }

  /** What stands before the names of this graph's values; empty in a main graph. */
  public String path() {
    return path;
  }

  public Mode mode() {
    return manner.mode();
  }

  /** Whether training leaves a parameter alone. */
  boolean isFrozen(String parameter) {
    return manner.frozen().contains(parameter);
  }

  /** What the run has taken so far. */
  public Meter meter() {
    return meter;
  }

  /** The value of a name here or around. */
  public Optional<NativeValue> find(String name) {
    NativeValue found = values.get(name);
    if (found != null) {
      return Optional.of(found);
    }
    return outer == null ? Optional.empty() : outer.find(name);
  }

  /** Names a value that was given to the graph. */
  public void give(String name, NativeValue value) {
    values.put(name, value);
  }

  /** Names a value that a node made. */
  public void put(String name, NativeValue value) {
    values.put(name, value);
    recorder.made(path + name, value);
  }

  /** Shows a value that a node made and the next one overwrites; it gets no name. */
  public void show(String name, NativeValue value) {
    recorder.made(path + name, value);
  }

  /** Lets go of a value that nothing reads any more, unless it is to be kept. */
  public void release(String name) {
    if (!recorder.keeps(path + name)) {
      NativeValue value = values.remove(name);
      if (value != null) {
        value.close();
      }
    }
  }
}
