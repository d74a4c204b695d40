package io.vitrine.formats.exported;

import io.vitrine.formats.sketch.Arg;
import java.util.List;
import java.util.Map;

/** Arguments as the schema writes them: each says which of many forms it has. */
final class ExportedArgs {
  private static final int MOST_DEPTH = 16;

  private final Map<String, Arg> values;

  /**
   * A reader of arguments.
   *
   * @param values what the names of the graph stand for so far
   */
  ExportedArgs(Map<String, Arg> values) {
    this.values = values;
  }

  Arg of(JsonValue argument) {
    return argument.form().map(form -> of(form.getKey(), form.getValue(), 0)).orElse(Arg.None.NONE);
  }

  private Arg of(String form, JsonValue content, int depth) {
    return switch (form) {
      case "as_tensor", "as_optional_tensor" -> tensor(content, depth);
      case "as_int",
          "as_ints",
          "as_float",
          "as_floats",
          "as_string",
          "as_strings",
          "as_bool",
          "as_bools",
          "as_int_lists",
          "as_float_lists" ->
          literal(content, form.contains("float"), depth);
      case "as_sym_int", "as_sym_float", "as_sym_bool" -> symbol(content);
      case "as_name" -> content.text().map(this::value).orElse(Arg.None.NONE);
      case "as_tensors" ->
          new Arg.Items(content.items().stream().map(item -> tensor(item, depth)).toList());
      case "as_optional_tensors", "as_sym_ints", "as_sym_floats", "as_sym_bools" ->
          new Arg.Items(content.items().stream().map(this::symbol).toList());
      case "as_scalar_type" -> new Arg.Other(TensorMeta.type(content.integer().orElse(0)));
      case "as_none" -> Arg.None.NONE;
      default -> new Arg.Other(form);
    };
  }

  private Arg value(String name) {
    return values.getOrDefault(name, Arg.None.NONE);
  }

  private Arg tensor(JsonValue content, int depth) {
    if (!content.get("name").isNull()) {
      return content.get("name").text().map(this::value).orElse(Arg.None.NONE);
    }
    return depth > MOST_DEPTH ? Arg.None.NONE : nested(content, depth);
  }

  private Arg nested(JsonValue content, int depth) {
    return content
        .form()
        .map(form -> of(form.getKey(), form.getValue(), depth + 1))
        .orElse(Arg.None.NONE);
  }

  private Arg symbol(JsonValue content) {
    return nested(content, 0);
  }

  private static Arg literal(JsonValue content, boolean fraction, int depth) {
    if (content.isList()) {
      List<Arg> items =
          depth > MOST_DEPTH
              ? List.of()
              : content.items().stream().map(i -> literal(i, fraction, depth + 1)).toList();
      return new Arg.Items(items);
    }
    if (!fraction && content.integer().isPresent()) {
      return new Arg.Int(content.integer().getAsLong());
    }
    if (content.real().isPresent() && (fraction || content.text().isEmpty())) {
      return new Arg.Real(content.real().get());
    }
    return content
        .text()
        .map(text -> (Arg) new Arg.Text(text))
        .orElseGet(() -> content.isNull() ? Arg.None.NONE : new Arg.Bool(content.isTrue()));
  }
}
