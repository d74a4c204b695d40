package io.vitrine.summary;

import static java.util.stream.Collectors.toSet;

import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.operator.Operators;
import io.vitrine.operator.ShapeTable;
import io.vitrine.operator.entry.Keeps;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How many bytes a pass over one batch takes, each tensor once. Estimates: an engine adds its own
 * workspace, and may hold values longer or overwrite them earlier.
 *
 * @param inputBytes of the network's inputs
 * @param keptBytes of every tensor that must live until the backward pass: for each layer what its
 *     gradient needs ({@link Keeps}), a tensor that several layers need once
 * @param inferencePeakBytes parameters and buffers, plus the largest sum of values alive at one
 *     layer: each lives from the layer that makes it to the last that reads it
 * @param trainingPeakBytes parameters and buffers, a gradient for each trainable number, the kept
 *     bytes, and the largest sum of gradients of the values around one layer; an optimiser's own
 *     state comes on top
 * @param unknownValues how many values have no known size and are left out
 */
public record MemoryEstimate(
    long inputBytes,
    long keptBytes,
    long inferencePeakBytes,
    long trainingPeakBytes,
    int unknownValues) {
  /** The estimate for shapes inferred at a batch. */
  static MemoryEstimate of(Network network, Sizes sizes, ParameterCount parameters) {
    Flow flow = new Flow(network, sizes);
    long held = parameters.totalBytes() + parameters.bufferBytes();
    long kept = flow.kept();
    return new MemoryEstimate(
        network.inputs().stream().mapToLong(input -> sizes.bytes(input.name()).orElse(0)).sum(),
        kept,
        held + flow.peak(),
        held + parameters.trainableBytes() + kept + flow.largestGradients(),
        flow.unknown());
  }

  /** The bytes of values, by their inferred shapes and types. */
  record Sizes(ShapeTable shapes, Optional<ElementType> activations) {
    /** The bytes of a value; empty where its shape or type is not known. */
    OptionalLong bytes(String value) {
      return shapes.types().get(value) instanceof ValueType.OfTensor tensor
          ? bytes(tensor)
          : OptionalLong.empty();
    }

    private OptionalLong bytes(ValueType.OfTensor tensor) {
      ElementType elements =
          tensor.elements().isFloat() ? activations.orElse(tensor.elements()) : tensor.elements();
      OptionalLong count = tensor.shape().map(s -> s.elements()).orElse(OptionalLong.empty());
      return count.isPresent() && elements.bits() > 0
          ? OptionalLong.of(elements.bytes(count.getAsLong()))
          : OptionalLong.empty();
    }

    boolean isFloat(String value) {
      return shapes.types().get(value) instanceof ValueType.OfTensor tensor
          && tensor.elements().isFloat();
    }

    private long elements(String value) {
      return shapes.shape(value).map(s -> s.elements().orElse(0)).orElse(0L);
    }
  }

  /** The values of a network as they come and go. Views share the memory of what they show. */
  private static final class Flow {
    private final List<Node> nodes;
    private final Sizes sizes;
    private final Set<String> inputs;
    private final Set<String> values;
    private final Map<String, String> roots = new HashMap<>();
    private final Map<String, Integer> lastUse = new HashMap<>();

    Flow(Network network, Sizes sizes) {
      this.nodes = network.nodes();
      this.sizes = sizes;
      this.inputs = network.inputs().stream().map(Value::name).collect(toSet());
      this.values = new HashSet<>(inputs);
      for (int i = 0; i < nodes.size(); i++) {
        Node node = nodes.get(i);
        made(node).forEach(values::add);
        if (Operators.keeps(node) == Keeps.VIEW && !node.inputs().isEmpty()) {
          made(node).forEach(value -> roots.put(value, root(node.inputs().get(0))));
        }
        for (String value : Stream.concat(read(node), made(node)).toList()) {
          lastUse.put(root(value), i);
        }
      }
      network.outputs().forEach(output -> lastUse.put(root(output.name()), nodes.size()));
    }

    private String root(String value) {
      return roots.getOrDefault(value, value);
    }

    private Stream<String> made(Node node) {
      return node.outputs().stream().filter(value -> !value.isEmpty());
    }

    /** The values that a node reads, without parameters. */
    private Stream<String> read(Node node) {
      return node.inputs().stream().filter(values::contains).distinct();
    }

    /** A value's bytes; a view of a parameter takes none beside the parameter's. */
    private long bytes(String value) {
      return values.contains(value) ? sizes.bytes(value).orElse(0) : 0;
    }

    int unknown() {
      return (int) values.stream().filter(value -> sizes.bytes(value).isEmpty()).count();
    }

    long peak() {
      Set<String> live = new HashSet<>(values);
      nodes.forEach(node -> made(node).forEach(live::remove));
      long bytes = live.stream().mapToLong(this::bytes).sum();
      long peak = bytes;
      for (int i = 0; i < nodes.size(); i++) {
        for (String value : made(nodes.get(i)).map(this::root).distinct().toList()) {
          bytes += live.add(value) ? bytes(value) : 0;
        }
        peak = Math.max(peak, bytes);
        for (String value : List.copyOf(live)) {
          if (lastUse.getOrDefault(value, -1) <= i && live.remove(value)) {
            bytes -= bytes(value);
          }
        }
      }
      return peak;
    }

    long kept() {
      Set<String> kept = new HashSet<>();
      long extra = 0;
      for (Node node : nodes) {
        Keeps keeps = Operators.keeps(node);
        if (keeps == Keeps.INPUTS || keeps == Keeps.EVERYTHING) {
          read(node).map(this::root).forEach(kept::add);
        }
        if (keeps == Keeps.OUTPUT || keeps == Keeps.EVERYTHING) {
          made(node).map(this::root).forEach(kept::add);
        }
        extra += extraBytes(node, keeps);
      }
      return extra + kept.stream().mapToLong(this::bytes).sum();
    }

    private long extraBytes(Node node, Keeps keeps) {
      return switch (keeps) {
        case POSITIONS -> ElementType.INT64.bytes(sizes.elements(node.output()));
        case MASK -> ElementType.BOOL.bytes(sizes.elements(node.output()));
        default -> 0;
      };
    }

    /** Of the values that a layer reads and makes, those that have a gradient: no inputs. */
    long largestGradients() {
      return nodes.stream().mapToLong(this::gradients).max().orElse(0);
    }

    private long gradients(Node node) {
      return Stream.concat(read(node), made(node))
          .map(this::root)
          .distinct()
          .filter(value -> !inputs.contains(value) && sizes.isFloat(value))
          .mapToLong(this::bytes)
          .sum();
    }
  }
}
