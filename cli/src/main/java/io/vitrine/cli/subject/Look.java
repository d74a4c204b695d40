package io.vitrine.cli.subject;

import io.vitrine.engine.FirstNonFinite;
import io.vitrine.engine.Model;
import io.vitrine.engine.Request;
import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.IncompleteRunException;
import io.vitrine.engine.trace.Stop;
import io.vitrine.engine.trace.Trace;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Weights;
import io.vitrine.view.TraceCaption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What every layer of a network made of an image, as far as it ran, and what went wrong.
 *
 * @param trace what was made
 * @param stop where the run ended before the network did
 * @param notFinite where numbers were first NaN or infinite
 */
public record Look(
    Network network, Trace trace, Optional<Stop> stop, List<FirstNonFinite.Found> notFinite) {
  public Look {
    notFinite = List.copyOf(notFinite);
  }

  /** Runs a network on an image, keeping all values. */
  public static Look at(Model model, Weights weights, Images.Named image) {
    Network network = model.network();
    Set<String> all = new LinkedHashSet<>(network.nodes().stream().map(Node::output).toList());
    String input = network.inputs().get(0).name();
    FirstNonFinite watch = FirstNonFinite.of(network, weights, Map.of(input, image.input()));
    Map<String, Datum> inputs = Map.of(input, new Datum.OfTensor(image.input()));
    try {
      Trace trace = model.trace(inputs, Request.keeping(all), watch);
      return new Look(network, trace, Optional.empty(), watch.found());
    } catch (IncompleteRunException e) {
      return new Look(network, e.trace(), Optional.of(e.stop()), watch.found());
    }
  }

  /** What went wrong, a sentence each. */
  public List<String> problems(Locale language) {
    List<String> sentences = new ArrayList<>();
    stop.ifPresent(
        at ->
            sentences.add(
                TraceCaption.stopped(at, ran().size(), network.nodes().size(), language)));
    notFinite.forEach(found -> sentences.add(TraceCaption.notFinite(found, language)));
    return sentences;
  }

  /** The nodes whose output is there. */
  public List<Node> ran() {
    return network.nodes().stream()
        .filter(node -> trace.values().containsKey(node.output()))
        .toList();
  }
}
