package io.vitrine.formats.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.formats.sketch.Arg;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListArithmeticTest {
  private static final Arg NUMBERS = Arg.ints(List.of(4L, 5L, 6L, 7L));

  private static Arg number(long value) {
    return new Arg.Int(value);
  }

  private static Arg truths(boolean... values) {
    List<Arg> truths = new java.util.ArrayList<>();
    for (boolean value : values) {
      truths.add(new Arg.Bool(value));
    }
    return new Arg.Items(truths);
  }

  @Test
  void slice_ofAList_countsNegativePlacesFromTheEnd() {
    assertThat(ListArithmetic.of("slice", List.of(NUMBERS, number(-3))))
        .contains(Arg.ints(List.of(5L, 6L, 7L)));
    assertThat(ListArithmetic.of("slice", List.of(NUMBERS, Arg.None.NONE, number(2))))
        .contains(Arg.ints(List.of(4L, 5L)));
    assertThat(ListArithmetic.of("slice", List.of(NUMBERS, number(3), number(1))))
        .contains(Arg.ints(List.of()));
  }

  @Test
  void slice_withStepsOrUnknownPlaces_isNotKnown() {
    assertThat(ListArithmetic.of("slice", List.of(NUMBERS, number(0), Arg.None.NONE, number(2))))
        .isEmpty();
    assertThat(ListArithmetic.of("slice", List.of(NUMBERS, new Arg.SizeOf("x", 0)))).isEmpty();
  }

  @Test
  void sum_ofKnownNumbers_isTheirs() {
    assertThat(ListArithmetic.of("sum", List.of(NUMBERS))).contains(number(22));
    assertThat(ListArithmetic.of("sum", List.of(new Arg.Items(List.of(new Arg.SizeOf("x", 0))))))
        .isEmpty();
  }

  @Test
  void allAndAny_ofTruths_areKnown() {
    assertThat(ListArithmetic.of("all", List.of(truths(true, false))))
        .contains(new Arg.Bool(false));
    assertThat(ListArithmetic.of("any", List.of(truths(true, false)))).contains(new Arg.Bool(true));
    assertThat(ListArithmetic.of("any", List.of(truths()))).contains(new Arg.Bool(false));
  }

  @Test
  void comparison_ofTexts_isKnown() {
    List<Arg> texts = List.of(new Arg.Text("cpu"), new Arg.Text("cuda"));
    assertThat(ListArithmetic.of("ne", texts)).contains(new Arg.Bool(true));
    assertThat(ListArithmetic.of("lt", texts)).isEmpty();
  }

  @Test
  void add_ofLists_joinsThem() {
    assertThat(ListArithmetic.of("add", List.of(Arg.ints(List.of(1L)), Arg.ints(List.of(2L)))))
        .contains(Arg.ints(List.of(1L, 2L)));
  }
}
