package io.vitrine.grouping;

import static io.vitrine.grouping.pattern.Parts.activation;
import static io.vitrine.grouping.pattern.Parts.normalization;
import static io.vitrine.grouping.pattern.Parts.ofTwo;
import static io.vitrine.grouping.pattern.Parts.rearranging;
import static io.vitrine.grouping.pattern.Parts.rearrangings;
import static io.vitrine.grouping.pattern.Pattern.anyOf;
import static io.vitrine.grouping.pattern.Pattern.branches;
import static io.vitrine.grouping.pattern.Pattern.category;
import static io.vitrine.grouping.pattern.Pattern.kind;
import static io.vitrine.grouping.pattern.Pattern.nothing;
import static io.vitrine.grouping.pattern.Pattern.operator;
import static io.vitrine.grouping.pattern.Pattern.optional;
import static io.vitrine.grouping.pattern.Pattern.parallel;
import static io.vitrine.grouping.pattern.Pattern.repeat;
import static io.vitrine.grouping.pattern.Pattern.serial;

import io.vitrine.grouping.pattern.Group.Display;
import io.vitrine.grouping.pattern.Kinds;
import io.vitrine.grouping.pattern.Pattern;
import io.vitrine.grouping.pattern.Rule;
import io.vitrine.operator.entry.Category;
import java.util.List;
import java.util.Set;

/** Attention and the blocks of transformers. */
final class Sequences {
  private static final Set<String> MASKS =
      Set.of("Where", "Not", "Sub", "Mul", "Add", "Equal", "Less", "Greater");

  private static final Pattern SAFE_SOFTMAX =
      serial(
          operator("Softmax"),
          optional(parallel(operator("IsNaN"), nothing()).into(operator("Where"))),
          rearrangings(2));

  /** softmax(q k / sqrt(d) + mask) v. */
  private static final Pattern CORE =
      serial(
          category(Category.LINEAR).taking(2),
          repeat(anyOf(rearranging(), operator("Add", "Where")), 0, 5),
          SAFE_SOFTMAX,
          category(Category.LINEAR).taking(2));

  private static final Pattern HEAD =
      anyOf(kind(Kinds.ATTENTION_CORE), category(Category.ATTENTION));

  private static final Pattern PROJECTED = serial(kind(Kinds.LINEAR), rearrangings(8));

  private static final Pattern OUT = serial(rearrangings(6), optional(kind(Kinds.LINEAR)));

  /** Queries, keys and values of three projections, or of one that is split. */
  private static final Pattern ATTENTION =
      anyOf(
          serial(rearrangings(2), branches(PROJECTED, 2).into(head()), OUT),
          serial(
              rearrangings(2),
              kind(Kinds.LINEAR),
              rearrangings(6),
              branches(rearrangings(8), 1).into(head()),
              OUT),
          serial(rearrangings(2), branches(PROJECTED, 1).into(head()), OUT));

  /**
   * Attention without projections. Its rule comes after all with projections: a mask that several
   * layers share would otherwise be the entry of each layer behind it, and leave its projections
   * out.
   */
  private static final Pattern BARE_ATTENTION = serial(HEAD, OUT);

  private static final Pattern FEED_FORWARD =
      serial(
          rearrangings(2),
          kind(Kinds.LINEAR),
          rearrangings(2),
          optional(activation()),
          rearrangings(2),
          kind(Kinds.LINEAR),
          rearrangings(3));

  private static final Pattern ATTENDING =
      serial(rearrangings(2), kind(Kinds.ATTENTION), rearrangings(3));

  /** What a mask goes through on its way into one layer's scores. */
  private static final Pattern.One MASKING =
      new Pattern.One(
          c ->
              c.isNode()
                  && c.dataInputs() == 1
                  && (c.category() == Category.SHAPE || MASKS.contains(c.group().kind())));

  /** What projects keys and values, or queries, that do not come from where a layer begins. */
  private static final Pattern.One PROJECTING =
      new Pattern.One(c -> c.group().is(Kinds.LINEAR) || rearranging().test().test(c));

  /** x + attention(norm(x)). */
  private static final Pattern PRE_NORM_ATTENDING =
      parallel(serial(normalization(), ATTENDING), nothing()).into(ofTwo("Add"));

  /** norm(x + attention(x)). */
  private static final Pattern POST_NORM_ATTENDING =
      serial(parallel(ATTENDING, nothing()).into(ofTwo("Add")), normalization());

  /** x + mlp(norm(x)). */
  private static final Pattern PRE_NORM_FEEDING =
      parallel(serial(normalization(), FEED_FORWARD), nothing()).into(ofTwo("Add"));

  /** norm(x + mlp(x)). */
  private static final Pattern POST_NORM_FEEDING =
      serial(parallel(FEED_FORWARD, nothing()).into(ofTwo("Add")), normalization());

  /** Attention to what comes before, attention to what an encoder has made, an MLP. */
  private static final Pattern DECODER =
      anyOf(
          serial(PRE_NORM_ATTENDING, PRE_NORM_ATTENDING, PRE_NORM_FEEDING),
          serial(POST_NORM_ATTENDING, POST_NORM_ATTENDING, POST_NORM_FEEDING));

  private static final Pattern ENCODER =
      anyOf(
          serial(PRE_NORM_ATTENDING, PRE_NORM_FEEDING),
          serial(POST_NORM_ATTENDING, POST_NORM_FEEDING));

  private static final Pattern PERCEPTRON =
      serial(kind(Kinds.LINEAR), repeat(kind(Kinds.LINEAR), 1, 40));

  static final List<Rule> RULES =
      List.of(
          Rule.of(Kinds.ATTENTION_CORE, CORE).openWith(MASKING),
          Rule.of(Kinds.ATTENTION, ATTENTION).openWith(PROJECTING),
          Rule.of(Kinds.ATTENTION, BARE_ATTENTION).open(),
          Rule.of(Kinds.DECODER, DECODER).open(),
          Rule.of(Kinds.TRANSFORMER, ENCODER).open());

  static final List<Rule> LEFT_OVER = List.of(Rule.of(Kinds.MLP, PERCEPTRON).shown(Display.OPEN));

  private Sequences() {}

  private static Pattern.One head() {
    return new Pattern.One(
        c -> c.isNode() ? c.category() == Category.ATTENTION : c.group().is(Kinds.ATTENTION_CORE));
  }
}
