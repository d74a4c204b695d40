package io.vitrine.torch.learn;

import io.vitrine.model.Attribute;
import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.OperatorRun;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Operators of ONNX's domain of classical machine learning that need no maps. */
public final class ClassicalRuns {
  private static final String DOMAIN = "ai.onnx.ml.";

  /** The operators by name. */
  public static final Map<String, OperatorFactory> ALL =
      Map.of(
          DOMAIN + "ArrayFeatureExtractor", OperatorFactory.of(ClassicalRuns::extract),
          DOMAIN + "Binarizer", OperatorFactory.of(ClassicalRuns::binarize),
          DOMAIN + "LabelEncoder", LabelMap::prepare,
          DOMAIN + "LinearRegressor", ClassicalRuns::regress,
          DOMAIN + "Normalizer", OperatorFactory.of(ClassicalRuns::normalize),
          DOMAIN + "Scaler", ClassicalRuns::scale,
          DOMAIN + "TreeEnsemble", Trees::prepare);

  private ClassicalRuns() {}

  /** The numbers of an attribute, none where it is absent. */
  static float[] floats(Node node, String attribute) {
    List<Float> values =
        node.attributes().get(attribute) instanceof Attribute.OfFloats found
            ? found.values()
            : List.of();
    float[] numbers = new float[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = values.get(i);
    }
    return numbers;
  }

  /** Columns of the last axis. */
  private static Tensor extract(Call call) {
    Tensor input = call.input(0);
    Tensor rows = input.dim() == 1 ? input.unsqueeze(0) : input;
    return rows.index_select(rows.dim() - 1, call.input(1).to(ScalarType.Long).reshape(-1));
  }

  /** 1 above the threshold, else 0. */
  private static Tensor binarize(Call call) {
    Scalar threshold = new Scalar(call.context().node().floatOr("threshold", 0));
    return call.input(0).gt(threshold).to(NativeTensors.type(call.input(0)));
  }

  /** (x - offset) scale, one number for all features or one for each. */
  private static OperatorRun scale(NodeContext context) {
    float[] offset = floats(context.node(), "offset");
    float[] scale = floats(context.node(), "scale");
    return OperatorRun.of(
        call -> {
          Tensor input = call.input(0).to(ScalarType.Float);
          Tensor moved =
              offset.length == 0 ? input : input.sub(Fresh.floats(offset, offset.length));
          return scale.length == 0 ? moved : moved.mul(Fresh.floats(scale, scale.length));
        });
  }

  /** Each row over its largest magnitude, sum of magnitudes or length; rows of 0 stay. */
  private static Tensor normalize(Call call) {
    Tensor input = call.input(0).to(ScalarType.Float);
    long[] last = {-1};
    double order =
        switch (call.context().node().stringOr("norm", "MAX")) {
          case "L1" -> 1;
          case "L2" -> 2;
          default -> Double.POSITIVE_INFINITY;
        };
    Tensor norm = input.norm(new ScalarOptional(new Scalar(order)), last, true);
    return input.div(torch.where(norm.eq(new Scalar(0)), torch.ones_like(norm), norm));
  }

  /** x W' + b, with the coefficients of one target after another. */
  private static OperatorRun regress(NodeContext context) {
    Node node = context.node();
    float[] coefficients = floats(node, "coefficients");
    float[] intercepts = floats(node, "intercepts");
    long targets = node.intOr("targets", 1);
    if (!node.stringOr("post_transform", "NONE").equals("NONE")) {
      throw context.error("the engine knows no post_transform here");
    }
    return OperatorRun.of(
        call -> {
          Tensor input = call.input(0).to(ScalarType.Float);
          Tensor weights = Fresh.floats(coefficients, coefficients.length).reshape(targets, -1);
          Tensor product = input.matmul(weights.t());
          return intercepts.length == 0
              ? product
              : product.add(Fresh.floats(intercepts, intercepts.length));
        });
  }
}
