package io.vitrine.render;

import io.vitrine.figure.Figure;
import io.vitrine.render.FigureEncoder.Companions;
import io.vitrine.render.drawing.Drawing;
import io.vitrine.render.layout.FigureLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;

/** Saves figures; the file's ending says in which format. */
public final class Figures {
  private static final List<FigureEncoder> OWN =
      List.of(new SvgEncoder(), new PngEncoder(), new JpegEncoder(), new TikzEncoder());

  private Figures() {}

  /** Saves a figure with the default options. */
  public static void save(Figure figure, Path file) throws IOException {
    save(figure, file, RenderOptions.defaults());
  }

  /**
   * Saves a figure; folders that are missing are made. TikZ puts large pictures beside the file.
   * The file is there in full or not at all: where the writing fails, the thread is interrupted or
   * the process ended, what was there before stays.
   *
   * @throws IllegalArgumentException where no encoder writes files of that ending
   */
  public static void save(Figure figure, Path file, RenderOptions options) throws IOException {
    FigureEncoder encoder = encoder(ending(file));
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Drawing drawing = FigureLayout.of(figure);
    try (WholeFile whole = WholeFile.at(file)) {
      encoder.write(drawing, whole.out(), beside(file, whole), options);
      whole.keep();
    }
  }

  /**
   * Saves several figures at the same time, on as many threads as there are cores.
   *
   * @param figures by file
   * @throws IllegalArgumentException where no encoder writes files of an ending
   */
  public static void saveAll(Map<Path, Figure> figures, RenderOptions options) throws IOException {
    figures.keySet().forEach(file -> encoder(ending(file)));
    try {
      figures.entrySet().parallelStream()
          .forEach(figure -> saveUnchecked(figure.getValue(), figure.getKey(), options));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void saveUnchecked(Figure figure, Path file, RenderOptions options) {
    try {
      save(figure, file, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String ending(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    if (dot < 0) {
      throw new IllegalArgumentException(
          "'" + name + "' has no ending, which says the format: one of " + formats());
    }
    return name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  private static Companions beside(Path file, WholeFile whole) {
    String name = String.valueOf(file.getFileName());
    String stem = name.substring(0, name.lastIndexOf('.'));
    List<String> saved = new ArrayList<>();
    return (ending, content) -> {
      saved.add(stem + "-" + (saved.size() + 1) + "." + ending);
      String companion = saved.get(saved.size() - 1);
      whole.beside(file.resolveSibling(companion), content);
      return companion;
    };
  }

  /** The figure as one SVG element, to be put into a page or written as a file. */
  public static String svg(Figure figure, Theme theme) {
    byte[] bytes = bytes(figure, "svg", RenderOptions.defaults().with(theme));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * The figure in a format that keeps everything in one file.
   *
   * @param ending of the format's files, for instance {@code png}
   * @throws IllegalArgumentException where no encoder writes it, or it needs a second file
   */
  public static byte[] bytes(Figure figure, String ending, RenderOptions options) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Companions none =
        (suffix, content) -> {
          throw new IllegalArgumentException(
              ending
                  + " keeps the large pictures of this figure in files beside it; save it to a path");
        };
    try {
      encoder(ending).write(FigureLayout.of(figure), out, none, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The endings of all formats that can be written, sorted. */
  public static List<String> endings() {
    TreeSet<String> endings = new TreeSet<>();
    OWN.forEach(encoder -> endings.addAll(encoder.endings()));
    others().forEach(encoder -> endings.addAll(encoder.endings()));
    return List.copyOf(endings);
  }

  private static FigureEncoder encoder(String ending) {
    for (FigureEncoder encoder : OWN) {
      if (encoder.endings().contains(ending)) {
        return encoder;
      }
    }
    for (FigureEncoder encoder : others()) {
      if (encoder.endings().contains(ending)) {
        return encoder;
      }
    }
    throw new IllegalArgumentException(
        "cannot write a figure as '." + ending + "'; the formats are " + formats());
  }

  private static String formats() {
    return String.join(", ", endings());
  }

  private static ServiceLoader<FigureEncoder> others() {
    return ServiceLoader.load(FigureEncoder.class, Figures.class.getClassLoader());
  }
}
