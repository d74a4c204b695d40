package io.vitrine.torch.arrange;

import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.torch.call.Attributes;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.OperatorRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Operators on tensors of strings. */
final class TextRuns {
  static final Map<String, OperatorFactory> ALL =
      Map.of(
          "StringConcat", OperatorFactory.ofValue(TextRuns::concat),
          "StringNormalizer", TextRuns::normalize,
          "StringSplit", TextRuns::split,
          "RegexFullMatch", TextRuns::match,
          "TfIdfVectorizer", TermCounts::prepare);

  private TextRuns() {}

  private static NativeValue concat(Call call) {
    return joined(call.strings(0), call.strings(1), String::concat);
  }

  /** Joins element by element; shapes spread over one another as numbers do. */
  private static NativeValue joined(
      NativeValue.OfStrings a, NativeValue.OfStrings b, BinaryOperator<String> join) {
    long[] sizes = StringMoves.spread(a.shape().sizes(), b.shape().sizes());
    List<String> left = StringMoves.expanded(a, sizes).strings();
    List<String> right = StringMoves.expanded(b, sizes).strings();
    return new NativeValue.OfStrings(
        IntStream.range(0, left.size())
            .mapToObj(i -> join.apply(left.get(i), right.get(i)))
            .toList(),
        Shape.of(sizes));
  }

  /** Drops stop words and changes the case; of nothing left, one empty string. */
  private static OperatorRun normalize(NodeContext context) {
    Node node = context.node();
    Locale locale = Locale.forLanguageTag(node.stringOr("locale", "en-US").replace('_', '-'));
    boolean sensitive = node.intOr("is_case_sensitive", 0) != 0;
    String action = node.stringOr("case_change_action", "NONE");
    List<String> stops = Attributes.strings(node, "stopwords");
    Set<String> stop =
        Set.copyOf(sensitive ? stops : stops.stream().map(s -> s.toLowerCase(locale)).toList());
    return OperatorRun.ofValue(
        call -> {
          NativeValue.OfStrings input = call.strings(0);
          List<String> left =
              input.strings().stream()
                  .filter(s -> !stop.contains(sensitive ? s : s.toLowerCase(locale)))
                  .map(s -> cased(s, action, locale))
                  .toList();
          List<String> kept = left.isEmpty() ? List.of("") : left;
          Shape shape =
              input.shape().rank() == 2 ? Shape.of(1, kept.size()) : Shape.of(kept.size());
          return new NativeValue.OfStrings(kept, shape);
        });
  }

  private static String cased(String text, String action, Locale locale) {
    return switch (action) {
      case "LOWER" -> text.toLowerCase(locale);
      case "UPPER" -> text.toUpperCase(locale);
      default -> text;
    };
  }

  /**
   * The parts of each string along a new last axis, filled up with empty ones, and their number.
   */
  private static OperatorRun split(NodeContext context) {
    String delimiter = context.node().stringOr("delimiter", "");
    int most = (int) context.node().intOr("maxsplit", 0);
    return call -> {
      NativeValue.OfStrings input = call.strings(0);
      List<List<String>> all = new ArrayList<>();
      for (String text : input.strings()) {
        all.add(parts(text, delimiter, most));
      }
      int longest = all.stream().mapToInt(List::size).max().orElse(0);
      List<String> filled = new ArrayList<>();
      for (List<String> parts : all) {
        filled.addAll(parts);
        for (int i = parts.size(); i < longest; i++) {
          filled.add("");
        }
      }
      long[] sizes = input.shape().sizes();
      long[] grown = Arrays.copyOf(sizes, sizes.length + 1);
      grown[sizes.length] = longest;
      long[] counts = all.stream().mapToLong(List::size).toArray();
      return List.of(
          new NativeValue.OfStrings(filled, Shape.of(grown)),
          NativeValue.of(Fresh.longs(counts, sizes)));
    };
  }

  /** Without a delimiter, runs of white space separate, and none stands at the ends. */
  private static List<String> parts(String text, String delimiter, int most) {
    boolean spaces = delimiter.isEmpty();
    String input = spaces ? text.strip() : text;
    if (input.isEmpty()) {
      return spaces ? List.of() : List.of("");
    }
    String pattern = spaces ? "\\s+" : Pattern.quote(delimiter);
    return List.of(input.split(pattern, most > 0 ? most + 1 : -1));
  }

  private static OperatorRun match(NodeContext context) {
    Pattern pattern = Pattern.compile(context.node().stringOr("pattern", ""));
    return OperatorRun.ofValue(
        call -> {
          NativeValue.OfStrings input = call.strings(0);
          long[] flags =
              input.strings().stream()
                  .mapToLong(s -> pattern.matcher(s).matches() ? 1 : 0)
                  .toArray();
          return NativeValue.of(Fresh.longs(flags, input.shape().sizes()).to(ScalarType.Bool));
        });
  }
}
