package io.vitrine.layout;

import io.vitrine.figure.Figure;
import io.vitrine.model.Network;
import io.vitrine.view.diagram.Architecture;
import io.vitrine.view.diagram.ArchitectureOptions;
import io.vitrine.view.diagram.Progress;
import java.util.Locale;

/** Figures of a network's operators and of the values between them. */
public final class OperatorGraph {
  private OperatorGraph() {}

  /**
   * All operators from top to bottom, modules as frames, in English.
   *
   * @throws IllegalArgumentException where the network has no nodes, or values go in a circle
   */
  public static Figure of(Network network) {
    return of(network, ArchitectureOptions.defaults(), Locale.ENGLISH);
  }

  /**
   * The same with options: what is closed and opened, direction, theme, colors by cost.
   *
   * @throws IllegalArgumentException where the network has no nodes, a path is unknown, or values
   *     go in a circle
   */
  public static Figure of(Network network, ArchitectureOptions options, Locale locale) {
    return Architecture.of(network, new OperatorStyle(), options, locale, Progress.NONE);
  }
}
