package io.vitrine.formats.keras.layer;

import io.vitrine.formats.keras.stored.ComputedTensor;
import io.vitrine.formats.keras.stored.StoredVariable;
import io.vitrine.formats.keras.stored.Variable;
import io.vitrine.model.Attribute;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Normalisations, and the layers that bring inputs to a scale. */
final class NormalizationLayers {
  private static final float LEAST_DEVIATION = 1e-7f;

  private NormalizationLayers() {}

  static Map<String, LayerRule> rules() {
    Map<String, LayerRule> rules = new LinkedHashMap<>();
    rules.put("BatchNormalization", NormalizationLayers::batch);
    rules.put("BatchNormalizationV1", NormalizationLayers::batch);
    rules.put("BatchNormalizationV2", NormalizationLayers::batch);
    rules.put("LayerNormalization", NormalizationLayers::layer);
    rules.put("GroupNormalization", NormalizationLayers::group);
    rules.put("RMSNormalization", NormalizationLayers::rootMeanSquare);
    rules.put("UnitNormalization", NormalizationLayers::unit);
    rules.put("Rescaling", NormalizationLayers::rescaling);
    rules.put("Normalization", NormalizationLayers::standardised);
    return rules;
  }

  private static int axis(LayerCall call) throws ModelFormatException {
    long[] axes = call.config().sizes("axis").orElse(new long[] {-1});
    if (axes.length != 1) {
      throw call.config().wrong("axis", "one axis", Arrays.toString(axes));
    }
    return Math.toIntExact(axes[0]);
  }

  private static List<Flow> batch(LayerCall call, Emission out) throws IOException {
    int axis = axis(call);
    Flow given = call.input();
    boolean last = axis == -1 || axis == given.rank() - 1;
    if (given.rank() < 2 || (!last && axis != 1)) {
      return LayerRules.UNKNOWN.emit(call, out);
    }
    Flow input = last ? out.channelsFirst(call, given) : out.plain(call, given);
    boolean scaled = call.config().flag("scale", true);
    boolean moved = call.config().flag("center", true);
    int index = (scaled ? 1 : 0) + (moved ? 1 : 0);
    Variable mean = LayerRules.require(call, "moving_mean", index, 1);
    Variable variance = LayerRules.require(call, "moving_variance", index + 1, 1);
    long channels = mean.shape().size(0);
    String gamma =
        scaled
            ? out.weight(call, "gamma", LayerRules.require(call, "gamma", 0, 1), 0)
            : out.filled(call, "gamma", 1, channels);
    String beta =
        moved
            ? out.weight(call, "beta", LayerRules.require(call, "beta", scaled ? 1 : 0, 1), 0)
            : out.filled(call, "beta", 0, channels);
    Map<String, Attribute> attributes =
        Map.of(
            "epsilon", Attribute.of((float) call.config().number("epsilon", 1e-3)),
            "momentum", Attribute.of((float) call.config().number("momentum", 0.99)));
    return List.of(
        input.same(
            out.node(
                call,
                "BatchNormalization",
                attributes,
                input.value(),
                gamma,
                beta,
                out.weight(call, "moving_mean", mean, 0),
                out.weight(call, "moving_variance", variance, 0))));
  }

  /** Over the last axes; over others it is kept as it is. */
  private static List<Flow> layer(LayerCall call, Emission out) throws IOException {
    Flow input = out.plain(call, call.input());
    long[] axes = call.config().sizes("axis").orElse(new long[] {-1});
    boolean scaled = call.config().flag("scale", true);
    Optional<Variable> gamma = scaled ? call.variables().get("gamma", 0) : Optional.empty();
    boolean last =
        IntStream.range(0, axes.length)
            .allMatch(
                i -> (axes[i] < 0 ? axes[i] : axes[i] - input.rank()) == i - (long) axes.length);
    if (!last || gamma.isEmpty() || call.config().flag("rms_scaling", false)) {
      return LayerRules.UNKNOWN.emit(call, out);
    }
    int[] order = IntStream.range(0, gamma.get().shape().rank()).toArray();
    String weight = out.weight(call, "gamma", gamma.get(), order);
    Map<String, Attribute> attributes =
        Map.of(
            "axis", Attribute.of(-axes.length),
            "epsilon", Attribute.of((float) call.config().number("epsilon", 1e-3)));
    String value =
        call.config().flag("center", true)
            ? out.node(
                call,
                "LayerNormalization",
                attributes,
                input.value(),
                weight,
                out.weight(call, "beta", LayerRules.require(call, "beta", 1), order))
            : out.node(call, "LayerNormalization", attributes, input.value(), weight);
    return List.of(input.same(value));
  }

  /**
   * Each group of channels of an item by itself: as instances of one channel a group, then scaled
   * channel by channel. Source: Wu and He, "Group normalization" (2018).
   */
  private static List<Flow> group(LayerCall call, Emission out) throws IOException {
    Flow given = call.input();
    int axis = axis(call);
    boolean last = axis == -1 || axis == given.rank() - 1;
    Optional<Shape> shape = out.shape(given);
    boolean known = last && given.rank() >= 2 && shape.isPresent();
    long channels = known ? shape.orElseThrow().size(given.axis(-1)) : -1;
    if (channels < 1) {
      return LayerRules.UNKNOWN.emit(call, out);
    }
    Flow input = out.channelsFirst(call, given);
    int asked = call.config().whole("groups", 32);
    long groups = asked == -1 ? channels : asked;
    String sizes = out.node(call, "Shape", Map.of(), input.value());
    String split =
        out.node(
            call, "Reshape", Map.of(), input.value(), out.wholes(call, "groups", 0, groups, -1));
    String centred =
        out.node(
            call,
            "InstanceNormalization",
            Map.of("epsilon", Attribute.of((float) call.config().number("epsilon", 1e-3))),
            split,
            out.filled(call, "group_scale", 1, groups),
            out.filled(call, "group_offset", 0, groups));
    String value = out.node(call, "Reshape", Map.of(), centred, sizes);
    long[] wide = new long[given.rank() - 1];
    Arrays.fill(wide, 1);
    wide[0] = channels;
    if (call.config().flag("scale", true)) {
      Variable gamma = LayerRules.require(call, "gamma", 0, 1);
      value = out.node(call, "Mul", Map.of(), value, wide(call, out, "gamma", gamma, wide));
    }
    if (call.config().flag("center", true)) {
      int index = call.config().flag("scale", true) ? 1 : 0;
      Variable beta = LayerRules.require(call, "beta", index, 1);
      value = out.node(call, "Add", Map.of(), value, wide(call, out, "beta", beta, wide));
    }
    return List.of(input.same(value));
  }

  private static String wide(
      LayerCall call, Emission out, String role, Variable variable, long[] sizes) {
    return out.parameter(StoredVariable.of(call.owner() + "." + role, variable, 0).shaped(sizes));
  }

  /** {@code x / sqrt(mean(x x) + epsilon)} over the last axis, scaled. */
  private static List<Flow> rootMeanSquare(LayerCall call, Emission out) throws IOException {
    if (axis(call) != -1) {
      return LayerRules.UNKNOWN.emit(call, out);
    }
    Flow input = out.plain(call, call.input());
    Map<String, Attribute> last = Map.of("axes", Attribute.ints(-1));
    String squares = out.node(call, "Mul", Map.of(), input.value(), input.value());
    String mean = out.node(call, "ReduceMean", last, squares);
    String epsilon = out.number(call, "epsilon", call.config().number("epsilon", 1e-6));
    String root = out.node(call, "Sqrt", Map.of(), out.node(call, "Add", Map.of(), mean, epsilon));
    String value = out.node(call, "Div", Map.of(), input.value(), root);
    String scale = out.weight(call, "scale", LayerRules.require(call, "scale", 0, 1), 0);
    return List.of(input.same(out.node(call, "Mul", Map.of(), value, scale)));
  }

  private static List<Flow> unit(LayerCall call, Emission out) throws IOException {
    Flow input = out.plain(call, call.input());
    if (axis(call) < -1 || input.rank() < 0) {
      return LayerRules.UNKNOWN.emit(call, out);
    }
    Map<String, Attribute> axis = Map.of("axis", Attribute.of(input.axis(axis(call))));
    return List.of(input.same(out.node(call, "LpNormalization", axis, input.value())));
  }

  private static List<Flow> rescaling(LayerCall call, Emission out) throws ModelFormatException {
    @Nullable Object scale = call.config().raw("scale");
    @Nullable Object offset = call.config().raw("offset");
    boolean single = !(scale instanceof List<?>) && !(offset instanceof List<?>);
    Flow input = single ? call.input() : out.plain(call, call.input());
    String value = out.node(call, "Mul", Map.of(), input.value(), factor(call, out, "scale", 1));
    boolean moved =
        call.config().has("offset") && !(offset instanceof Number n && n.doubleValue() == 0);
    return List.of(
        input.same(
            moved
                ? out.node(call, "Add", Map.of(), value, factor(call, out, "offset", 0))
                : value));
  }

  private static String factor(LayerCall call, Emission out, String name, double otherwise)
      throws ModelFormatException {
    if (!(call.config().raw(name) instanceof List<?> list)) {
      return out.number(call, name, call.config().number(name, otherwise));
    }
    float[] numbers = new float[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!(list.get(i) instanceof Number number)) {
        throw call.config().wrong(name, "numbers", list);
      }
      numbers[i] = number.floatValue();
    }
    return out.constant(call, name, Tensor.of(numbers, numbers.length));
  }

  /** (x - mean) / max(sqrt(variance), 1e-7), over the last axis. */
  private static List<Flow> standardised(LayerCall call, Emission out) throws IOException {
    Optional<Variable> mean = call.variables().get("mean", 0);
    Optional<Variable> variance = call.variables().get("variance", 1);
    boolean known =
        mean.isPresent()
            && variance.isPresent()
            && mean.get().shape().rank() == 1
            && variance.get().shape().rank() == 1
            && axis(call) == -1
            && !call.config().flag("invert", false);
    if (!known) {
      return LayerRules.UNKNOWN.emit(call, out);
    }
    Flow input = out.plain(call, call.input());
    float[] centres = ComputedTensor.floats(mean.get());
    float[] spreads = deviation(ComputedTensor.floats(variance.get()));
    String centre = out.constant(call, "mean", Tensor.of(centres, centres.length));
    String deviation = out.constant(call, "deviation", Tensor.of(spreads, spreads.length));
    String moved = out.node(call, "Sub", Map.of(), input.value(), centre);
    return List.of(input.same(out.node(call, "Div", Map.of(), moved, deviation)));
  }

  private static float[] deviation(float[] variances) {
    for (int i = 0; i < variances.length; i++) {
      variances[i] = Math.max((float) Math.sqrt(variances[i]), LEAST_DEVIATION);
    }
    return variances;
  }
}
