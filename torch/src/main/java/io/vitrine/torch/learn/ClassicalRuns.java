package io.vitrine.torch.learn;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Attributes;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.OperatorRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Operators of ONNX's domain of classical machine learning: what is done to features is here. */
public final class ClassicalRuns {
  private static final String DOMAIN = "ai.onnx.ml.";

  /** The operators by name. */
  public static final Map<String, OperatorFactory> ALL =
      all(
          Map.of(
              DOMAIN + "ArrayFeatureExtractor",
              OperatorFactory.of(ClassicalRuns::extract),
              DOMAIN + "Binarizer",
              OperatorFactory.of(ClassicalRuns::binarize),
              DOMAIN + "FeatureVectorizer",
              ClassicalRuns::join,
              DOMAIN + "Imputer",
              ClassicalRuns::impute,
              DOMAIN + "Normalizer",
              OperatorFactory.of(ClassicalRuns::normalize),
              DOMAIN + "Scaler",
              ClassicalRuns::scale),
          Map.of(
              DOMAIN + "CategoryMapper", Categories::map,
              DOMAIN + "LabelEncoder", LabelMap::prepare,
              DOMAIN + "OneHotEncoder", Categories::oneHot),
          Map.of(
              DOMAIN + "LinearClassifier", LinearRuns::classify,
              DOMAIN + "LinearRegressor", LinearRuns::regress,
              DOMAIN + "SVMClassifier", VectorMachine::classify,
              DOMAIN + "SVMRegressor", VectorMachine::regress,
              DOMAIN + "TreeEnsemble", Trees::prepare,
              DOMAIN + "TreeEnsembleClassifier", TreeClasses::prepare,
              DOMAIN + "TreeEnsembleRegressor", Trees::regress),
          MapRuns.ALL);

  private ClassicalRuns() {}

  @SafeVarargs
  private static Map<String, OperatorFactory> all(Map<String, OperatorFactory>... groups) {
    Map<String, OperatorFactory> all = new HashMap<>();
    for (Map<String, OperatorFactory> group : groups) {
      all.putAll(group);
    }
    return Map.copyOf(all);
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
    float[] offset = Attributes.floats(context.node(), "offset");
    float[] scale = Attributes.floats(context.node(), "scale");
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

  /** What stands for a missing number, one for all features or one for each, in its place. */
  private static OperatorRun impute(NodeContext context) {
    Node node = context.node();
    float[] reals = Attributes.floats(node, "imputed_value_floats");
    long[] whole = Attributes.longs(node, "imputed_value_int64s");
    if (reals.length == 0 && whole.length == 0) {
      throw context.error("expected numbers to impute, found none");
    }
    float missing = node.floatOr("replaced_value_float", 0);
    long missingWhole = node.intOr("replaced_value_int64", 0);
    return OperatorRun.of(
        call -> {
          Tensor input = call.input(0);
          boolean real = input.is_floating_point();
          Scalar marker = real ? new Scalar(missing) : new Scalar(missingWhole);
          Tensor hit = real && Float.isNaN(missing) ? input.isnan() : input.eq(marker);
          Tensor imputed = reals.length > 0 ? Fresh.floats(reals, reals.length) : Fresh.list(whole);
          return torch.where(hit, imputed.to(NativeTensors.type(input)), input);
        });
  }

  /** All inputs (N, C) side by side, each cut or filled up with 0 to its stated width. */
  private static OperatorRun join(NodeContext context) {
    long[] widths = Attributes.longs(context.node(), "inputdimensions");
    return OperatorRun.of(
        call -> {
          List<Tensor> parts = new ArrayList<>();
          call.inputs()
              .forEach(
                  input -> {
                    Tensor rows = input.dim() == 1 ? input.unsqueeze(0) : input;
                    long width = parts.size() < widths.length ? widths[parts.size()] : rows.size(1);
                    long more = width - rows.size(1);
                    parts.add(
                        torch.constant_pad_nd(
                            rows.to(ScalarType.Float), new long[] {0, more}, new Scalar(0)));
                  });
          return torch.cat(new TensorVector(parts.toArray(Tensor[]::new)), 1);
        });
  }
}
