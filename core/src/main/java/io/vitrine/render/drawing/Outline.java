package io.vitrine.render.drawing;

import java.util.Arrays;

/**
 * An immutable path of straight and curved parts, filled by the nonzero rule.
 *
 * <p>Kept as a string of operations and a flat array of coordinates: M and L take one point, Q two,
 * C three, Z none.
 */
public final class Outline {
  private final String operations;
  private final double[] coordinates;

  private Outline(String operations, double[] coordinates) {
    this.operations = operations;
    this.coordinates = coordinates;
  }

  /** What is told of each part of an outline, in order. */
  public interface Sink {
    void moveTo(double x, double y);

    void lineTo(double x, double y);

    void quadTo(double x1, double y1, double x, double y);

    void cubicTo(double x1, double y1, double x2, double y2, double x, double y);

    void close();
  }

  /** A sink for which a curve is the straight line between its ends. */
  public interface Chords extends Sink {
    @Override
    default void quadTo(double x1, double y1, double x, double y) {
      lineTo(x, y);
    }

    @Override
    default void cubicTo(double x1, double y1, double x2, double y2, double x, double y) {
      lineTo(x, y);
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  /** A closed polygon through points x0, y0, x1, y1, ... */
  public static Outline polygon(double... points) {
    Builder builder = polyline(points);
    builder.close();
    return builder.build();
  }

  /** An open line through points x0, y0, x1, y1, ... */
  public static Builder polyline(double... points) {
    Builder builder = builder();
    for (int i = 0; i + 1 < points.length; i += 2) {
      if (i == 0) {
        builder.moveTo(points[0], points[1]);
      } else {
        builder.lineTo(points[i], points[i + 1]);
      }
    }
    return builder;
  }

  public boolean isEmpty() {
    return operations.isEmpty();
  }

  /** Tells all parts to a sink. */
  public void forEach(Sink sink) {
    double[] c = coordinates;
    int at = 0;
    for (int i = 0; i < operations.length(); i++) {
      switch (operations.charAt(i)) {
        case 'M' -> sink.moveTo(c[at++], c[at++]);
        case 'L' -> sink.lineTo(c[at++], c[at++]);
        case 'Q' -> sink.quadTo(c[at++], c[at++], c[at++], c[at++]);
        case 'C' -> sink.cubicTo(c[at++], c[at++], c[at++], c[at++], c[at++], c[at++]);
        default -> sink.close();
      }
    }
  }

  /** The same outline under the map x' = m0 x + m2 y + m4, y' = m1 x + m3 y + m5. */
  public Outline mapped(double... m) {
    double[] mapped = new double[coordinates.length];
    for (int i = 0; i < mapped.length; i += 2) {
      double x = coordinates[i];
      double y = coordinates[i + 1];
      mapped[i] = m[0] * x + m[2] * y + m[4];
      mapped[i + 1] = m[1] * x + m[3] * y + m[5];
    }
    return new Outline(operations, mapped);
  }

  /** The box around all points, control points included; empty outlines have an empty box at 0. */
  public Box bounds() {
    if (coordinates.length == 0) {
      return new Box(0, 0, 0, 0);
    }
    double[] low = {coordinates[0], coordinates[1]};
    double[] high = low.clone();
    for (int i = 0; i < coordinates.length; i++) {
      low[i % 2] = Math.min(low[i % 2], coordinates[i]);
      high[i % 2] = Math.max(high[i % 2], coordinates[i]);
    }
    return new Box(low[0], low[1], high[0] - low[0], high[1] - low[1]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Outline o
        && operations.equals(o.operations)
        && Arrays.equals(coordinates, o.coordinates);
  }

  @Override
  public int hashCode() {
    return 31 * operations.hashCode() + Arrays.hashCode(coordinates);
  }

  @Override
  public String toString() {
    return "outline of " + operations.length() + " parts";
  }

  /** Collects an outline's parts. */
  public static final class Builder implements Sink {
    private final StringBuilder operations = new StringBuilder();
    private double[] coordinates = new double[16];
    private int count;

    private Builder() {}

    @Override
    public void moveTo(double x, double y) {
      add('M', x, y);
    }

    @Override
    public void lineTo(double x, double y) {
      add('L', x, y);
    }

    @Override
    public void quadTo(double x1, double y1, double x, double y) {
      add('Q', x1, y1, x, y);
    }

    @Override
    public void cubicTo(double x1, double y1, double x2, double y2, double x, double y) {
      add('C', x1, y1, x2, y2, x, y);
    }

    @Override
    public void close() {
      operations.append('Z');
    }

    public Outline build() {
      return new Outline(operations.toString(), Arrays.copyOf(coordinates, count));
    }

    private void add(char operation, double... points) {
      operations.append(operation);
      if (count + points.length > coordinates.length) {
        coordinates = Arrays.copyOf(coordinates, coordinates.length * 2);
      }
      System.arraycopy(points, 0, coordinates, count, points.length);
      count += points.length;
    }
  }
}
