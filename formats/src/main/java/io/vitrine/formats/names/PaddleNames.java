package io.vitrine.formats.names;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names by Paddle, whose nodes have none or a number ({@code p2o.Conv.0}), but whose parameters say
 * the layer: a node that reads {@code conv2d_48.w_0} is layer {@code conv2d_48}.
 */
final class PaddleNames {
  private static final String PREFIX = "p2o.";
  private static final Pattern NUMBERED = Pattern.compile("p2o\\.(.+)\\.(\\d+)");
  private static final Pattern PARAMETER = Pattern.compile("([a-z][a-z0-9_]*_\\d+)\\.[wb]_\\d+");

  private PaddleNames() {}

  /** The label of a node, empty where Paddle did not name it. */
  static Optional<Label> label(WrittenNode node) {
    if (!node.name().isBlank() && !node.name().startsWith(PREFIX)) {
      return Optional.empty();
    }
    Matcher numbered = NUMBERED.matcher(node.name());
    boolean isNumbered = numbered.matches();
    if (!node.name().isBlank() && !isNumbered) {
      return Optional.empty();
    }
    Optional<String> layer =
        node.inputs().stream()
            .filter(input -> input.indexOf('.') > 0)
            .map(PARAMETER::matcher)
            .filter(Matcher::matches)
            .map(matcher -> matcher.group(1))
            .findFirst();
    if (layer.isPresent()) {
      return Optional.of(new Label(layer.get(), node.operator()));
    }
    return isNumbered
        ? Optional.of(new Label("", numbered.group(1).replace('.', '_') + "_" + numbered.group(2)))
        : Optional.empty();
  }
}
