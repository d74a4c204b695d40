package io.vitrine.layout;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Flat.Form;
import io.vitrine.figure.Solid.Skin;
import io.vitrine.figure.color.Color;
import io.vitrine.figure.color.Paint;
import io.vitrine.figure.color.Palette;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.DiagramTheme;
import io.vitrine.view.diagram.DiagramTheme.Page;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.block.HeatScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The colors of boxes: of a theme by what they do, or by what they cost. */
record Colors(DiagramTheme theme, Optional<HeatScale> heat) {
  private static final double LIGHT = 1;
  private static final double DARK = 0.011;
  private static final double FLARE = 0.05;
  private static final int LIGHT_PAGE = 0xFF;
  private static final int DARK_PAGE = 0x18;

  Skin skin(Card card) {
    return heat.isPresent() && card.form() != Form.TERMINAL
        ? heat.get().skin(card.nodes())
        : theme.skin(card.look(), false);
  }

  Paint wire() {
    return theme.connector();
  }

  /** Of ink and paper the one that stands out more from a card's color. */
  Paint ink(Card card) {
    double luminance = luminance(card);
    boolean light = (LIGHT + FLARE) / (luminance + FLARE) > (luminance + FLARE) / (DARK + FLARE);
    return light == (theme.page() == Page.DARK) ? Palette.INK : Palette.PAPER;
  }

  /** How much a heading stands out, 1 to 21 (WCAG 2, contrast ratio). */
  double contrast(Card card) {
    double luminance = luminance(card);
    return Math.max((LIGHT + FLARE) / (luminance + FLARE), (luminance + FLARE) / (DARK + FLARE));
  }

  /** The relative luminance of a card's color on its page (WCAG 2). */
  private double luminance(Card card) {
    Skin skin = skin(card);
    int page = theme.page() == Page.DARK ? DARK_PAGE : LIGHT_PAGE;
    if (!(skin.fill() instanceof Color fill)) {
      return linear(page, 1, page);
    }
    return 0.2126 * linear(fill.red(), skin.opacity(), page)
        + 0.7152 * linear(fill.green(), skin.opacity(), page)
        + 0.0722 * linear(fill.blue(), skin.opacity(), page);
  }

  private static double linear(int part, double opacity, int page) {
    double mixed = (part * opacity + page * (1 - opacity)) / 255;
    return mixed <= 0.04045 ? mixed / 12.92 : Math.pow((mixed + 0.055) / 1.055, 2.4);
  }

  /** What the colors of some looks stand for. */
  List<DiagramPanel.Key> keys(Set<Look> looks, Words words) {
    List<DiagramPanel.Key> keys = new ArrayList<>();
    for (Look look : looks) {
      if (look != Look.INPUT) {
        Skin skin = theme.skin(look, false);
        keys.add(
            new DiagramPanel.Key(words.say("diagram.key." + look), skin.fill(), skin.opacity()));
      }
    }
    return keys;
  }
}
