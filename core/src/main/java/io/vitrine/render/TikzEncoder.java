package io.vitrine.render;

import io.vitrine.render.drawing.Drawing;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a LaTeX document that stands alone: TikZ without any package of its own, for pdflatex.
 *
 * <p>Text is set in LaTeX's sans serif; text with characters that pdflatex lacks, such as Chinese,
 * is drawn as outlines. Small pictures are filled rectangles, larger ones PNG files beside it. Ids
 * become comments; tooltips and links are left out.
 */
final class TikzEncoder implements FigureEncoder {
  @Override
  public List<String> endings() {
    return List.of("tex");
  }

  @Override
  public void write(Drawing drawing, OutputStream out, Companions companions, RenderOptions options)
      throws IOException {
    TikzWriter writer = new TikzWriter(options.theme(), companions);
    String body = writer.write(drawing);
    StringBuilder tex = new StringBuilder(body.length() + 2048);
    tex.append("% ").append(oneLine(drawing.title())).append("\n");
    tex.append("% ").append(oneLine(drawing.description())).append("\n");
    tex.append("\\documentclass[tikz]{standalone}\n");
    tex.append("\\usepackage{fix-cm}\n");
    tex.append("\\begin{document}\n");
    tex.append(writer.colors());
    tex.append(
        "\\begin{tikzpicture}[x=0.75bp,y=-0.75bp,line join=round,inner sep=0,outer sep=0]\n");
    tex.append(body);
    tex.append("\\end{tikzpicture}\n\\end{document}\n");
    out.write(tex.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Text for a comment. */
  static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
