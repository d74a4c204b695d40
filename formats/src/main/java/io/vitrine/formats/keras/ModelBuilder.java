package io.vitrine.formats.keras;

import io.vitrine.formats.file.StoredModel;
import io.vitrine.formats.file.StoredWeights;
import io.vitrine.formats.keras.LayerSpec.Ref;
import io.vitrine.formats.keras.layer.Emission;
import io.vitrine.formats.keras.layer.Flow;
import io.vitrine.formats.keras.layer.LayerCall;
import io.vitrine.formats.keras.layer.LayerRules;
import io.vitrine.formats.keras.stored.Config;
import io.vitrine.model.Graph;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Network;
import io.vitrine.model.Origin;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a network of a model's configuration and weights. */
final class ModelBuilder {
  private static final int DEEPEST = 32;

  private final String where;
  private final int version;
  private final Emission out = new Emission();
  private final InputShapes inputs;

  private ModelBuilder(String where, int version, LayerSpec model) throws ModelFormatException {
    this.where = where;
    this.version = version;
    this.inputs = new InputShapes(out, model);
  }

  /** A model inside the network: where it stands, its weights, and the classes above it. */
  private record Place(
      String path, String owner, WeightStore store, Map<String, String> classes, int depth) {
    Place below(String name, String first, WeightStore inner, String className) {
      Map<String, String> all = new LinkedHashMap<>(classes);
      all.put(name, className);
      return new Place(name, first, inner, all, depth + 1);
    }

    String named(String layer) {
      return path.isEmpty() ? layer : path + "." + layer;
    }

    String owned(String layer) {
      return owner.isEmpty() ? layer : owner + "." + layer;
    }
  }

  /**
   * Builds the network.
   *
   * @param where the file's name, for messages
   * @param version of Keras: 2 or 3
   */
  static StoredModel build(
      String where,
      String name,
      int version,
      LayerSpec model,
      WeightStore store,
      Map<String, String> notes)
      throws IOException {
    ModelBuilder builder = new ModelBuilder(where, version, model);
    Place root = new Place("", "", store, Map.of("", model.className()), 0);
    List<Flow> made = builder.model(model, root, Optional.empty());
    Emission out = builder.out;
    List<Value> outputs =
        made.stream()
            .map(flow -> out.output(flow, builder.inputs.takesImagesFirst()))
            .map(flow -> new Value(flow.value(), ValueType.unknown()))
            .toList();
    Graph graph = new Graph(out.inputs(), outputs, out.nodes(), out.parameters(), List.of());
    Network network = new Network(name, graph, Map.of("", Network.OPSET), Map.of(), notes);
    return new StoredModel(network, new StoredWeights(out.tensors()));
  }

  /** Adds a model's layers; where it is called on nothing, its inputs are the network's. */
  private List<Flow> model(LayerSpec model, Place place, Optional<List<Flow>> on)
      throws IOException {
    if (place.depth() > DEEPEST) {
      throw new ModelFormatException(
          where + ", configuration: models nest more than " + DEEPEST + " deep");
    }
    List<LayerSpec> layers = new ArrayList<>();
    for (Config layer : model.config().objects("layers")) {
      layers.add(LayerSpec.of(layer));
    }
    boolean chained = layers.stream().allMatch(layer -> layer.calls().isEmpty());
    boolean sequential =
        model.className().equals("Sequential") || (chained && !model.config().has("output_layers"));
    return sequential ? sequence(model, layers, place, on) : functional(model, layers, place, on);
  }

  private List<Flow> sequence(
      LayerSpec model, List<LayerSpec> layers, Place place, Optional<List<Flow>> on)
      throws IOException {
    List<Flow> flows = on.isPresent() ? on.get() : List.of();
    for (LayerSpec layer : layers) {
      if (flows.isEmpty()) {
        flows = List.of(layer.isInput() ? inputs.of(layer) : inputs.before(layer, model));
      }
      if (!layer.isInput()) {
        flows = call(layer, 0, flows, place);
      }
    }
    if (flows.isEmpty()) {
      throw new ModelFormatException(where + ": model '" + model.name() + "' has no layers");
    }
    return flows;
  }

  private List<Flow> functional(
      LayerSpec model, List<LayerSpec> written, Place place, Optional<List<Flow>> on)
      throws IOException {
    List<Ref> ends = LayerSpec.refs(model.config().raw("output_layers"));
    List<LayerSpec> listed = MaskGraph.without(written, ends);
    Map<String, Integer> hidden = LayerSpec.hiddenCalls(listed, ends);
    List<LayerSpec> layers = listed.stream().map(layer -> layer.counted(hidden)).toList();
    Map<String, List<Flow>> made = new HashMap<>();
    Map<String, LayerSpec> byName = new HashMap<>();
    layers.forEach(layer -> byName.put(layer.name(), layer));
    List<Ref> heads = LayerSpec.refs(model.config().raw("input_layers"));
    for (int i = 0; i < heads.size(); i++) {
      LayerSpec head = byName.get(heads.get(i).layer());
      if (head == null || (on.isPresent() && i >= on.get().size())) {
        throw new ModelFormatException(
            where + ": model '" + model.name() + "' has no input '" + heads.get(i).layer() + "'");
      }
      Flow flow = on.isPresent() ? on.get().get(i) : inputs.of(head);
      made.put(CallOrder.key(head.name(), 0), List.of(flow));
    }
    for (CallOrder.Call call : CallOrder.of(where, layers)) {
      String key = CallOrder.key(call.layer().name(), call.number());
      if (!made.containsKey(key)) {
        List<Flow> flows = new ArrayList<>();
        for (Ref ref : CallOrder.inputs(call)) {
          flows.add(value(ref, made));
        }
        made.put(
            key,
            flows.isEmpty() && call.layer().isInput()
                ? List.of(inputs.of(call.layer()))
                : call(call.layer(), call.number(), flows, place));
      }
    }
    List<Flow> outputs = new ArrayList<>();
    for (Ref ref : ends) {
      outputs.add(value(ref.counted(hidden), made));
    }
    return outputs;
  }

  private Flow value(Ref ref, Map<String, List<Flow>> made) throws ModelFormatException {
    List<Flow> values = made.getOrDefault(CallOrder.key(ref.layer(), ref.call()), List.of());
    if (ref.output() >= values.size()) {
      throw new ModelFormatException(
          where
              + ": expected output "
              + ref.output()
              + " of layer '"
              + ref.layer()
              + "', which makes "
              + values.size());
    }
    return values.get(ref.output());
  }

  private List<Flow> call(LayerSpec layer, int number, List<Flow> on, Place place)
      throws IOException {
    String path = out.claim(place.named(number == 0 ? layer.name() : layer.name() + "_" + number));
    String owner = place.owned(layer.name());
    if (layer.isModel()) {
      WeightStore inner = place.store().nested(layer);
      return model(layer, place.below(path, owner, inner, layer.className()), Optional.of(on));
    }
    if (on.isEmpty()) {
      throw new ModelFormatException(where + ": layer '" + layer.name() + "' is called on nothing");
    }
    Map<String, String> classes = new LinkedHashMap<>(place.classes());
    classes.put(path, layer.className());
    LayerCall call =
        new LayerCall(
            path,
            owner,
            layer.className(),
            layer.config(number),
            place.store().layer(layer),
            on,
            version,
            new Origin(layer.name(), classes));
    return emit(call);
  }

  /** Sizes and lists that no layer could have are found by the rules only when they use them. */
  private List<Flow> emit(LayerCall call) throws IOException {
    try {
      return out.emit(call, LayerRules.of(call.className()));
    } catch (RuntimeException e) {
      throw new ModelFormatException(
          where
              + ": layer "
              + call.path()
              + " ("
              + call.className()
              + "): its configuration does not fit: "
              + e.getMessage(),
          e);
    }
  }
}
