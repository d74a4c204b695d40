package io.vitrine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.Dim;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Against what ONNX's own shape inference says of random operators, attributes and shapes. */
class InferredShapesTest {
  @Test
  void infer_randomOperators_saysAtLeastWhatOnnxSays() throws IOException {
    List<RecordedCase> cases = RecordedCase.read("inferred.jsonl");
    List<String> less = new ArrayList<>();
    for (RecordedCase each : cases) {
      ShapeTable table = ShapeInference.infer(each.network());
      boolean all = table.problems().isEmpty();
      for (int i = 0; i < each.expected().size(); i++) {
        String output = each.network().outputs().get(i).name();
        ValueType found = table.types().getOrDefault(output, ValueType.unknown());
        all &= saysAll(each.expected().get(i), found);
      }
      if (!all) {
        less.add(each.name() + ": expected " + each.expected() + ", found " + each.found(table));
      }
    }

    assertThat(cases).hasSizeGreaterThan(700);
    assertThat(less).isEmpty();
  }

  private static boolean saysAll(ValueType expected, ValueType found) {
    if (!(expected instanceof ValueType.OfTensor a) || !(found instanceof ValueType.OfTensor b)) {
      return false;
    }
    return a.elements().equals(b.elements())
        && (a.shape().isEmpty() || saysAll(a.shape().get(), b.shape()));
  }

  private static boolean saysAll(Shape expected, Optional<Shape> found) {
    if (found.isEmpty() || found.get().rank() != expected.rank()) {
      return false;
    }
    for (int i = 0; i < expected.rank(); i++) {
      boolean open = expected.dim(i) instanceof Dim.Unknown;
      if (!open && !expected.dim(i).equals(found.get().dim(i))) {
        return false;
      }
    }
    return true;
  }
}
