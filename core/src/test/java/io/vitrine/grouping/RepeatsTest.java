package io.vitrine.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.grouping.Shown.Frame;
import io.vitrine.grouping.pattern.Group;
import io.vitrine.grouping.pattern.Kinds;
import io.vitrine.model.Network;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatsTest {
  /** A network of residual blocks, one for each letter: equal letters are equal blocks. */
  private static Network word(String letters) {
    return Nets.onMaps(
        letters,
        (n, input) -> {
          String x = input;
          for (int i = 0; i < letters.length(); i++) {
            int size = 3 + 2 * (letters.charAt(i) - 'a');
            x = n.residual("stage." + letters.charAt(i) + i, x, size);
          }
          return x;
        });
  }

  /** How a word folds: (2 (4 a) b) is twice four times a and then b. */
  private static String folded(Group group) {
    String inside =
        group.members().stream()
            .filter(m -> !m.isNode())
            .map(RepeatsTest::folded)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(" "));
    if (group.is(Kinds.REPEAT)) {
      return "(" + group.times() + " " + folded(group.members().get(0)) + ")";
    }
    boolean block = group.path().matches("stage\\.[a-z]\\d+") && !group.is(Kinds.MODULE);
    return block ? group.path().substring(6, 7) : inside;
  }

  @ParameterizedTest
  @CsvSource({
    "abc, a b c",
    "aab, (2 a) b",
    "abab, (2 a b)",
    "aaaabaaaab, (2 (4 a) b)",
    "aabaabaab, (3 (2 a) b)",
    "abbabbc, (2 a (2 b)) c",
    "ababcababc, (2 (2 a b) c)",
    "ababcababcd, (2 (2 a b) c) d",
    "aabbaabbcaabbaabbc, (2 (2 (2 a) (2 b)) c)",
    "caaaaaaaaaaaaaaabaaaaaaaaaaaaaaab, c (2 (15 a) b)"
  })
  void fold_words_foldOnEachLevel(String letters, String expected) {
    assertThat(folded(Grouping.of(word(letters)).root())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "aaaabaaaab",
    "ababcababc",
    "aabbaabbcaabbaabbc",
    "caaaaaaaaaaaaaaabaaaaaaaaaaaaaaab"
  })
  void shown_nestedRepeats_countEveryBlockOnce(String letters) {
    Shown shown = Shown.of(Grouping.of(word(letters)), Cut.standard());

    long blocks = 0;
    for (int i = 0; i < shown.items().size(); i++) {
      int item = i;
      blocks +=
          shown.frames().stream()
              .filter(frame -> frame.items().contains(item))
              .mapToLong(Frame::times)
              .reduce(shown.items().get(i).times(), (a, b) -> a * b);
    }
    assertThat(blocks).isEqualTo(letters.length());
  }

  @Test
  void shown_periodInAPeriod_isInTwoFrames() {
    Shown shown = Shown.of(Grouping.of(word("ababcababc")), Cut.standard());

    assertThat(shown.items()).hasSize(3);
    assertThat(shown.frames())
        .containsExactly(
            new Frame("stage.a0–b3", 2, List.of(0, 1)),
            new Frame("stage.a0–c9", 2, List.of(0, 1, 2)));
  }

  /** What is asked for inside is opened, with all copies of what holds it. */
  @Test
  void shown_blockInANestedRepeatExpanded_opensWhatHoldsIt() {
    Shown shown = Shown.of(Grouping.of(word("aaaabaaaab")), Cut.standard().expanding("stage.a6"));

    assertThat(shown.frames()).isEmpty();
    assertThat(shown.items().stream().map(item -> item.range() + " " + item.times()))
        .containsExactly(
            "stage.a0–3 4",
            "stage.b4 1",
            "stage.a5 1",
            "stage.a6.r 1",
            "stage.a6.c 1",
            "stage.a6.add 1",
            "stage.a7 1",
            "stage.a8 1",
            "stage.b9 1");
  }

  /** Each convolution is scaled and moved by numbers of its own, and so is what it activates. */
  @Test
  void of_separableConvolutionsWithScales_foldAsBlocks() {
    Network network =
        Nets.onMaps(
            "scaled",
            (n, input) -> {
              String x = n.convRelu("stem", input, 16, 16, 3);
              for (int i = 0; i < 3; i++) {
                x = scaled(n, "d" + i, n.conv("depthwise" + i, x, 16, 16, 3, 16));
                x = scaled(n, "p" + i, n.conv("pointwise" + i, x, 16, 16, 1));
              }
              return x;
            });

    assertThat(Shown.of(Grouping.of(network), Cut.standard()).items())
        .extracting(item -> item.group().kind() + " " + item.times())
        .containsExactly("convolution 1", "separable-convolution 3");
  }

  private static String scaled(Nets n, String path, String from) {
    String x = affine(n, path + ".before", from);
    String clip =
        n.op(path + ".clip", "Clip", n.op(path + ".add", "Add", x, n.number(path + ".3", 3)));
    String product = n.op(path + ".mul", "Mul", x, clip);
    return affine(
        n, path + ".after", n.op(path + ".div", "Div", product, n.number(path + ".6", 6)));
  }

  private static String affine(Nets n, String path, String from) {
    String product = n.op(path + ".Mul", "Mul", n.weight(path + ".scale", 1), from);
    return n.op(path + ".Add", "Add", product, n.weight(path + ".shift", 1));
  }
}
