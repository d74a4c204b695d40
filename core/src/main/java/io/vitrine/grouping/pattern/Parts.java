package io.vitrine.grouping.pattern;

import static io.vitrine.grouping.pattern.Pattern.anyOf;
import static io.vitrine.grouping.pattern.Pattern.category;
import static io.vitrine.grouping.pattern.Pattern.kind;
import static io.vitrine.grouping.pattern.Pattern.operator;
import static io.vitrine.grouping.pattern.Pattern.optional;
import static io.vitrine.grouping.pattern.Pattern.repeat;
import static io.vitrine.grouping.pattern.Pattern.serial;

import io.vitrine.grouping.pattern.Pattern.One;
import io.vitrine.operator.Operators;
import io.vitrine.operator.entry.Category;
import java.util.Set;

/** Patterns that several rules are made of. */
public final class Parts {
  private static final Set<String> SOFTMAXES = Set.of("Softmax", "LogSoftmax", "Hardmax");
  private static final Set<String> PASSING = Set.of("Mul", "Div", "Dropout", "Sqrt");

  private Parts() {}

  /** An activation, as one node or written in several. */
  public static One activation() {
    return new One(
        c ->
            c.isNode()
                ? c.category() == Category.ACTIVATION && !SOFTMAXES.contains(c.group().kind())
                : c.group().is(Kinds.ACTIVATION));
  }

  /** A normalization, as one node or written in several. */
  public static One normalization() {
    return new One(
        c ->
            c.isNode()
                ? c.category() == Category.NORMALIZATION
                : c.group().is(Kinds.NORMALIZATION));
  }

  public static Pattern dropout() {
    return optional(operator("Dropout"));
  }

  /** An operator of two operands, one of which is a parameter or a constant. */
  public static One withConstant(String... operators) {
    return operator(operators).taking(1);
  }

  /** Scaled and moved by constants, as a folded batch norm or a layer of its own. */
  public static Pattern affine() {
    return serial(withConstant("Mul"), withConstant("Add"));
  }

  /** A product, sum or quotient of two computed values. */
  public static One ofTwo(String... operators) {
    return operator(operators).taking(2);
  }

  public static One convolution() {
    return kind(Kinds.CONVOLUTION);
  }

  public static One pointwise() {
    return convolution().where(Candidate::isPointwise);
  }

  public static One depthwise() {
    return convolution().where(Candidate::isDepthwise);
  }

  /** A convolution or a linear layer. */
  public static One weighted() {
    return kind(Kinds.CONVOLUTION, Kinds.LINEAR);
  }

  /** A node that only rearranges numbers or scales them by a constant. */
  public static One rearranging() {
    return new One(
        c ->
            c.isNode()
                && c.dataInputs() == 1
                && (Operators.category(c.group().nodes().get(0)) == Category.SHAPE
                    || PASSING.contains(c.group().kind())));
  }

  public static Pattern rearrangings(int most) {
    return repeat(rearranging(), 0, most);
  }

  public static Pattern squeezeExcite() {
    return optional(kind(Kinds.SQUEEZE_EXCITE));
  }

  static Pattern pooled() {
    return anyOf(kind(Kinds.POOLING), category(Category.POOLING));
  }
}
