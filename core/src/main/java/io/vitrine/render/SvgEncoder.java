package io.vitrine.render;

import io.vitrine.figure.color.Palette;
import io.vitrine.render.drawing.Drawing;
import io.vitrine.render.drawing.Element;
import io.vitrine.render.notation.Decimals;
import io.vitrine.render.notation.Xml;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Writes SVG: text stays text, ids and tooltips are kept, pictures are embedded. The root element
 * has the class {@code vitrine}; ids begin with the drawing's own.
 */
final class SvgEncoder implements FigureEncoder {
  @Override
  public List<String> endings() {
    return List.of("svg");
  }

  @Override
  public void write(Drawing drawing, OutputStream out, Companions companions, RenderOptions options)
      throws IOException {
    StringBuilder svg = new StringBuilder(8192);
    start(svg, drawing, options.theme());
    new SvgWriter(svg, drawing.id(), options.theme()).write(drawing);
    svg.append("</svg>\n");
    out.write(svg.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void start(StringBuilder svg, Drawing drawing, Theme theme) {
    String width = Decimals.of(drawing.width());
    String height = Decimals.of(drawing.height());
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"").append(Xml.escaped(drawing.id()));
    svg.append("\" class=\"vitrine\" viewBox=\"0 0 ").append(width).append(' ').append(height);
    svg.append("\" width=\"").append(width).append("\" height=\"").append(height);
    svg.append("\" role=\"").append(hasLinks(drawing.elements()) ? "group" : "img");
    svg.append("\" aria-label=\"").append(Xml.escaped(drawing.title()));
    svg.append("\" aria-describedby=\"").append(Xml.escaped(drawing.id())).append("-description");
    svg.append("\" lang=\"").append(Xml.escaped(drawing.language().toLanguageTag()));
    svg.append("\" font-family=\"").append(SvgWriter.FONTS);
    svg.append("\" stroke-linejoin=\"round\">\n");
    svg.append("<desc id=\"").append(Xml.escaped(drawing.id())).append("-description\">");
    svg.append(Xml.escaped(drawing.description())).append("</desc>\n");
    if (theme == Theme.AUTO) {
      svg.append("<style>").append(styleSheet()).append("</style>\n");
    }
  }

  /** Custom properties for light and dark, and a class for each named color. */
  private static String styleSheet() {
    StringBuilder css = new StringBuilder();
    css.append("svg.vitrine{").append(Theme.LIGHT.customProperties()).append("}");
    css.append("@media (prefers-color-scheme:dark){svg.vitrine{");
    css.append(Theme.DARK.customProperties()).append("}}");
    for (Palette paint : Palette.values()) {
      String name = paint.name().toLowerCase(Locale.ROOT);
      String value = "var(--" + Theme.cssName(paint) + ")";
      css.append(".vitrine .f-").append(name).append("{fill:").append(value).append("}");
      css.append(".vitrine .s-").append(name).append("{stroke:").append(value).append("}");
    }
    return css.toString();
  }

  /**
   * A picture's parts are hidden from a screen reader, a group's are not, so that links are found.
   */
  private static boolean hasLinks(List<Element> elements) {
    return elements.stream()
        .filter(Element.Group.class::isInstance)
        .map(Element.Group.class::cast)
        .anyMatch(group -> !group.tag().link().isEmpty() || hasLinks(group.elements()));
  }
}
