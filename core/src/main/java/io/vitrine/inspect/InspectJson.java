package io.vitrine.inspect;

import com.fasterxml.jackson.jr.ob.JSON;
import io.vitrine.inspect.NodeEntry.Port;
import io.vitrine.inspect.TensorReport.Part;
import io.vitrine.model.Attribute;
import io.vitrine.model.Dim;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import io.vitrine.statistics.Statistics;
import io.vitrine.wire.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found, as JSON whose keys do not change:
 *
 * <ul>
 *   <li>a tensor: name, type, shape, elements, bytes, role, readers, other_names; asked for by its
 *       name also unread (why there are no numbers) and statistics, one or, for complex numbers,
 *       two of: part (all, real, imaginary), count, zeros, nans, positive_infinities,
 *       negative_infinities, min, max, mean, standard_deviation (of a population), histogram (edges
 *       and counts);
 *   <li>a node: path, name_in_file, operator, modules (classes by path), attributes, inputs,
 *       outputs (name, type, shape).
 * </ul>
 *
 * <p>A shape is a list of sizes, symbols by name and ? where not known. NaN and infinite numbers
 * are texts.
 */
public final class InspectJson {
  private static final JSON JSON_TEXT =
      JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES);

  private InspectJson() {}

  /** Tensors and nodes. */
  public static String of(Inventory found) throws IOException {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("network", found.network());
    all.put("tensors", found.tensors().stream().map(InspectJson::tensor).toList());
    all.put("nodes", found.nodes().stream().map(InspectJson::node).toList());
    return text(all);
  }

  /** A tensor with its statistics. */
  public static String of(TensorReport report) throws IOException {
    Map<String, @Nullable Object> tensor = tensor(report.entry());
    tensor.put("unread", report.unread().orElse(null));
    tensor.put("statistics", report.parts().stream().map(InspectJson::part).toList());
    return text(named(report.network(), "tensor", tensor));
  }

  /** A node. */
  public static String of(String network, NodeEntry entry) throws IOException {
    return text(named(network, "node", node(entry)));
  }

  private static Map<String, @Nullable Object> named(
      String network, String key, Map<String, @Nullable Object> value) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("network", network);
    all.put(key, value);
    return all;
  }

  private static String text(Map<String, @Nullable Object> all) throws IOException {
    return JSON_TEXT.asString(all).replace(System.lineSeparator(), "\n") + "\n";
  }

  private static Map<String, @Nullable Object> tensor(TensorEntry entry) {
    Parameter parameter = entry.parameter();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", entry.name());
    map.put("type", parameter.elements().name());
    map.put("shape", parameter.shape().sizes());
    map.put("elements", parameter.count());
    map.put("bytes", parameter.bytes());
    map.put(
        "role", entry.readers().isEmpty() ? null : entry.role().name().toLowerCase(Locale.ROOT));
    map.put("readers", entry.readers().stream().map(Node::name).toList());
    map.put("other_names", entry.otherNames());
    return map;
  }

  private static Map<String, @Nullable Object> part(Part part) {
    Statistics statistics = part.statistics();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("part", part.side().name().toLowerCase(Locale.ROOT));
    map.put("count", statistics.count());
    map.put("zeros", statistics.zeros());
    map.put("nans", statistics.nans());
    map.put("positive_infinities", statistics.positiveInfinities());
    map.put("negative_infinities", statistics.negativeInfinities());
    map.put("min", Json.number(statistics.min()));
    map.put("max", Json.number(statistics.max()));
    map.put("mean", Json.number(statistics.mean()));
    map.put("standard_deviation", Json.number(statistics.standardDeviation()));
    map.put("histogram", Map.of("edges", statistics.edges(), "counts", statistics.buckets()));
    return map;
  }

  private static Map<String, @Nullable Object> node(NodeEntry entry) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("path", entry.path());
    map.put("name_in_file", entry.node().origin().fileName().orElse(entry.path()));
    map.put("operator", entry.node().qualifiedOperator());
    map.put("modules", entry.node().origin().modules());
    Map<String, Object> attributes = new LinkedHashMap<>();
    entry.node().attributes().forEach((name, value) -> attributes.put(name, attribute(value)));
    map.put("attributes", attributes);
    map.put("inputs", entry.inputs().stream().map(InspectJson::port).toList());
    map.put("outputs", entry.outputs().stream().map(InspectJson::port).toList());
    return map;
  }

  private static Object attribute(Attribute attribute) {
    if (attribute instanceof Attribute.OfInt a) {
      return a.value();
    }
    if (attribute instanceof Attribute.OfFloat a) {
      return Json.number(a.value());
    }
    if (attribute instanceof Attribute.OfString a) {
      return a.value();
    }
    if (attribute instanceof Attribute.OfInts a) {
      return a.values();
    }
    if (attribute instanceof Attribute.OfFloats a) {
      return a.values().stream().map(Json::number).toList();
    }
    return attribute instanceof Attribute.OfStrings a ? a.values() : AttributeText.of(attribute);
  }

  private static Map<String, @Nullable Object> port(Port port) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", port.name());
    map.put("type", port.type() instanceof ValueType.OfTensor t ? t.elements().name() : null);
    map.put("shape", port.type().tensorShape().map(InspectJson::shape).orElse(null));
    return map;
  }

  private static List<Object> shape(Shape shape) {
    return shape.dims().stream()
        .map(dim -> dim instanceof Dim.Known known ? (Object) known.size() : dim.toString())
        .toList();
  }
}
