package io.vitrine.formats.onnx;

import io.vitrine.formats.file.StoredTensor;
import io.vitrine.model.ElementType;
import io.vitrine.model.Node;
import io.vitrine.model.Tensor;
import io.vitrine.operator.Operators;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides which small initialisers belong to the structure, so that their numbers go into the
 * network and not beside it.
 *
 * <p>Our own files mark them. In others they are the short integer and truth-value tensors (target
 * shapes, axes) and what an operator reads where it takes a setting rather than a weight (the ratio
 * of a Dropout, the scales of a Resize), and single numbers that PyTorch's exporter computed.
 */
enum StructuralConstants {
  MARKED,
  GUESSED;

  /** How our writer marks them, as the tensor's doc_string. */
  static final String MARK = "part of the structure";

  private static final long MOST_ELEMENTS = 64;

  private static final Pattern FOLDED = Pattern.compile("val_\\d+");

  private static final Set<ElementType> WHOLE =
      Set.of(ElementType.INT64, ElementType.INT32, ElementType.BOOL);

  Map<String, Tensor> among(Map<String, StoredTensor> stored, List<Node> nodes) throws IOException {
    Set<String> settings = this == MARKED || stored.isEmpty() ? Set.of() : settings(nodes);
    Map<String, Tensor> constants = new HashMap<>();
    for (StoredTensor tensor : stored.values()) {
      if (isConstant(tensor, settings)) {
        Optional<Tensor> numbers = tensor.tensor();
        if (numbers.isPresent()) {
          constants.put(tensor.name(), numbers.get());
        }
      }
    }
    return constants;
  }

  private boolean isConstant(StoredTensor tensor, Set<String> settings) {
    if (!tensor.isHere()) {
      return false;
    }
    if (this == MARKED) {
      return tensor.note().equals(MARK);
    }
    return tensor.shape().elements().orElse(Long.MAX_VALUE) <= MOST_ELEMENTS
        && (WHOLE.contains(tensor.elements())
            || settings.contains(tensor.name())
            || isFolded(tensor));
  }

  /** A number that PyTorch's exporter has computed; what is learned has a name of its own. */
  private static boolean isFolded(StoredTensor tensor) {
    return tensor.shape().rank() == 0 && FOLDED.matcher(tensor.name()).matches();
  }

  private static Set<String> settings(List<Node> nodes) {
    Set<String> names = new HashSet<>();
    for (Node node : nodes) {
      Optional<Operator> operator = Operators.of(node);
      for (int i = 0; operator.isPresent() && i < node.inputs().size(); i++) {
        if (operator.get().role(i) == Role.CONSTANT) {
          names.add(node.inputs().get(i));
        }
      }
    }
    return names;
  }
}
