package io.vitrine.render;

import io.vitrine.render.drawing.Drawing;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes drawings in one format. Others than our own are found by {@link java.util.ServiceLoader}.
 */
public interface FigureEncoder {
  /** The endings of its files, without the dot, in lower case, the usual one first. */
  List<String> endings();

  /**
   * Writes a drawing.
   *
   * @param out is not closed
   * @param companions takes what the format keeps in files of their own
   */
  void write(Drawing drawing, OutputStream out, Companions companions, RenderOptions options)
      throws IOException;

  /** Files beside the one that is written. */
  @FunctionalInterface
  interface Companions {
    /** Saves a file and tells the name by which the main file finds it. */
    String save(String ending, byte[] content) throws IOException;
  }
}
