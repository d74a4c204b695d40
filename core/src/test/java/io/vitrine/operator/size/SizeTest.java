package io.vitrine.operator.size;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.Dim;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeTest {
  private static Size read(String text) {
    return Size.of(Dim.symbol(text)).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "N | N",
        "N + N | 2*N",
        "1 + 2*N | 2*N + 1",
        "N - 1 | N - 1",
        "2*(N + 1) - 2 | 2*N",
        "M*N | M*N",
        "N*M | M*N",
        "(N + 1)*(N - 1) | N*N - 1",
        "(4*N)//2 | 2*N",
        "(2*N + 3)//2 | N + 1",
        "N//2 | floor(N/2)",
        "floor(N/2) | floor(N/2)",
        "(N - 1)//2 + 1 | ceil(N/2)",
        "ceil(N/2) | ceil(N/2)",
        "(N//2)//3 | floor(N/6)",
        "((N - 1)//2 + 1 - 1)//2 + 1 | ceil(N/4)",
        "(N + 1)//3 | floor((N + 1)/3)",
        "(6*N + 4)//4 | floor(3*N/2) + 1",
        "N % 4 | N - 4*floor(N/4)",
        "N//M | floor(N/M)",
        "floor((N + 1)/M) | floor((N + 1)/M)",
        "(N*M)//M | N",
        "N*3/6 | N/2",
        "min(N, 5) | min(5, N)",
        "min(N, N + 2) | N",
        "max(0, N - 1) | max(0, N - 1)",
        "max(N, 0) | N",
        "max(0, N - 3) + min(3, N) | N",
        "min(N, M) + max(N, M) | M + N",
        "M - N | M - N",
        "past-length + 1 | past-length + 1",
        "batch size | batch size",
        "2*N + | 2*N +",
        "unknown(N) | unknown(N)",
        "5 | 5",
      })
  void of_text_isInOneForm(String text, String form) {
    assertThat(read(text)).hasToString(form);
    assertThat(read(form)).isEqualTo(read(text));
  }

  @Test
  void of_randomExpressions_sameNumbersBeforeAndAfter() {
    Random random = new Random(7);
    for (int i = 0; i < 3000; i++) {
      Map<String, Long> numbers =
          Map.of("N", (long) random.nextInt(40), "M", (long) random.nextInt(40));
      Tried tried = Tried.of(random, 4, numbers);
      if (tried.size().isReadable()) {
        assertThat(tried.size().bound(numbers).number())
            .as(tried.size() + " with " + numbers)
            .hasValue(tried.number());
        assertThat(Size.of(tried.size().dim()).map(again -> again.bound(numbers).number()))
            .as(tried.size() + " read again")
            .satisfiesAnyOf(
                again -> assertThat(again).isEmpty(),
                again -> assertThat(again.orElseThrow()).hasValue(tried.number()));
        tried
            .size()
            .atLeast()
            .ifPresent(least -> assertThat(tried.number()).isGreaterThanOrEqualTo(least));
      }
    }
  }

  /** An expression made at random, with the number that it has for given sizes. */
  private record Tried(Size size, long number) {
    static Tried of(Random random, int depth, Map<String, Long> numbers) {
      if (depth == 0 || random.nextInt(5) == 0) {
        String name = random.nextBoolean() ? "N" : "M";
        long number = random.nextInt(9) - 4L;
        return random.nextInt(3) == 0
            ? new Tried(Size.of(number), number)
            : new Tried(Size.named(name), numbers.getOrDefault(name, 0L));
      }
      Tried a = of(random, depth - 1, numbers);
      Tried b = of(random, depth - 1, numbers);
      long by = 1L + random.nextInt(6);
      return switch (random.nextInt(7)) {
        case 0 -> new Tried(a.size.plus(b.size), a.number + b.number);
        case 1 -> new Tried(a.size.minus(b.size), a.number - b.number);
        case 2 -> new Tried(a.size.min(b.size), Math.min(a.number, b.number));
        case 3 -> new Tried(a.size.max(b.size), Math.max(a.number, b.number));
        case 4 -> new Tried(a.size.floorOver(by), Math.floorDiv(a.number, by));
        case 5 -> new Tried(a.size.ceilOver(by), -Math.floorDiv(-a.number, by));
        default -> new Tried(a.size.times(by), a.number * by);
      };
    }
  }

  @Test
  void times_textThatNobodyReads_isUnknown() {
    Dim sum = Dim.symbol("a1");
    for (int i = 2; i < 30; i++) {
      sum = Sizes.plus(sum, Dim.symbol("a" + i));
    }
    assertThat(sum).isEqualTo(Dim.unknown());
  }

  @Test
  void product_ofNamesAndNumbers_isOneTerm() {
    assertThat(Sizes.product(List.of(Dim.symbol("N"), Dim.of(3), Dim.symbol("floor(H/2)"))))
        .isEqualTo(Dim.symbol("3*N*floor(H/2)"));
    assertThat(Sizes.product(List.of(Dim.unknown(), Dim.of(0)))).isEqualTo(Dim.of(0));
  }

  @Test
  void map_numberTooLarge_isUnknown() {
    assertThat(Sizes.times(Dim.of(Long.MAX_VALUE), Dim.of(2))).isEqualTo(Dim.unknown());
  }
}
