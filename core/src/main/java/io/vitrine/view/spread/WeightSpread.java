package io.vitrine.view.spread;

import io.vitrine.figure.Axis;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Tag;
import io.vitrine.view.Ids;
import io.vitrine.view.Words;
import java.util.List;
import java.util.Locale;

/** How large the weights of a network are, from the first to the last. */
public final class WeightSpread {
  private WeightSpread() {}

  /**
   * Bars of the standard deviation of each weight tensor, on a logarithmic axis.
   *
   * @param spreads of the tensors, each measured once; at least one
   */
  public static Figure of(String network, List<Spread> spreads, Locale locale) {
    if (spreads.isEmpty()) {
      throw new IllegalArgumentException(network + " has no weights to show");
    }
    Words words = Words.of(locale);
    return DeviationBars.of(
        new DeviationBars.Caption(
            "weights",
            words.say("spread.weights.title", network),
            words.say("spread.weights.subtitle", spreads.size()),
            words.say("spread.weights.tensor"),
            words.say("spread.weights.note")),
        spreads.stream().map(spread -> bar(spread, words)).toList(),
        List.of(),
        words);
  }

  private static DeviationBars.Bar bar(Spread spread, Words words) {
    Spread.Epoch once = spread.last();
    String tooltip =
        words.say(
            "spread.sentence.TENSOR",
            spread.name(),
            once.number(),
            once.mean(),
            once.deviation(),
            once.histogram().min(),
            once.histogram().max());
    return new DeviationBars.Bar(
        new Axis.Category(spread.name(), Tag.titled(spread.name())),
        Tag.of(Ids.of(spread.name()), tooltip),
        once.deviation());
  }
}
