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
  private final Mode mode;
  private final Recorder recorder;

  private Scope(@Nullable Scope outer, String path, Mode mode, Recorder recorder) {
    this.outer = outer;
    this.path = path;
    this.mode = mode;
    this.recorder = recorder;
  }

  /** The scope of a main graph. */
  public static Scope top(Map<String, NativeValue> given, Mode mode, Recorder recorder) {
    Scope scope = new Scope(null, "", mode, recorder);
    scope.values.putAll(given);
    return scope;
  }

  /** The scope of a graph inside a node, which sees this one. */
  public Scope inner(String label) {
    return new Scope(this, path + label + "/", mode, recorder);
  }

  /** The scope of a function that a node calls, which sees its own inputs only. */
  public Scope function(String label) {
    return new Scope(null, path + label + "/", mode, recorder);
  }

  /** What stands before the names of this graph's values; empty in a main graph. */
  public String path() {
    return path;
  }

  public Mode mode() {
    return mode;
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
