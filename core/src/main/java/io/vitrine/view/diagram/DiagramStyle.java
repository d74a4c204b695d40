package io.vitrine.view.diagram;

import io.vitrine.figure.Figure;
import io.vitrine.grouping.Shown;
import java.util.Locale;

/**
 * A way to draw a grouped network. Each is a service of this type; other modules add theirs.
 *
 * <p>A style takes what is shown, as blocks and links, and the same options as every other; it lays
 * out and draws by itself.
 */
public interface DiagramStyle {
  /** What it is called on the command line. */
  String name();

  /**
   * The figure of a grouped network.
   *
   * @throws IllegalArgumentException where it cannot be drawn in this style; the message says why
   */
  Figure draw(Shown shown, ArchitectureOptions options, Locale locale);

  /**
   * The same, telling how far it is; a style that is done in a moment need not.
   *
   * @throws java.util.concurrent.CancellationException where the thread is interrupted
   */
  default Figure draw(Shown shown, ArchitectureOptions options, Locale locale, Progress progress) {
    return draw(shown, options, locale);
  }
}
