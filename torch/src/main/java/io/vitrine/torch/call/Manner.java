package io.vitrine.torch.call;

import io.vitrine.engine.Mode;
import java.util.Set;

/**
 * How a network behaves in a run.
 *
 * @param mode training or evaluation
 * @param frozen parameters that training leaves alone, statistics among them
 */
public record Manner(Mode mode, Set<String> frozen) {
  public Manner {
    frozen = Set.copyOf(frozen);
  }
}
