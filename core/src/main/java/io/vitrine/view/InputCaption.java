package io.vitrine.view;

import io.vitrine.data.input.ClassNames;
import io.vitrine.data.input.Extent;
import io.vitrine.data.input.ImageInput;
import io.vitrine.data.input.ImageRecipe;
import io.vitrine.data.input.Layout;
import io.vitrine.data.input.Resizing;
import io.vitrine.engine.trace.ClassScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How an image became a network's input, and what the network answered, in words. */
public final class InputCaption {
  private static final int ANSWERS = 3;

  private final Words words;

  private InputCaption(Words words) {
    this.words = words;
  }

  /** A sentence that says every step of a recipe. */
  public static String of(ImageRecipe recipe, ImageInput input, Locale locale) {
    return new InputCaption(Words.of(locale)).prepared(recipe, input);
  }

  /** A sentence with the three best classes, by name where there are names. */
  public static String answer(ClassScores scores, Optional<ClassNames> names, Locale locale) {
    return new InputCaption(Words.of(locale)).best(scores, names);
  }

  /**
   * How an image went in and, of a classifier, what it answered, in sentences; classes by number
   * where there are not as many names.
   */
  public static String note(
      String prepared, Optional<ClassScores> scores, Optional<ClassNames> names, Locale locale) {
    return scores
        .map(given -> answer(given, names.filter(n -> n.hasCount(given.classes())), locale))
        .map(answer -> Words.of(locale).sentences(List.of(prepared, answer)))
        .orElse(prepared);
  }

  private String prepared(ImageRecipe recipe, ImageInput input) {
    List<String> steps = new ArrayList<>();
    steps.add(size(recipe.resizing()));
    recipe.crop().ifPresent(crop -> steps.add(extent("input.crop", crop)));
    steps.add(
        words.say("input.colours." + (input.channels() == 1 ? "GREY" : recipe.order().name())));
    if (input.layout() == Layout.NHWC) {
      steps.add(words.say("input.layout", input.layout()));
    }
    steps.add(words.say("input.range", (double) recipe.range()));
    steps.add(
        words.say(
            "input.normalised",
            numbers(recipe.normalisation().mean()),
            numbers(recipe.normalisation().std())));
    return words.say("input.prepared", String.join(words.say("input.comma"), steps));
  }

  private String size(Resizing resizing) {
    if (resizing instanceof Resizing.ShorterSide shorter) {
      return words.say("input.size.shorter", shorter.side());
    }
    return resizing instanceof Resizing.To to
        ? extent("input.size.to", to.extent())
        : words.say("input.size.own");
  }

  private String extent(String key, Extent extent) {
    return words.say(key, extent.height(), extent.width());
  }

  /** In the digits that the floats have. */
  private static String numbers(List<Float> values) {
    return String.join("/", values.stream().map(value -> NumberText.of((double) value)).toList());
  }

  private String best(ClassScores scores, Optional<ClassNames> names) {
    if (!scores.probabilities().stream().allMatch(Double::isFinite)) {
      return words.say("answer.none");
    }
    List<String> answers =
        scores.best(ANSWERS).stream()
            .map(
                index ->
                    words.say(
                        "answer.class",
                        names
                            .map(n -> n.of(index))
                            .orElseGet(() -> words.say("answer.number", index)),
                        words.percent(scores.probabilities().get(index))))
            .toList();
    return words.say("answer.best", String.join(words.say("input.comma"), answers));
  }
}
