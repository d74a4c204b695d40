package io.vitrine.render;

import io.vitrine.figure.color.Color;
import io.vitrine.figure.color.Paint;
import io.vitrine.figure.color.Palette;
import java.util.Locale;

/** What the named colors look like. */
public enum Theme {
  /** For paper and light pages. */
  LIGHT,
  /** For dark pages. */
  DARK,
  /**
   * Light, and dark where the reader prefers that: for SVG on pages, by the style sheet's custom
   * properties. Elsewhere light.
   */
  AUTO;

  /** The color {@code 0xRRGGBB} of a paint. */
  public int rgb(Paint paint) {
    if (paint instanceof Color color) {
      return color.rgb();
    }
    return this == DARK ? dark((Palette) paint) : light((Palette) paint);
  }

  private static int light(Palette paint) {
    return switch (paint) {
      case BLUE -> 0x0072B2;
      case VERMILLION -> 0xD55E00;
      case GREEN -> 0x009E73;
      case ORANGE -> 0xE69F00;
      case PURPLE -> 0xCC79A7;
      case SKY -> 0x56B4E9;
      case YELLOW -> 0xBFAE00;
      case INK -> 0x1A1C1F;
      case MUTED -> 0x565B62;
      case GRID -> 0xE1E4E8;
      case PAPER -> 0xFFFFFF;
      case SHADE -> 0xF4F6F8;
    };
  }

  private static int dark(Palette paint) {
    return switch (paint) {
      case BLUE -> 0x3D95D6;
      case VERMILLION -> 0xF0803C;
      case GREEN -> 0x26C29A;
      case ORANGE -> 0xF2B632;
      case PURPLE -> 0xDD94BD;
      case SKY -> 0x8FD0F5;
      case YELLOW -> 0xF0E442;
      case INK -> 0xECEEF0;
      case MUTED -> 0xA9B0B8;
      case GRID -> 0x343A41;
      case PAPER -> 0x15181C;
      case SHADE -> 0x1F2429;
    };
  }

  /** The name of a paint in style sheets, for instance {@code vitrine-ink}. */
  static String cssName(Palette paint) {
    return "vitrine-" + paint.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The custom properties that set every named color of an {@link #AUTO} drawing, for a page that
   * chooses its theme itself: {@code --vitrine-ink:#1A1C1F;...}.
   */
  public String customProperties() {
    StringBuilder css = new StringBuilder();
    for (Palette paint : Palette.values()) {
      css.append(String.format(Locale.ROOT, "--%s:#%06X;", cssName(paint), rgb(paint)));
    }
    return css.toString();
  }
}
