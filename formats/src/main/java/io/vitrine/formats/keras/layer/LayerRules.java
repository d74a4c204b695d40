package io.vitrine.formats.keras.layer;

import io.vitrine.formats.keras.stored.Variable;
import io.vitrine.formats.keras.stored.Variables;
import io.vitrine.language.Bundles;
import io.vitrine.model.Attribute;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The rules by the class of a layer. */
public final class LayerRules {
  /** The domain of layers that ONNX has no operators for. */
  static final String DOMAIN = "keras";

  /** Keeps a layer with its configuration and its variables, without saying what it computes. */
  static final LayerRule UNKNOWN = LayerRules::unknown;

  private static final Map<String, LayerRule> RULES = rules();

  private LayerRules() {}

  private static Map<String, LayerRule> rules() {
    Map<String, LayerRule> rules = new LinkedHashMap<>();
    rules.putAll(Activations.rules());
    rules.putAll(ConvolutionLayers.rules());
    rules.putAll(PoolLayers.rules());
    rules.putAll(DenseLayers.rules());
    rules.putAll(NormalizationLayers.rules());
    rules.putAll(ShapeLayers.rules());
    rules.putAll(MergeLayers.rules());
    rules.putAll(RecurrentLayers.rules());
    rules.putAll(ConvolutionalRecurrence.rules());
    rules.putAll(WrapperLayers.rules());
    rules.putAll(AttentionLayer.rules());
    rules.replaceAll((className, rule) -> checked(rule));
    return rules;
  }

  /**
   * The rule of a class, which refuses impossible sizes; of one that is not known, the rule that
   * keeps it as it is.
   */
  public static LayerRule of(String className) {
    return RULES.getOrDefault(className, UNKNOWN);
  }

  private static LayerRule checked(LayerRule rule) {
    return (call, out) -> {
      LayerSizes.check(call);
      return rule.emit(call, out);
    };
  }

  /**
   * A variable that a layer must have.
   *
   * @throws ModelFormatException where the file does not hold it
   */
  static Variable require(LayerCall call, String role, int index) throws IOException {
    return require(call, call.variables(), role, index);
  }

  static Variable require(LayerCall call, Variables variables, String role, int index)
      throws IOException {
    return variables
        .get(role, index)
        .orElseThrow(
            () ->
                new ModelFormatException(
                    "layer "
                        + call.path()
                        + " ("
                        + call.className()
                        + "): expected the variable '"
                        + role
                        + "', which the file does not hold"));
  }

  /** A variable of a number of dimensions that a layer must have. */
  static Variable require(LayerCall call, String role, int index, int rank) throws IOException {
    Variable variable = require(call, role, index);
    checkRank(call, role, variable, rank);
    return variable;
  }

  static void checkRank(LayerCall call, String role, Variable variable, int rank)
      throws ModelFormatException {
    if (variable.shape().rank() != rank) {
      throw misshapen(call, role, variable, rank + " dimensions");
    }
  }

  /** Checks the sizes of a variable; -1 stands for any. */
  static void checkShape(LayerCall call, String role, Variable variable, long... sizes)
      throws ModelFormatException {
    checkRank(call, role, variable, sizes.length);
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] >= 0 && variable.shape().size(i) != sizes[i]) {
        throw misshapen(call, role, variable, "the shape " + Arrays.toString(sizes));
      }
    }
  }

  private static ModelFormatException misshapen(
      LayerCall call, String role, Variable variable, String expected) {
    return new ModelFormatException(
        "layer "
            + call.path()
            + " ("
            + call.className()
            + "): expected "
            + expected
            + " of '"
            + role
            + "', found "
            + variable.shape());
  }

  private static List<Flow> unknown(LayerCall call, Emission out) throws IOException {
    return kept(call, out, Map.of());
  }

  /**
   * Keeps a layer as {@link #UNKNOWN} does, and says why it computes nothing: attribute {@code
   * reason} in English, {@code reason_zh_CN} in Chinese.
   *
   * @param key of the sentence
   * @param part what stands in its place
   */
  static List<Flow> kept(LayerCall call, Emission out, String key, String part) throws IOException {
    Map<String, Attribute> reasons = new LinkedHashMap<>();
    for (Locale language : List.of(Locale.ROOT, Locale.SIMPLIFIED_CHINESE)) {
      String sentence = Bundles.of("io.vitrine.formats.messages", language).getString(key);
      String name = "reason" + (language.equals(Locale.ROOT) ? "" : "_" + language);
      reasons.put(name, Attribute.of(MessageFormat.format(sentence, part)));
    }
    return kept(call, out, reasons);
  }

  private static List<Flow> kept(LayerCall call, Emission out, Map<String, Attribute> more)
      throws IOException {
    List<String> inputs = new ArrayList<>();
    for (Flow flow : call.inputs()) {
      inputs.add(out.plain(call, flow).value());
    }
    List<Variable> variables = call.variables().all();
    for (int i = 0; i < variables.size(); i++) {
      int rank = variables.get(i).shape().rank();
      int[] order = IntStream.range(0, rank).toArray();
      inputs.add(out.weight(call, "variable_" + i, variables.get(i), order));
    }
    Map<String, Attribute> attributes = new LinkedHashMap<>(more);
    attributes.put("config", Attribute.of(call.config().json()));
    String operator = call.className().isEmpty() ? "Layer" : call.className();
    return List.of(Flow.of(out.node(call, DOMAIN, operator, attributes, inputs, 1).get(0), -1));
  }
}
