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
 * @param direction where a graph of operators leads
 * @param neurons what a drawing of single neurons shows
 */
public record ArchitectureOptions(
    Optional<Pixels> picture,
    String pictureName,
    Ending ending,
    Proportions proportions,
    Cut cut,
    Heat heat,
    DiagramTheme theme,
    Direction direction,
    Neurons neurons) {
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

  /** Where a graph leads from its inputs to its outputs. */
  public enum Direction {
    DOWN,
    RIGHT
  }

  public static ArchitectureOptions defaults() {
    return new ArchitectureOptions(
        Optional.empty(),
        "",
        Ending.SOFTMAX,
        Proportions.defaults(),
        Cut.standard(),
        Heat.NONE,
        DiagramTheme.paper(),
        Direction.DOWN,
        Neurons.defaults());
  }

  /** With a picture on the input plate. */
  public ArchitectureOptions on(Pixels chosen, String name) {
    return new ArchitectureOptions(
        Optional.of(chosen), name, ending, proportions, cut, heat, theme, direction, neurons);
  }

  public ArchitectureOptions ending(Ending chosen) {
    return new ArchitectureOptions(
        picture, pictureName, chosen, proportions, cut, heat, theme, direction, neurons);
  }

  public ArchitectureOptions with(Proportions chosen) {
    return new ArchitectureOptions(
        picture, pictureName, ending, chosen, cut, heat, theme, direction, neurons);
  }

  public ArchitectureOptions with(Cut chosen) {
    return new ArchitectureOptions(
        picture, pictureName, ending, proportions, chosen, heat, theme, direction, neurons);
  }

  public ArchitectureOptions with(Heat chosen) {
    return new ArchitectureOptions(
        picture, pictureName, ending, proportions, cut, chosen, theme, direction, neurons);
  }

  public ArchitectureOptions with(DiagramTheme chosen) {
    return new ArchitectureOptions(
        picture, pictureName, ending, proportions, cut, heat, chosen, direction, neurons);
  }

  public ArchitectureOptions with(Direction chosen) {
    return new ArchitectureOptions(
        picture, pictureName, ending, proportions, cut, heat, theme, chosen, neurons);
  }

  public ArchitectureOptions with(Neurons chosen) {
    return new ArchitectureOptions(
        picture, pictureName, ending, proportions, cut, heat, theme, direction, chosen);
  }
}
