package io.vitrine.formats.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.ValueType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WritesTest {
  private final Sketch sketch = new Sketch();

  WritesTest() {
    sketch.input("x", ValueType.tensor(ElementType.FLOAT32, Shape.of(6, 4)));
  }

  private String node(String operator, Map<String, Attribute> attributes, String... reads) {
    return sketch.node("", "", operator, List.of(reads), attributes, 1).get(0);
  }

  private String vector(long value) {
    return sketch.constant(Tensor.of(new long[] {value}, 1));
  }

  private String slice(String of, long axis, long start, long end, long step) {
    return node("Slice", Map.of(), of, vector(start), vector(end), vector(axis), vector(step));
  }

  private Node write(String part) {
    Writes.replace(sketch, "", part, node("Relu", Map.of(), part));
    return sketch.maker(sketch.current("x")).orElseThrow();
  }

  @Test
  void replace_sliceInTheMiddle_putsItBetweenWhatIsAround() {
    Node whole = write(slice("x", 0, 1, -2, 1));

    assertThat(whole.operator()).isEqualTo("Concat");
    assertThat(whole.inputs()).hasSize(3);
    assertThat(sketch.maker(whole.inputs().get(1)).orElseThrow().operator()).isEqualTo("Relu");
    assertThat(sketch.shape(whole.output())).hasValue(Shape.of(6, 4));
  }

  @Test
  void replace_sliceOfASlice_reachesTheWhole() {
    Node whole = write(slice(slice("x", 0, 0, 3, 1), 1, 2, Long.MAX_VALUE, 1));

    assertThat(whole.inputs()).hasSize(2);
    Node rows = sketch.maker(whole.inputs().get(0)).orElseThrow();
    assertThat(rows.operator()).isEqualTo("Concat");
    assertThat(rows.intOr("axis", 0)).isEqualTo(1);
    assertThat(sketch.shape(whole.output())).hasValue(Shape.of(6, 4));
  }

  @Test
  void replace_itemAlongAnAxis_isARowAgain() {
    String index = sketch.constant(Tensor.of(new long[] {-1}));
    Node whole = write(node("Gather", Map.of("axis", new Attribute.OfInt(0)), "x", index));

    assertThat(whole.inputs()).hasSize(2);
    assertThat(sketch.shape(whole.output())).hasValue(Shape.of(6, 4));
  }

  @Test
  void replace_whatIsNoPart_leavesTheInputAlone() {
    String made = node("Tanh", Map.of(), "x");
    Writes.replace(sketch, "", made, node("Relu", Map.of(), made));

    assertThat(sketch.current("x")).isEqualTo("x");
    assertThat(sketch.current(made)).isNotEqualTo(made);
  }

  @Test
  void replace_sliceWithSteps_isRefusedAndReplacesNothing() {
    String part = slice("x", 0, 0, 6, 2);

    assertThatIllegalArgumentException().isThrownBy(() -> write(part));
    assertThat(sketch.current(part)).isEqualTo(part);
  }
}
