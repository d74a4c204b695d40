package io.vitrine.formats.exported;

import io.vitrine.formats.file.StoredModel;
import io.vitrine.formats.sketch.Arg;
import io.vitrine.formats.sketch.Drawing;
import io.vitrine.formats.sketch.Sketch;
import io.vitrine.formats.zip.ZipArchive;
import io.vitrine.formats.zip.ZipMember;
import io.vitrine.model.ElementType;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Network;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The main graph of an exported program: which of its inputs are parameters and which the caller's.
 */
final class ExportedProgram {
  private static final int OLDEST = 4;

  private final ZipArchive archive;
  private final ZipMember member;
  private final JsonValue program;
  private final JsonValue graph;
  private final ExportedTensors tensors;
  private final Sketch sketch = new Sketch();
  private final ExportedCalls calls;

  ExportedProgram(
      ZipArchive archive, ZipMember member, JsonValue program, ExportedTensors tensors) {
    this.archive = archive;
    this.member = member;
    this.program = program;
    this.graph = program.get("graph_module").get("graph");
    this.tensors = tensors;
    this.calls = new ExportedCalls(graph, sketch);
  }

  StoredModel model() throws ModelFormatException {
    long version = program.get("schema_version").get("major").integer().orElse(0);
    JsonValue signature = program.get("graph_module").get("signature");
    if (!graph.get("nodes").isList() || !signature.get("input_specs").isList()) {
      throw archive.fault(
          member,
          0,
          version < OLDEST
              ? "an exported program of PyTorch before 2.2 (schema "
                  + version
                  + "), which is not"
                  + " read; export it anew"
              : "expected a graph with nodes and a signature");
    }
    for (JsonValue spec : signature.get("input_specs").items()) {
      input(spec);
    }
    calls.run();
    List<String> outputs = outputs(signature);
    if (outputs.isEmpty()) {
      throw archive.fault(member, 0, "expected a graph with an output that is a tensor");
    }
    Network network =
        Drawing.of(sketch, archive.file().stem(), outputs, notes(), tensors.weights());
    return new StoredModel(network, tensors.weights(), tensors.tied());
  }

  private Map<String, String> notes() {
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put("format", "torch.export");
    program
        .get("torch_version")
        .text()
        .ifPresent(version -> notes.put("producer", "pytorch " + version));
    return notes;
  }

  private void input(JsonValue spec) throws ModelFormatException {
    Optional<Map.Entry<String, JsonValue>> form = spec.form();
    if (form.isEmpty()) {
      return;
    }
    JsonValue content = form.get().getValue();
    switch (form.get().getKey()) {
      case "parameter" -> tensor(content, "parameter_name");
      case "buffer" -> tensor(content, "buffer_name");
      case "tensor_constant" -> tensor(content, "tensor_constant_name");
      case "user_input" -> userInput(content.get("arg"));
      case "constant_input" ->
          content
              .get("name")
              .text()
              .ifPresent(name -> calls.put(name, calls.argument(content.get("value"))));
      default -> {
        // Tokens and objects of other classes have no tensor.
      }
    }
  }

  private void tensor(JsonValue content, String key) throws ModelFormatException {
    Optional<String> place = content.get("arg").get("name").text();
    Optional<String> name = content.get(key).text();
    if (place.isEmpty() || name.isEmpty()) {
      throw archive.fault(member, 0, "expected the name of a parameter");
    }
    Optional<Parameter> parameter =
        tensors.parameter(name.get()).or(() -> described(name.get(), place.get()));
    if (parameter.isEmpty()) {
      throw archive.fault(member, 0, "nothing says what the parameter '" + name.get() + "' is");
    }
    boolean learned = key.equals("parameter_name");
    calls.put(
        place.get(), learned ? sketch.parameter(parameter.get()) : sketch.buffer(parameter.get()));
  }

  private Optional<Parameter> described(String name, String place) {
    return calls
        .meta(place)
        .filter(meta -> meta.shape().isKnown())
        .map(meta -> Parameter.of(name, meta.elements(), meta.shape()));
  }

  private void userInput(JsonValue argument) {
    Optional<String> tensor = argument.get("as_tensor").get("name").text();
    Optional<String> size = argument.get("as_sym_int").get("as_name").text();
    if (tensor.isPresent()) {
      ValueType type =
          calls
              .meta(tensor.get())
              .map(TensorMeta::type)
              .orElse(ValueType.tensor(ElementType.UNDEFINED));
      calls.put(tensor.get(), sketch.input(tensor.get(), type));
    } else if (size.isPresent()) {
      sketch.input(size.get(), ValueType.tensor(ElementType.INT64, Shape.of(1)));
      calls.put(size.get(), new Arg.Computed(size.get()));
    }
  }

  private List<String> outputs(JsonValue signature) {
    List<String> outputs = new ArrayList<>();
    for (JsonValue spec : signature.get("output_specs").items()) {
      for (String kind : List.of("user_output", "loss_output")) {
        JsonValue argument = spec.get(kind).get("arg");
        JsonValue form = argument.get("as_tensor").isNull() ? argument : argument.get("as_tensor");
        form.get("name")
            .text()
            .flatMap(calls::value)
            .ifPresent(
                value -> {
                  if (value instanceof Arg.Value made) {
                    outputs.add(made.name());
                  }
                });
      }
    }
    return outputs;
  }
}
