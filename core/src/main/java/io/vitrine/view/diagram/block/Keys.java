package io.vitrine.view.diagram.block;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Solid.Skin;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.DiagramTheme;
import io.vitrine.view.diagram.Look;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;

/** What the colors of a diagram stand for. */
public final class Keys {
  private Keys() {}

  /**
   * What one block shows.
   *
   * @param looks its own, or its parts'
   * @param banded those of what is activated
   */
  public record Use(List<Look> looks, List<Look> banded) {
    public Use {
      looks = List.copyOf(looks);
      banded = List.copyOf(banded);
    }
  }

  /**
   * A key for each look but that of inputs, in the order in which they first come, and one for
   * activations behind the first block that has one, with the bands of all looks that have one.
   *
   * @param said what a look is called
   */
  public static List<DiagramPanel.Key> of(
      DiagramTheme theme, Words words, List<Use> blocks, Function<Look, String> said) {
    List<DiagramPanel.Key> keys = new ArrayList<>();
    EnumSet<Look> seen = EnumSet.of(Look.INPUT);
    List<Skin> bands = bands(theme, blocks);
    boolean told = bands.isEmpty();
    for (Use block : blocks) {
      for (Look look : block.looks()) {
        if (seen.add(look)) {
          Skin skin = theme.skin(look, false);
          keys.add(new DiagramPanel.Key(said.apply(look), skin.fill(), skin.opacity()));
        }
      }
      if (!told && block.banded().stream().anyMatch(look -> theme.skin(look, true).isBanded())) {
        keys.add(new DiagramPanel.Key(words.say("diagram.key.activation"), bands));
        told = true;
      }
    }
    return keys;
  }

  private static List<Skin> bands(DiagramTheme theme, List<Use> blocks) {
    return blocks.stream()
        .flatMap(block -> block.banded().stream())
        .distinct()
        .map(look -> theme.skin(look, true))
        .filter(Skin::isBanded)
        .toList();
  }
}
