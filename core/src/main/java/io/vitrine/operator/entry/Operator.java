package io.vitrine.operator.entry;

import io.vitrine.model.Shape;
import io.vitrine.operator.shape.MacRule;
import io.vitrine.operator.shape.ShapeRule;
import java.util.List;

/**
 * What is known of an operator.
 *
 * @param name ONNX's name, with the domain in front where that is not ONNX's own
 * @param category the kind of work it does
 * @param layerName the name of the PyTorch layer that does the same; {@code %d} stands for the
 *     number of spatial dimensions
 * @param roles what a parameter is at each input position; positions beyond the list are weights
 * @param shapes computes output shapes
 * @param macs counts multiply-accumulates
 * @param keeps what its gradient needs of the forward pass
 */
public record Operator(
    String name,
    Category category,
    String layerName,
    List<Role> roles,
    ShapeRule shapes,
    MacRule macs,
    Keeps keeps) {
  public Operator {
    roles = List.copyOf(roles);
  }

  /**
   * An operator that multiplies nothing, whose parameters are weights, and that keeps what is usual
   * in its category.
   */
  public static Operator of(String name, Category category, String layerName, ShapeRule shapes) {
    return new Operator(
        name, category, layerName, List.of(), shapes, MacRule.NONE, Keeps.usual(category));
  }

  /** This operator with the parameters that it reads. */
  public Operator reading(Role... positions) {
    return new Operator(name, category, layerName, List.of(positions), shapes, macs, keeps);
  }

  /** This operator with its multiply-accumulates. */
  public Operator counting(MacRule rule) {
    return new Operator(name, category, layerName, roles, shapes, rule, keeps);
  }

  /** This operator with another answer to what its gradient needs. */
  public Operator keeping(Keeps other) {
    return new Operator(name, category, layerName, roles, shapes, macs, other);
  }

  /** What a parameter at an input position is. */
  public Role role(int input) {
    return input < roles.size() ? roles.get(input) : Role.WEIGHT;
  }

  /** The layer's name for an input shape: {@code Conv2d} for (N, C, H, W). */
  public String layerName(Shape input) {
    return layerName.replace("%d", Integer.toString(Math.max(1, input.rank() - 2)));
  }
}
