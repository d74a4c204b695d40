package io.vitrine.formats;

import io.vitrine.model.ElementType;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Network;
import io.vitrine.model.Shape;
import io.vitrine.model.Weights;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How the tensors of a file fit the parameters of a network.
 *
 * <p>A tensor fits where its name, without a prefix that all of the network's tensors have in the
 * file ({@code module.}, {@code state_dict.}), is the parameter's, and its shape too. Where no name
 * is known at all, but the file holds exactly the network's shapes in its order, tensors fit by
 * their place. Further names of tied tensors fit as well as the first.
 *
 * @param network the network
 * @param file the tensors
 * @param way how they were brought together
 * @param prefix what the names in the file have before the network's; may be empty
 * @param matched the name in the file by the parameter's name
 * @param missing parameters that nothing in the file is for
 * @param differing parameters whose tensor has another shape or a type that cannot become theirs
 * @param unexpected tensors under the prefix that no parameter is for
 * @param counters batch norms' counts of batches, which nothing needs
 * @param aside how many tensors stand outside the prefix, by the first part of their names
 */
public record WeightMatch(
    Network network,
    OpenedModel file,
    Way way,
    String prefix,
    Map<String, String> matched,
    List<String> missing,
    List<Difference> differing,
    List<String> unexpected,
    List<String> counters,
    Map<String, Integer> aside) {

  /** How tensors and parameters are brought together. */
  public enum Way {
    /** By name and shape. */
    NAME,
    /** By place and shape. */
    ORDER
  }

  /**
   * A tensor that does not fit the parameter that it is for.
   *
   * @param parameter the parameter's name
   * @param name the tensor's name in the file
   */
  public record Difference(
      String parameter,
      String name,
      ElementType expectedType,
      Shape expected,
      ElementType foundType,
      Shape found) {}

  public WeightMatch {
    matched = Collections.unmodifiableMap(new LinkedHashMap<>(matched));
    missing = List.copyOf(missing);
    differing = List.copyOf(differing);
    unexpected = List.copyOf(unexpected);
    counters = List.copyOf(counters);
    aside = Collections.unmodifiableMap(new LinkedHashMap<>(aside));
  }

  /** Brings a network's parameters and a file's tensors together. Numbers are not read. */
  public static WeightMatch of(Network network, OpenedModel file) {
    return WeightMatching.of(network, file);
  }

  /** Whether every parameter has its tensor and every tensor its parameter. */
  public boolean isExact() {
    return missing.isEmpty() && differing.isEmpty() && unexpected.isEmpty();
  }

  /**
   * This, where it is exact.
   *
   * @throws ModelFormatException where it is not; the message lists what does not fit
   */
  public WeightMatch requireExact() throws ModelFormatException {
    if (!isExact()) {
      throw new ModelFormatException(String.join("\n", describe(Locale.ENGLISH)));
    }
    return this;
  }

  /**
   * The weights that fit, under the network's names and in its types: floats of another width are
   * converted when they are asked for.
   */
  public Weights weights() {
    return new MatchedWeights(network, file.weights(), matched);
  }

  /**
   * What fits and what does not, a line each: how many parameters have their tensor and how names
   * were brought together, then what is missing, differs, or is not needed.
   */
  public List<String> describe(Locale language) {
    return new MatchReport(this, language).lines();
  }
}
