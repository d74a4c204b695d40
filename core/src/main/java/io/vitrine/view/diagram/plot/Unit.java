package io.vitrine.view.diagram.plot;

import io.vitrine.view.diagram.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One layer as a plot has it: a sub-box and what is written at it.
 *
 * @param piece the index of its piece
 * @param part its own index in that
 * @param names its piece's name and caption
 * @param filters empty where none, or no number, is written
 * @param size along the lower right edge, as {@code filters}
 * @param rows at the left edge, as {@code filters}
 */
record Unit(
    int piece,
    int part,
    List<String> names,
    Look look,
    OptionalLong filters,
    OptionalLong size,
    OptionalLong rows) {
  private static final Pattern PRODUCT = Pattern.compile("\\d+(?:\\s*[x×]\\s*\\d+)+");

  Unit {
    names = List.copyOf(names);
  }

  /** Its piece's name, with the caption where that is another. */
  String name() {
    String caption = names.get(1);
    return caption.isEmpty() || caption.equals(names.get(0))
        ? names.get(0)
        : names.get(0) + " (" + caption + ")";
  }

  /**
   * The first window that the caption writes, as {@code 3 x 3}, where it is neither a layer's
   * window nor the size of its maps; of three sizes, as {@code 3 x 32 x 32}, none is a window.
   */
  Optional<String> wrongKernel(Pairing.Layer layer) {
    if (layer.kernel().isEmpty()) {
      return Optional.empty();
    }
    String maps = sides(List.of(layer.output().height(), layer.output().width()));
    String kernel = sides(layer.kernel());
    return PRODUCT
        .matcher(names.get(1))
        .results()
        .map(found -> found.group().replaceAll("\\s*[x×]\\s*", " x "))
        .filter(product -> product.split(" x ").length == 2)
        .filter(product -> !product.equals(kernel) && !product.equals(maps))
        .findFirst();
  }

  /** {@code 3 x 3}; of one side {@code 1 x 3}. */
  static String sides(List<Long> sides) {
    String all = sides.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    return sides.size() == 1 ? "1 x " + all : all;
  }

  /** The sub-boxes of pieces that stand for layers. */
  static List<Unit> of(List<Piece> pieces) {
    List<Unit> units = new ArrayList<>();
    for (int p = 0; p < pieces.size(); p++) {
      Piece piece = pieces.get(p);
      if (piece.kind() != Kind.INPUT && piece.kind() != Kind.CONV_RES) {
        for (int part = 0; part < piece.widths().size(); part++) {
          units.add(of(piece, p, part));
        }
      }
    }
    return units;
  }

  private static Unit of(Piece piece, int index, int part) {
    Piece.Words words = piece.words();
    String filters = words.filters().isEmpty() ? "" : words.filters().get(part);
    return new Unit(
        index,
        part,
        List.of(piece.name(), words.caption()),
        piece.kind().look(),
        number(filters),
        number(words.size()),
        number(words.rows()));
  }

  private static OptionalLong number(String text) {
    return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }
}
