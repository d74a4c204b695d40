package io.vitrine.torch.fuzz;

import io.vitrine.engine.trace.Datum;
import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.model.Weights;
import io.vitrine.torch.conformance.Sample;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes of a sound model one that is not, or that asks for what no sane one does. */
final class Mutation {
  private static final long[] NUMBERS = {
    0,
    -1,
    1,
    2,
    -2,
    3,
    5,
    7,
    16,
    63,
    -64,
    127,
    1 << 16,
    1 << 20,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 32,
    1L << 40,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final double[] FRACTIONS = {
    0, -1, 1, 0.5, 1e-30, 1e30, -1e30, Double.NaN, Double.POSITIVE_INFINITY, 3.7
  };
  private static final List<String> TEXTS =
      List.of(
          "",
          "SAME_UPPER",
          "VALID",
          "linear",
          "cubic",
          "nearest",
          "reflect",
          "wrap",
          "max",
          "add",
          "reverse",
          "bidirectional",
          "ij,jk->ik",
          "ii->i",
          "...ij->...ji",
          "none");
  private static final List<ElementType> TYPES =
      List.of(
          ElementType.FLOAT32,
          ElementType.FLOAT64,
          ElementType.INT64,
          ElementType.INT32,
          ElementType.INT8,
          ElementType.UINT8,
          ElementType.UINT64,
          ElementType.BOOL,
          ElementType.FLOAT16,
          ElementType.INT4,
          ElementType.COMPLEX64);
  private static final long MOST_ELEMENTS = 20_000;

  private final Random random;
  private final List<Node> nodes;
  private final Map<String, Datum> inputs;
  private final Map<String, Tensor> parameters = new LinkedHashMap<>();
  private final Sample from;
  private final List<Sample> all;
  private long opset;

  private Mutation(Sample from, List<Sample> all, Random random) {
    this.from = from;
    this.all = all;
    this.random = random;
    this.nodes = new ArrayList<>(from.network().nodes());
    this.inputs = new LinkedHashMap<>(from.inputs());
    this.opset = from.network().opsets().getOrDefault("", 17L);
    for (Parameter parameter : from.network().parameters()) {
      parameter
          .constant()
          .or(() -> from.weights().get(parameter.name()))
          .ifPresent(tensor -> parameters.put(parameter.name(), tensor));
    }
  }

  /** A mutant of one of the samples; the same number gives the same one. */
  static Sample of(List<Sample> all, long number) {
    Random random = new Random(number * 0x9E3779B97F4A7C15L);
    Mutation mutation = new Mutation(all.get(random.nextInt(all.size())), all, random);
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      mutation.mutate();
    }
    return mutation.result();
  }

  private void mutate() {
    if (nodes.isEmpty()) {
      return;
    }
    int at = random.nextInt(nodes.size());
    switch (random.nextInt(9)) {
      case 0, 1, 2 -> nodes.set(at, withAttributes(nodes.get(at)));
      case 3, 4, 5 -> tensor();
      case 6 -> nodes.set(at, wired(nodes.get(at)));
      case 7 -> nodes.set(at, another(nodes.get(at)));
      default -> opset = 1L + random.nextInt(26);
    }
  }

  private Node withAttributes(Node node) {
    Map<String, Attribute> attributes = new LinkedHashMap<>(node.attributes());
    Node like = some(some(all).network().nodes(), node);
    if (attributes.isEmpty() || random.nextInt(6) == 0) {
      attributes.putAll(like.attributes());
    }
    if (!attributes.isEmpty()) {
      String key = some(List.copyOf(attributes.keySet()), "");
      Attribute old = attributes.get(key);
      if (old == null || random.nextInt(8) == 0) {
        attributes.remove(key);
      } else {
        attributes.put(key, changed(old));
      }
    }
    return with(node, node.operator(), node.inputs(), node.outputs(), attributes);
  }

  private Attribute changed(Attribute old) {
    if (old instanceof Attribute.OfInt) {
      return Attribute.of(number());
    } else if (old instanceof Attribute.OfInts list) {
      List<Long> values = new ArrayList<>(list.values());
      change(values, number());
      return new Attribute.OfInts(values);
    } else if (old instanceof Attribute.OfFloat) {
      return Attribute.of((float) fraction());
    } else if (old instanceof Attribute.OfFloats list) {
      List<Float> values = new ArrayList<>(list.values());
      change(values, (float) fraction());
      return new Attribute.OfFloats(values);
    } else if (old instanceof Attribute.OfString) {
      return Attribute.of(some(TEXTS, ""));
    } else if (old instanceof Attribute.OfTensor tensor) {
      return new Attribute.OfTensor(changed(tensor.value()));
    }
    return old;
  }

  private <T> void change(List<T> values, T value) {
    switch (values.isEmpty() ? 0 : random.nextInt(4)) {
      case 0 -> values.add(value);
      case 1 -> values.remove(random.nextInt(values.size()));
      default -> values.set(random.nextInt(values.size()), value);
    }
  }

  private void tensor() {
    List<String> names = new ArrayList<>(inputs.keySet());
    names.addAll(parameters.keySet());
    if (names.isEmpty()) {
      return;
    }
    String name = some(names, "");
    Tensor parameter = parameters.get(name);
    if (parameter != null) {
      parameters.put(name, changed(parameter));
    } else if (inputs.get(name) instanceof Datum.OfTensor input) {
      inputs.put(name, new Datum.OfTensor(changed(input.tensor())));
    }
  }

  private Tensor changed(Tensor old) {
    if (old.elements().bits() == 0) {
      return old;
    }
    return switch (random.nextInt(4)) {
      case 0 -> numbers(old);
      case 1 -> filled(some(TYPES, old.elements()), old.shape(), old);
      default -> filled(old.elements(), shape(old.shape()), old);
    };
  }

  private Shape shape(Shape old) {
    List<Long> sizes = new ArrayList<>();
    Arrays.stream(old.sizes()).forEach(sizes::add);
    long[] small = {0, 1, 2, 3, 4, 5, 17};
    change(sizes, small[random.nextInt(small.length)]);
    long count = sizes.stream().reduce(1L, (a, b) -> a * b);
    return count > MOST_ELEMENTS || sizes.size() > 8
        ? old
        : Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
  }

  /** The old bytes over and over, in another shape or type. */
  private static Tensor filled(ElementType elements, Shape shape, Tensor old) {
    int size = Math.toIntExact(elements.bytes(shape.elements().orElseThrow()));
    ByteBuffer source = old.bytes();
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < size; i++) {
      byte value =
          source.remaining() == 0 ? 1 : source.get(source.position() + i % source.remaining());
      bytes.put(elements.equals(ElementType.BOOL) ? (byte) (value & 1) : value);
    }
    return Tensor.of(elements, shape, bytes.flip());
  }

  /** Some elements replaced by hostile numbers. */
  private Tensor numbers(Tensor old) {
    int width = old.elements().bits() / 8;
    ByteBuffer bytes = ByteBuffer.allocate(old.bytes().remaining()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(old.bytes()).flip();
    for (int times = 0; times < 2 && bytes.remaining() >= 8 && width > 0; times++) {
      int at = random.nextInt(bytes.remaining() / width) * width;
      switch (old.elements().name()) {
        case "float32" -> bytes.putFloat(at, (float) fraction());
        case "float64" -> bytes.putDouble(at, fraction());
        case "int64", "uint64" -> bytes.putLong(at, number());
        case "int32", "uint32" -> bytes.putInt(at, (int) number());
        case "bool" -> bytes.put(at, (byte) random.nextInt(2));
        default -> bytes.put(at, (byte) number());
      }
    }
    return Tensor.of(old.elements(), old.shape(), bytes);
  }

  private Node wired(Node node) {
    List<String> read = new ArrayList<>(node.inputs());
    List<String> names = new ArrayList<>(inputs.keySet());
    names.addAll(parameters.keySet());
    names.add("");
    change(read, some(names, ""));
    List<String> made = new ArrayList<>(node.outputs());
    if (random.nextInt(4) == 0) {
      made.add("more" + made.size());
    }
    return with(node, node.operator(), read, made, node.attributes());
  }

  /** Another operator on the same values. */
  private Node another(Node node) {
    Node other = some(some(all).network().nodes(), node);
    Map<String, Attribute> attributes = new LinkedHashMap<>(other.attributes());
    attributes.putAll(node.attributes());
    return new Node(
        node.name(),
        other.domain(),
        other.operator(),
        node.inputs(),
        node.outputs(),
        attributes,
        node.origin());
  }

  private static Node with(
      Node node,
      String operator,
      List<String> read,
      List<String> made,
      Map<String, Attribute> attributes) {
    return new Node(node.name(), node.domain(), operator, read, made, attributes, node.origin());
  }

  private Sample some(List<Sample> list) {
    return list.get(random.nextInt(list.size()));
  }

  private <T> T some(List<T> list, T otherwise) {
    return list.isEmpty() ? otherwise : list.get(random.nextInt(list.size()));
  }

  private long number() {
    return NUMBERS[random.nextInt(NUMBERS.length)];
  }

  private double fraction() {
    return FRACTIONS[random.nextInt(FRACTIONS.length)];
  }

  private Sample result() {
    List<Value> given =
        inputs.keySet().stream().map(name -> new Value(name, ValueType.unknown())).toList();
    List<Parameter> held = new ArrayList<>();
    Map<String, Tensor> numbers = new LinkedHashMap<>();
    boolean constant = random.nextBoolean();
    parameters.forEach(
        (name, tensor) -> {
          held.add(
              constant
                  ? Parameter.constant(name, tensor)
                  : Parameter.of(name, tensor.elements(), tensor.shape()));
          numbers.put(name, tensor);
        });
    Network old = from.network();
    Graph graph = new Graph(given, old.outputs(), nodes, held, List.of());
    Map<String, Long> opsets = new LinkedHashMap<>(old.opsets());
    opsets.put("", opset);
    return new Sample(
        from.name(),
        new Network(old.name(), graph, opsets, old.functions(), Map.of()),
        Weights.of(numbers),
        inputs);
  }
}
