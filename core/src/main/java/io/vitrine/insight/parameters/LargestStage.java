package io.vitrine.insight.parameters;

import io.vitrine.insight.parameters.ParameterFacts.Layer;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Names the stage, by the first part of the layers' paths, that holds most parameters. */
final class LargestStage implements Rule<ParameterFacts> {
  private static final Message FOUND = Message.note("parameters.stage.found", 4);

  @Override
  public List<Message> messages() {
    return List.of(FOUND);
  }

  @Override
  public Optional<Finding> apply(ParameterFacts facts) {
    Map<String, Long> stages =
        facts.layers().stream()
            .collect(
                Collectors.groupingBy(
                    Layer::stage, TreeMap::new, Collectors.summingLong(Layer::parameters)));
    if (facts.parameters() == 0 || stages.size() < 2 || stages.size() == facts.layers().size()) {
      return Optional.empty();
    }
    return stages.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(
            most ->
                FOUND.with(
                    most.getKey(),
                    (double) most.getValue() / facts.parameters(),
                    most.getValue(),
                    stages.size()));
  }
}
