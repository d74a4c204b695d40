package io.vitrine.torch.interpreter;

import java.util.Set;

/** Operators that have no case among {@link GradientCases}, and why. */
final class WithoutGradientCase {
  /**
   * Operators without a gradient: they give whole numbers, truth values or texts, draw at random,
   * or choose places, or read and give maps, which no gradient is asked of, or look up whole
   * numbers in whole numbers.
   */
  static final Set<String> NONE =
      Set.of(
          "ai.onnx.ml.Binarizer",
          "ai.onnx.ml.CastMap",
          "ai.onnx.ml.CategoryMapper",
          "ai.onnx.ml.DictVectorizer",
          "ai.onnx.ml.LabelEncoder",
          "ai.onnx.ml.OneHotEncoder",
          "ai.onnx.ml.TreeEnsemble",
          "ai.onnx.ml.TreeEnsembleClassifier",
          "ai.onnx.ml.TreeEnsembleRegressor",
          "ai.onnx.ml.ZipMap",
          "And",
          "ArgMax",
          "ArgMin",
          "Bernoulli",
          "BitCast",
          "BitShift",
          "BitwiseAnd",
          "BitwiseNot",
          "BitwiseOr",
          "BitwiseXor",
          "BlackmanWindow",
          "com.microsoft.QEmbedLayerNormalization",
          "Constant",
          "ConstantOfShape",
          "Equal",
          "EyeLike",
          "Greater",
          "GreaterOrEqual",
          "HammingWindow",
          "HannWindow",
          "IsInf",
          "IsNaN",
          "Less",
          "LessOrEqual",
          "MelWeightMatrix",
          "Multinomial",
          "NonMaxSuppression",
          "NonZero",
          "Not",
          "OptionalHasElement",
          "Or",
          "RandomNormal",
          "RandomNormalLike",
          "RandomUniform",
          "RandomUniformLike",
          "Range",
          "RegexFullMatch",
          "SequenceEmpty",
          "SequenceLength",
          "Shape",
          "Size",
          "StringConcat",
          "StringNormalizer",
          "StringSplit",
          "TfIdfVectorizer",
          "Xor");

  /**
   * Operators whose gradients have tests of their own: they need graphs, sequences or whole
   * numbers.
   */
  static final Set<String> ELSEWHERE =
      Set.of(
          "ai.onnx.ml.FeatureVectorizer",
          "ai.onnx.ml.LinearClassifier",
          "ai.onnx.ml.LinearRegressor",
          "ai.onnx.ml.Normalizer",
          "ai.onnx.ml.SVMClassifier",
          "ai.onnx.ml.SVMRegressor",
          "ai.onnx.ml.Scaler",
          "ai.onnx.preview.FlexAttention",
          "com.microsoft.DequantizeLinear",
          "com.microsoft.DynamicQuantizeMatMul",
          "com.microsoft.MatMulIntegerToFloat",
          "com.microsoft.QAttention",
          "com.microsoft.QGemm",
          "com.microsoft.QLinearAdd",
          "com.microsoft.QLinearAveragePool",
          "com.microsoft.QLinearConcat",
          "com.microsoft.QLinearGlobalAveragePool",
          "com.microsoft.QLinearLeakyRelu",
          "com.microsoft.QLinearMul",
          "com.microsoft.QLinearReduceMean",
          "com.microsoft.QLinearSigmoid",
          "com.microsoft.QLinearSoftmax",
          "com.microsoft.QuantizeLinear",
          "ConcatFromSequence",
          "ConvInteger",
          "DequantizeLinear",
          "DynamicQuantizeLinear",
          "If",
          "Loop",
          "MatMulInteger",
          "Optional",
          "OptionalGetElement",
          "QLinearConv",
          "QLinearMatMul",
          "QuantizeLinear",
          "Scan",
          "SequenceAt",
          "SequenceConstruct",
          "SequenceErase",
          "SequenceInsert",
          "SequenceMap",
          "SplitToSequence");

  private WithoutGradientCase() {}
}
