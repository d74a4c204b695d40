package io.vitrine.view.diagram;

import io.vitrine.figure.Pixels;
import java.util.Optional;

/**
 * How an {@link Architecture} is drawn.
 *
 * @param picture what stands on the input plate, for instance the picture whose feature maps are
 *     shown; empty: a plain plate
 * @param pictureName what the picture is, for its tooltip, or empty
 * @param ending whether a softmax is drawn that the network leaves to its loss
 * @param proportions sizes of the blocks
 */
public record ArchitectureOptions(
    Optional<Pixels> picture, String pictureName, Ending ending, Proportions proportions) {
  /** What follows a last linear layer. */
  public enum Ending {
    /** A softmax, whose tooltip says that the network leaves it to the loss. */
    SOFTMAX,
    /** Only what the network holds. */
    AS_IS
  }

  public static ArchitectureOptions defaults() {
    return new ArchitectureOptions(Optional.empty(), "", Ending.SOFTMAX, Proportions.defaults());
  }

  /** With a picture on the input plate. */
  public ArchitectureOptions on(Pixels chosen, String name) {
    return new ArchitectureOptions(Optional.of(chosen), name, ending, proportions);
  }

  public ArchitectureOptions ending(Ending chosen) {
    return new ArchitectureOptions(picture, pictureName, chosen, proportions);
  }

  public ArchitectureOptions with(Proportions chosen) {
    return new ArchitectureOptions(picture, pictureName, ending, chosen);
  }
}
