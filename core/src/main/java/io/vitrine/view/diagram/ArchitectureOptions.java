package io.vitrine.view.diagram;

import io.vitrine.figure.Pixels;
import io.vitrine.grouping.Cut;
import java.util.Optional;

/**
 * How an {@link Architecture} is drawn.
 *
 * @param picture what stands on the input plate, for instance the picture whose feature maps are
 *     shown; empty: a plain plate
 * @param pictureName what the picture is, for its tooltip, or empty
 * @param ending whether a softmax is drawn that the network leaves to its loss
 * @param proportions sizes of the blocks
 * @param cut which groups are drawn as one
 * @param heat what the blocks' colors are
 * @param theme the colors
 */
public record ArchitectureOptions(
    Optional<Pixels> picture,
    String pictureName,
    Ending ending,
    Proportions proportions,
    Cut cut,
    Heat heat,
    DiagramTheme theme) {
  /** What follows a last linear layer. */
  public enum Ending {
    /** A softmax, whose tooltip says that the network leaves it to the loss. */
    SOFTMAX,
    /** Only what the network holds. */
    AS_IS
  }

  /** What the blocks' colors are. */
  public enum Heat {
    /** Kinds of layers. */
    NONE,
    /** Multiply-accumulates. */
    MACS,
    PARAMETERS
  }

  public static ArchitectureOptions defaults() {
    return new ArchitectureOptions(
        Optional.empty(),
        "",
        Ending.SOFTMAX,
        Proportions.defaults(),
        Cut.standard(),
        Heat.NONE,
        DiagramTheme.paper());
  }

  /** With a picture on the input plate. */
  public ArchitectureOptions on(Pixels chosen, String name) {
    return new ArchitectureOptions(
        Optional.of(chosen), name, ending, proportions, cut, heat, theme);
  }

  public ArchitectureOptions ending(Ending chosen) {
    return new ArchitectureOptions(picture, pictureName, chosen, proportions, cut, heat, theme);
  }

  public ArchitectureOptions with(Proportions chosen) {
    return new ArchitectureOptions(picture, pictureName, ending, chosen, cut, heat, theme);
  }

  public ArchitectureOptions with(Cut chosen) {
    return new ArchitectureOptions(picture, pictureName, ending, proportions, chosen, heat, theme);
  }

  public ArchitectureOptions with(Heat chosen) {
    return new ArchitectureOptions(picture, pictureName, ending, proportions, cut, chosen, theme);
  }

  public ArchitectureOptions with(DiagramTheme chosen) {
    return new ArchitectureOptions(picture, pictureName, ending, proportions, cut, heat, chosen);
  }
}
