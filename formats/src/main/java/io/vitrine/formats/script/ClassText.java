package io.vitrine.formats.script;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A class of modules.
 *
 * @param constants what its body sets, such as {@code groups = 1}
 */
record ClassText(String name, Map<String, Function> methods, Map<String, Expression> constants) {
  ClassText {
    methods = Collections.unmodifiableMap(new LinkedHashMap<>(methods));
    constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
  }

  /** The names that a list such as {@code __parameters__} has. */
  List<String> names(String list) {
    return constants.get(list) instanceof Expression.Several several
        ? several.items().stream()
            .filter(Expression.Literal.class::isInstance)
            .map(item -> ((Expression.Literal) item).value())
            .filter(io.vitrine.formats.sketch.Arg.Text.class::isInstance)
            .map(value -> ((io.vitrine.formats.sketch.Arg.Text) value).value())
            .toList()
        : List.of();
  }
}
