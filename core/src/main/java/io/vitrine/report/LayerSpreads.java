package io.vitrine.report;

import io.vitrine.engine.trace.Datum;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.operator.Operators;
import io.vitrine.operator.ParameterTable;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Role;
import io.vitrine.view.spread.Spread;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How the values of each layer are spread, from what a run logged and one image. */
public final class LayerSpreads {
  /** Layers that only hand values on have the spread of the one before them. */
  private static final Set<Category> HANDING_ON =
      EnumSet.of(Category.SHAPE, Category.REGULARIZATION);

  private final ParameterTable parameters;
  private final Optional<LoggedRun> run;
  private final Optional<Sample> sample;

  private LayerSpreads(
      ParameterTable parameters, Optional<LoggedRun> run, Optional<Sample> sample) {
    this.parameters = parameters;
    this.run = run;
    this.sample = sample;
  }

  public static LayerSpreads of(Network network, Optional<LoggedRun> run, Optional<Sample> sample) {
    return new LayerSpreads(ParameterTable.of(network), run, sample);
  }

  /** The layer's weights and their gradients over the epochs, and its output; what there is. */
  public List<Spread> of(Node node) {
    List<Spread> spreads = new ArrayList<>();
    for (ParameterTable.Entry entry : parameters.of(node)) {
      if (entry.role() == Role.WEIGHT) {
        run.ifPresent(logged -> spreads.addAll(logged.spreads(entry.parameter().name())));
      }
    }
    sample
        .filter(image -> !HANDING_ON.contains(Operators.category(node)))
        .flatMap(image -> output(image, node))
        .ifPresent(spreads::add);
    return spreads;
  }

  private static Optional<Spread> output(Sample image, Node node) {
    return image.trace().values().get(node.output()) instanceof Datum.OfTensor value
            && value.tensor().count() > 0
        ? Optional.of(Spread.ofOutput(image.name(), value.tensor()))
        : Optional.empty();
  }
}
