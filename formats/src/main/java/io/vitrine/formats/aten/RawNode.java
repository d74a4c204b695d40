package io.vitrine.formats.aten;

import io.vitrine.formats.sketch.Arg;
import io.vitrine.formats.sketch.Call;
import io.vitrine.formats.sketch.Sketch;
import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A call that is kept as it is: its tensors are inputs, its other arguments attributes. */
final class RawNode {
  private static final int MOST_TEXT = 10_000;

  private final Sketch sketch;
  private final String module;
  private final List<String> reads = new ArrayList<>();
  private final Map<String, Attribute> attributes = new LinkedHashMap<>();

  private RawNode(Sketch sketch, String module) {
    this.sketch = sketch;
    this.module = module;
  }

  static List<Arg> of(Call call, List<String> signature, Sketch sketch) {
    RawNode node = new RawNode(sketch, call.module());
    call.arguments(signature).forEach(node::add);
    return Conversion.results(
        sketch.node(
            call.module(),
            call.domain(),
            call.operator(),
            node.reads,
            node.attributes,
            Math.max(1, call.results())));
  }

  private void add(String name, Arg argument) {
    if (argument instanceof Arg.Value value) {
      reads.add(sketch.current(value.name()));
    } else if (argument instanceof Arg.SizeOf || argument instanceof Arg.Computed) {
      reads.add(Sizes.vector(argument, sketch, module));
    } else if (argument instanceof Arg.Items items && holdsTensors(items)) {
      items.items().forEach(item -> add(name, item));
    } else {
      attribute(argument).ifPresent(found -> attributes.put(name, found));
    }
  }

  private static boolean holdsTensors(Arg.Items items) {
    return items.items().stream()
        .anyMatch(
            item ->
                item instanceof Arg.Value
                    || item instanceof Arg.SizeOf
                    || item instanceof Arg.Computed);
  }

  private static Optional<Attribute> attribute(Arg argument) {
    if (argument instanceof Arg.Bool truth) {
      return Optional.of(Attribute.of(truth.value() ? 1 : 0));
    }
    if (argument instanceof Arg.Int number) {
      return Optional.of(Attribute.of(number.value()));
    }
    if (argument instanceof Arg.Real real) {
      return Optional.of(Attribute.of((float) real.value()));
    }
    if (argument instanceof Arg.Text text) {
      return Optional.of(Attribute.of(cut(text.value())));
    }
    if (argument instanceof Arg.Other other && other.what() instanceof ElementType type) {
      return Optional.of(Attribute.of(type.name()));
    }
    if (argument instanceof Arg.Other other && other.what() instanceof Graph graph) {
      return Optional.of(new Attribute.OfGraph(graph));
    }
    return argument instanceof Arg.Items items ? list(items) : Optional.empty();
  }

  private static Optional<Attribute> list(Arg.Items items) {
    if (items.items().stream().allMatch(item -> item instanceof Arg.Int)) {
      return Optional.of(
          new Attribute.OfInts(
              items.items().stream().map(item -> ((Arg.Int) item).value()).toList()));
    }
    if (items.items().stream().allMatch(item -> item instanceof Arg.Real)) {
      return Optional.of(
          new Attribute.OfFloats(
              items.items().stream().map(item -> (float) ((Arg.Real) item).value()).toList()));
    }
    return Optional.of(Attribute.of(cut(items.items().toString())));
  }

  private static String cut(String text) {
    return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "...";
  }
}
