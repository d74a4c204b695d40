package io.vitrine.formats.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.ElementType;
import io.vitrine.model.Parameter.Copy;
import io.vitrine.model.Parameter.Order;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class CopiesTest {
  /** A tensor that lies in a file as it is. */
  private record Lying(String name, Tensor numbers, Optional<?> place) implements StoredTensor {
    @Override
    public ElementType elements() {
      return numbers.elements();
    }

    @Override
    public Shape shape() {
      return numbers.shape();
    }

    @Override
    public boolean isView() {
      return true;
    }

    @Override
    public Optional<Tensor> tensor() {
      return Optional.of(numbers);
    }
  }

  private static Lying matrix(String name, int rows, int columns, IntUnaryOperator number) {
    float[] numbers = new float[rows * columns];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number.applyAsInt(i);
    }
    return new Lying(name, Tensor.of(numbers, rows, columns), Optional.empty());
  }

  /**
   * The matrix whose element (i, j) is {@code 1000 j + i}, if the other's is {@code 1000 i + j}.
   */
  private static Lying transposed(String name, int rows, int columns) {
    return matrix(name, rows, columns, k -> 1000 * (k % columns) + k / columns);
  }

  private static Lying plain(String name, int rows, int columns) {
    return matrix(name, rows, columns, k -> 1000 * (k / columns) + k % columns);
  }

  @Test
  void among_transposedMatrix_isACopy() throws IOException {
    assertThat(Copies.among(List.of(plain("embedding", 200, 70), transposed("head", 70, 200))))
        .isEqualTo(Map.of("head", new Copy("embedding", Order.TRANSPOSED)));
    assertThat(Copies.among(List.of(plain("square", 80, 80), transposed("other", 80, 80))))
        .isEqualTo(Map.of("other", new Copy("square", Order.TRANSPOSED)));
  }

  @Test
  void among_computedNameFirst_isTheCopyNevertheless() throws IOException {
    assertThat(Copies.among(List.of(transposed("val_309", 16, 20), plain("wte.weight", 20, 16))))
        .isEqualTo(Map.of("val_309", new Copy("wte.weight", Order.TRANSPOSED)));
    assertThat(
            Copies.among(
                List.of(transposed("onnx::MatMul_9", 16, 20), plain("wte.weight", 20, 16))))
        .isEqualTo(Map.of("onnx::MatMul_9", new Copy("wte.weight", Order.TRANSPOSED)));
  }

  @Test
  void among_oneElementDiffers_isNone() throws IOException {
    Lying differs = matrix("head", 70, 200, k -> k == 13_999 ? -1 : 1000 * (k % 200) + k / 200);
    assertThat(Copies.among(List.of(plain("embedding", 200, 70), differs))).isEmpty();
  }

  /** Layers that were cloned before training are equal, but not tied. */
  @Test
  void among_equalInTheSameOrder_isNone() throws IOException {
    assertThat(Copies.among(List.of(plain("layers.0", 64, 64), plain("layers.1", 64, 64))))
        .isEmpty();
    Lying symmetric = matrix("a", 40, 40, k -> k / 40 * 50 + k % 40 * 50);
    assertThat(
            Copies.among(List.of(symmetric, new Lying("b", symmetric.numbers(), Optional.empty()))))
        .isEmpty();
  }

  @Test
  void among_fewDifferentNumbers_isNone() throws IOException {
    assertThat(
            Copies.among(List.of(matrix("zeros", 30, 20, k -> 0), matrix("more", 20, 30, k -> 0))))
        .isEmpty();
  }

  @Test
  void among_onePlace_isACopyWhereTypeAndShapeAgree() throws IOException {
    Tensor numbers = Tensor.of(new float[6], 2, 3);
    Optional<?> place = Optional.of("weights.bin at 64");
    assertThat(
            Copies.among(
                List.of(
                    new Lying("one", numbers, place),
                    new Lying("two", numbers, place),
                    new Lying("three", Tensor.of(new float[6], 3, 2), place))))
        .isEqualTo(Map.of("two", new Copy("one", Order.SAME)));
  }
}
