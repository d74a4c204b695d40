package io.vitrine.figure;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;

/** An immutable row of numbers; NaN and infinities are kept as they are. */
public final class Numbers {
  /** No numbers. */
  public static final Numbers NONE = new Numbers(new double[0]);

  private final double[] values;

  private Numbers(double[] values) {
    this.values = values;
  }

  public static Numbers of(double... values) {
    return new Numbers(values.clone());
  }

  public static Numbers of(Collection<? extends Number> values) {
    return new Numbers(values.stream().mapToDouble(Number::doubleValue).toArray());
  }

  /** The function's values at 0 to {@code size - 1}. */
  public static Numbers of(int size, IntToDoubleFunction function) {
    double[] values = new double[size];
    Arrays.setAll(values, function);
    return new Numbers(values);
  }

  /** {@code first, first + 1, ...}, as many as {@code size}. */
  public static Numbers counting(double first, int size) {
    return of(size, i -> first + i);
  }

  public int size() {
    return values.length;
  }

  public double at(int index) {
    return values[index];
  }

  public DoubleStream stream() {
    return Arrays.stream(values);
  }

  public double[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Numbers n && Arrays.equals(values, n.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return size() <= 8 ? Arrays.toString(values) : size() + " numbers";
  }
}
