package io.vitrine.torch.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.engine.Model;
import io.vitrine.engine.Request;
import io.vitrine.engine.Score;
import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.Trace;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.torch.OneNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ClassicalRunsIT {
  private static final Offset<Float> NEAR = within(1e-6f);

  private static Trace run(OneNode node, int element) {
    return run(node, "out0", element);
  }

  private static Trace run(OneNode node, String output, int element) {
    return node.run(
        Request.forward().differentiating(new Score.Element(output, element), Set.of("in0")));
  }

  @Test
  void scaler_movesAndScalesEachFeature() {
    OneNode node =
        OneNode.of("ai.onnx.ml.Scaler")
            .withFloats("offset", 1f)
            .withFloats("scale", 2f, 3f)
            .input(Tensor.of(new float[] {3, 5}, 1, 2));
    assertThat(run(node, 1).tensor("out0").floats()).containsExactly(4, 12);
    assertThat(run(node, 1).gradient("in0").floats()).containsExactly(0, 3);
  }

  @Test
  void linearRegressor_hasItsCoefficientsAsGradient() {
    OneNode node =
        OneNode.of("ai.onnx.ml.LinearRegressor")
            .withFloats("coefficients", 1f, 2f, 3f, 4f)
            .withFloats("intercepts", 0.5f, -0.5f)
            .with("targets", 2)
            .input(Tensor.of(new float[] {1, 1}, 1, 2));
    assertThat(run(node, 1).tensor("out0").floats()).containsExactly(3.5f, 6.5f);
    assertThat(run(node, 1).gradient("in0").floats()).containsExactly(3, 4);
  }

  /** d(a / sqrt(a^2 + b^2)) = (b^2, -a b) / (a^2 + b^2)^1.5. */
  @Test
  void normalizer_byLength_hasTheGradientOfTheQuotient() {
    OneNode node =
        OneNode.of("ai.onnx.ml.Normalizer")
            .with("norm", "L2")
            .input(Tensor.of(new float[] {3, 4}, 1, 2));
    Trace trace = run(node, 0);
    assertThat(trace.tensor("out0").floats())
        .containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
    assertThat(trace.gradient("in0").floats())
        .containsExactly(new float[] {0.128f, -0.096f}, within(1e-6f));
  }

  /** p = 1 / (1 + exp(-w x - b)): dp/dx = p (1 - p) w. */
  @Test
  void linearClassifier_logistic_hasTheSlopeOfTheSigmoidTimesItsCoefficients() {
    OneNode node =
        OneNode.of("ai.onnx.ml.LinearClassifier")
            .withFloats("coefficients", 2f, -1f)
            .withFloats("intercepts", 0.5f)
            .withList("classlabels_ints", 4, 9)
            .with("post_transform", "LOGISTIC")
            .outputs(2)
            .input(Tensor.of(new float[] {0.5f, 1}, 1, 2));
    Trace trace = run(node, "out1", 1);
    float p = (float) (1 / (1 + Math.exp(-0.5)));
    assertThat(trace.tensor("out0").longs()).containsExactly(9);
    assertThat(trace.tensor("out1").floats()).containsExactly(new float[] {1 - p, p}, NEAR);
    assertThat(trace.gradient("in0").floats())
        .containsExactly(new float[] {2 * p * (1 - p), -p * (1 - p)}, NEAR);
  }

  /** f = c exp(-g |x - v|^2) + rho: df/dx = -2 g c (x - v) exp(-g |x - v|^2). */
  @Test
  void svmRegressor_withARadialKernel_hasItsGradient() {
    OneNode node =
        OneNode.of("ai.onnx.ml.SVMRegressor")
            .withFloats("coefficients", 3f)
            .withFloats("support_vectors", 1f, 0f)
            .withFloats("kernel_params", 0.5f, 0f, 0f)
            .withFloats("rho", 0.25f)
            .with("kernel_type", "RBF")
            .with("n_supports", 1)
            .input(Tensor.of(new float[] {2, -1}, 1, 2));
    float bell = (float) Math.exp(-1);
    assertThat(run(node, 0).tensor("out0").floats())
        .containsExactly(new float[] {3 * bell + 0.25f}, NEAR);
    assertThat(run(node, 0).gradient("in0").floats())
        .containsExactly(new float[] {-3 * bell, 3 * bell}, NEAR);
  }

  /**
   * The pair's score is c (x.v) + d (x.u) + rho, and the second class has it, the first -1 times.
   */
  @Test
  void svmClassifier_ofTwoClasses_hasItsVectorsAsGradient() {
    Trace trace = run(pair(), "out1", 1);
    assertThat(trace.tensor("out0").longs()).containsExactly(3);
    assertThat(trace.tensor("out1").floats()).containsExactly(new float[] {-2.5f, 2.5f}, NEAR);
    assertThat(trace.gradient("in0").floats()).containsExactly(new float[] {2, -1}, NEAR);
  }

  /** Both odds add up to 1, so their gradients cancel. */
  @Test
  void svmClassifier_withOdds_hasGradientsThatCancel() {
    OneNode node = pair().withFloats("prob_a", -0.5f).withFloats("prob_b", 0.1f);
    float[] first = run(node, "out1", 0).gradient("in0").floats();
    float[] other = run(node, "out1", 1).gradient("in0").floats();
    assertThat(first[0]).isGreaterThan(0.01f).isCloseTo(-other[0], NEAR);
    assertThat(first[1]).isLessThan(-0.01f).isCloseTo(-other[1], NEAR);
  }

  private static OneNode pair() {
    return OneNode.of("ai.onnx.ml.SVMClassifier")
        .withFloats("coefficients", 2f, -1f)
        .withFloats("support_vectors", 1f, 0f, 0f, 1f)
        .withList("vectors_per_class", 1, 1)
        .withFloats("rho", 0.5f)
        .withList("classlabels_ints", 3, 8)
        .outputs(2)
        .input(Tensor.of(new float[] {1, 0}, 1, 2));
  }

  @Test
  void featureVectorizer_passesTheGradientToTheFeaturesThatItKeeps() {
    OneNode node =
        OneNode.of("ai.onnx.ml.FeatureVectorizer")
            .withList("inputdimensions", 2)
            .input(Tensor.of(new float[] {3, 4, 5}, 1, 3));
    assertThat(run(node, 1).tensor("out0").floats()).containsExactly(3, 4);
    assertThat(run(node, 1).gradient("in0").floats()).containsExactly(0, 1, 0);
  }

  @Test
  void castMap_ofTexts_ordersThemByKey() {
    assertThat(cast("DENSE", Map.of(3L, "b", 1L, "-2")).get(0)).isEqualTo(List.of("-2", "b"));
    assertThat(cast("SPARSE", Map.of(2L, "a", 0L, "c")).get(0)).isEqualTo(List.of("c", "", "a"));
  }

  private static List<List<String>> cast(String form, Map<Long, String> entries) {
    Map<Object, Datum> given = new HashMap<>();
    entries.forEach(
        (key, text) -> given.put(key, new Datum.OfStrings(List.of(text), Shape.SCALAR)));
    OneNode node =
        OneNode.of("ai.onnx.ml.CastMap")
            .with("cast_to", "TO_STRING")
            .with("map_form", form)
            .with("max_map", 3)
            .named("in0");
    try (Model model = node.load()) {
      Trace trace = model.trace(Map.of("in0", new Datum.OfMap(given)), Request.forward());
      Datum found = trace.values().getOrDefault("out0", new Datum.Absent());
      return List.of(((Datum.OfStrings) found).strings());
    }
  }

  @Test
  void trees_thatLeadRoundInACircle_areRefused() {
    OneNode node =
        OneNode.of("ai.onnx.ml.TreeEnsembleRegressor")
            .withList("nodes_treeids", 0)
            .withList("nodes_nodeids", 0)
            .withList("nodes_featureids", 0)
            .withFloats("nodes_values", 0f)
            .withTexts("nodes_modes", "BRANCH_LEQ")
            .withList("nodes_truenodeids", 0)
            .withList("nodes_falsenodeids", 0)
            .input(Tensor.of(new float[] {1}, 1, 1));
    assertThatThrownBy(node::run).hasMessageContaining("a tree leads round in a circle");
  }

  @Test
  void oneHotEncoder_ofAnUnknownCategory_saysWhichOnesItKnows() {
    OneNode node =
        OneNode.of("ai.onnx.ml.OneHotEncoder")
            .withList("cats_int64s", 2, 5)
            .with("zeros", 0)
            .input(OneNode.longs(3));
    assertThatThrownBy(node::run)
        .hasMessageContaining("expected one of the categories [2, 5], found 3");
  }
}
