package io.vitrine.operator;

import com.fasterxml.jackson.jr.ob.JSON;
import io.vitrine.model.Attribute;
import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.operator.shape.Types;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A graph with the shapes that its outputs have, as the scripts beside the recordings write it.
 *
 * @param network inputs whose values were recorded are constants in it; no output's type is given
 * @param expected the types of its outputs, in order
 */
record RecordedCase(String name, Network network, List<ValueType> expected) {
  static List<RecordedCase> read(String resource) throws IOException {
    List<RecordedCase> cases = new ArrayList<>();
    try (InputStream in =
            Objects.requireNonNull(RecordedCase.class.getResourceAsStream(resource), resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        cases.add(new Parser().parse(JSON.std.mapFrom(line)));
      }
    }
    return cases;
  }

  /** How far an inferred type says what the expected one says. */
  enum Agreement {
    EXACT,
    /** Nothing contradicts, but something is not known. */
    OPEN,
    WRONG;

    private static Agreement worse(Agreement a, Agreement b) {
      return a.compareTo(b) > 0 ? a : b;
    }

    static Agreement of(ValueType expected, ValueType found) {
      if (found instanceof ValueType.Unknown || expected instanceof ValueType.Unknown) {
        return expected.equals(found) ? EXACT : OPEN;
      }
      if (expected instanceof ValueType.OfTensor a && found instanceof ValueType.OfTensor b) {
        return worse(elements(a.elements(), b.elements()), shapes(a.shape(), b.shape()));
      }
      if (expected instanceof ValueType.OfSequence a && found instanceof ValueType.OfSequence b) {
        return of(a.elements(), b.elements());
      }
      if (expected instanceof ValueType.OfOptional a && found instanceof ValueType.OfOptional b) {
        return of(a.elements(), b.elements());
      }
      return WRONG;
    }

    private static Agreement elements(ElementType expected, ElementType found) {
      return expected.equals(found) ? EXACT : found.equals(ElementType.UNDEFINED) ? OPEN : WRONG;
    }

    private static Agreement shapes(Optional<Shape> expected, Optional<Shape> found) {
      if (expected.isEmpty() || found.isEmpty()) {
        return expected.equals(found) ? EXACT : OPEN;
      }
      if (expected.get().rank() != found.get().rank()) {
        return WRONG;
      }
      Agreement all = EXACT;
      for (int i = 0; i < found.get().rank(); i++) {
        Dim a = expected.get().dim(i);
        Dim b = found.get().dim(i);
        all = worse(all, dims(a, b));
      }
      return all;
    }

    /** An expected unknown means that the elements of a sequence differ in that size. */
    private static Agreement dims(Dim expected, Dim found) {
      boolean varies = expected instanceof Dim.Unknown && !found.isKnown();
      if (expected.equals(found) || varies) {
        return EXACT;
      }
      return expected.isKnown() && found.isKnown() ? WRONG : OPEN;
    }
  }

  /** Compares every output. */
  Agreement agreement(ShapeTable table) {
    Agreement all = table.problems().isEmpty() ? Agreement.EXACT : Agreement.WRONG;
    for (int i = 0; i < expected.size(); i++) {
      String output = network.outputs().get(i).name();
      ValueType found = table.types().getOrDefault(output, ValueType.unknown());
      all = Agreement.worse(all, Agreement.of(expected.get(i), found));
    }
    return all;
  }

  /** What was inferred, for a message. */
  String found(ShapeTable table) {
    List<String> types = new ArrayList<>();
    for (Value output : network.outputs().subList(0, expected.size())) {
      types.add(String.valueOf(table.types().getOrDefault(output.name(), ValueType.unknown())));
    }
    return types + (table.problems().isEmpty() ? "" : " " + table.problems());
  }

  /** Makes a case of a line. */
  private static final class Parser {
    private int nodes;

    RecordedCase parse(Map<String, Object> line) {
      List<Value> inputs = new ArrayList<>();
      List<Parameter> parameters = new ArrayList<>();
      for (List<?> input : lists(line.get("in"))) {
        if (input.size() == 4) {
          parameters.add(Parameter.constant((String) input.get(0), tensor(input)));
        } else {
          inputs.add(new Value((String) input.get(0), typeOfInput(input)));
        }
      }
      for (List<?> initialiser : lists(line.get("init"))) {
        parameters.add(parameter(initialiser));
      }
      List<Value> outputs = new ArrayList<>();
      List<ValueType> expected = new ArrayList<>();
      for (List<?> output : lists(line.get("out"))) {
        outputs.add(new Value((String) output.get(0), ValueType.unknown()));
        expected.add(
            type(output.size() > 2 ? output.subList(1, 3) : Objects.requireNonNull(output.get(1))));
      }
      Graph graph = new Graph(inputs, outputs, nodes(line.get("nodes")), parameters, List.of());
      Map<String, Graph> functions = new LinkedHashMap<>();
      map(line.getOrDefault("functions", Map.of()))
          .forEach((key, body) -> functions.put(key, graph(map(body))));
      long opset = ((Number) Objects.requireNonNull(line.get("opset"))).longValue();
      return new RecordedCase(
          (String) Objects.requireNonNull(line.get("case")),
          new Network("case", graph, Map.of("", opset), functions, Map.of()),
          expected);
    }

    private static ValueType typeOfInput(List<?> input) {
      return type(input.size() > 2 ? input.subList(1, 3) : input.get(1));
    }

    private Graph graph(Map<String, Object> body) {
      List<Value> inputs = new ArrayList<>();
      for (List<?> input : lists(body.get("in"))) {
        inputs.add(new Value((String) input.get(0), type(input.get(1))));
      }
      List<Value> outputs = new ArrayList<>();
      for (Object name : (List<?>) Objects.requireNonNull(body.get("out"))) {
        outputs.add(new Value((String) name, ValueType.unknown()));
      }
      List<Parameter> parameters = lists(body.get("init")).stream().map(Parser::parameter).toList();
      return new Graph(inputs, outputs, nodes(body.get("nodes")), parameters, List.of());
    }

    private List<Node> nodes(@Nullable Object list) {
      List<Node> all = new ArrayList<>();
      for (List<?> node : lists(list)) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        map(node.get(4)).forEach((key, value) -> attributes.put(key, attribute((List<?>) value)));
        all.add(
            new Node(
                "n" + nodes++,
                (String) node.get(1),
                (String) node.get(0),
                strings(node.get(2)),
                strings(node.get(3)),
                attributes));
      }
      return all;
    }

    private Attribute attribute(List<?> value) {
      Object given = value.get(1);
      return switch ((String) value.get(0)) {
        case "i" -> Attribute.of(((Number) given).longValue());
        case "f" -> Attribute.of(((Number) given).floatValue());
        case "s" -> Attribute.of((String) given);
        case "is" -> new Attribute.OfInts(longs(given));
        case "fs" ->
            new Attribute.OfFloats(
                ((List<?>) given).stream().map(n -> ((Number) n).floatValue()).toList());
        case "ss" -> new Attribute.OfStrings(strings(given));
        case "t" -> new Attribute.OfTensor(tensor((List<?>) given));
        case "g" -> new Attribute.OfGraph(graph(map(given)));
        case "type" -> new Attribute.OfType(type(given));
        case "ref" ->
            new Attribute.Reference(
                (String) given, ((Number) value.get(2)).intValue(), Optional.empty());
        default -> throw new IllegalArgumentException(value.toString());
      };
    }

    private static Parameter parameter(List<?> tensor) {
      String name = (String) tensor.get(0);
      return tensor.size() == 4
          ? Parameter.constant(name, tensor(tensor))
          : Parameter.of(name, elements(tensor.get(1)), shape(tensor.get(2)).orElseThrow());
    }

    private static ElementType elements(Object number) {
      return ElementType.of(((Number) number).intValue());
    }

    private static Optional<Shape> shape(@Nullable Object dims) {
      if (dims == null) {
        return Optional.empty();
      }
      List<Dim> all = new ArrayList<>();
      for (Object dim : (List<?>) dims) {
        all.add(
            dim instanceof Number size
                ? Dim.of(size.longValue())
                : dim instanceof String symbol ? Dim.symbol(symbol) : Dim.unknown());
      }
      return Optional.of(new Shape(all));
    }

    private static ValueType type(@Nullable Object kind) {
      if (kind instanceof List<?> tensor) {
        return tensor.get(0) instanceof Number
            ? new ValueType.OfTensor(elements(tensor.get(0)), shape(tensor.get(1)))
            : type(tensor.get(0));
      }
      Map<String, Object> held = kind == null ? Map.of() : map(kind);
      if (held.get("seq") != null) {
        return new ValueType.OfSequence(sequence(held.get("seq")));
      }
      return held.containsKey("opt")
          ? new ValueType.OfOptional(type(held.get("opt")))
          : ValueType.unknown();
    }

    /** A declared element type, or what all recorded elements have in common. */
    private static ValueType sequence(@Nullable Object elements) {
      if (elements instanceof List<?> list && (list.isEmpty() || list.get(0) instanceof List)) {
        return list.stream().map(Parser::type).reduce(Types::common).orElse(ValueType.unknown());
      }
      return type(elements);
    }

    /** A tensor of its values; without values, of zeros. */
    private static Tensor tensor(List<?> recorded) {
      ElementType elements = elements(recorded.get(1));
      Shape shape = shape(recorded.get(2)).orElseThrow();
      int count = (int) shape.elements().orElseThrow();
      ByteBuffer bytes =
          ByteBuffer.allocate((int) elements.bytes(count)).order(ByteOrder.LITTLE_ENDIAN);
      List<?> values = recorded.size() == 4 ? (List<?>) recorded.get(3) : List.of();
      for (Object value : values) {
        Number number = (Number) value;
        switch (elements.number()) {
          case 1 -> bytes.putFloat(number.floatValue());
          case 2, 9 -> bytes.put(number.byteValue());
          case 6 -> bytes.putInt(number.intValue());
          case 7 -> bytes.putLong(number.longValue());
          default -> bytes.putDouble(number.doubleValue());
        }
      }
      return Tensor.of(elements, shape, bytes.rewind());
    }

    private static List<Long> longs(Object list) {
      return ((List<?>) list).stream().map(n -> ((Number) n).longValue()).toList();
    }

    private static List<String> strings(Object list) {
      return ((List<?>) list).stream().map(String.class::cast).toList();
    }

    @SuppressWarnings("unchecked")
    private static List<List<?>> lists(@Nullable Object list) {
      return (List<List<?>>) Objects.requireNonNull(list);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object map) {
      return (Map<String, Object>) map;
    }
  }
}
