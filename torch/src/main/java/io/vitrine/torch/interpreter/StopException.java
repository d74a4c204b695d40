package io.vitrine.torch.interpreter;

import io.vitrine.engine.trace.Stop;
import io.vitrine.torch.call.NativeValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A run ended at a node that cannot run; what was kept until then comes with it. */
public final class StopException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient Stop stop;
  private final transient Map<String, NativeValue> kept;

  StopException(Stop stop, Map<String, NativeValue> kept, Throwable cause) {
    super(stop.message(), cause);
    this.stop = stop;
    this.kept = Collections.unmodifiableMap(new LinkedHashMap<>(kept));
  }

  public Stop stop() {
    return stop;
  }

  /** The values asked for that were made before. */
  public Map<String, NativeValue> kept() {
    return kept;
  }
}
