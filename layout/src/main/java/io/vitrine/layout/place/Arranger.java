package io.vitrine.layout.place;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleFunction;

/**
 * Lays levels out, those inside first: each is cut into pieces, each piece is laid out by itself,
 * and the pieces are put one after another.
 *
 * <p>Equal pieces are laid out once. Cost: near-linear in parts, nets and crossings of cuts.
 */
public final class Arranger {
  private static final double LEAST_LENGTH = 1_400;
  private static final double SHAPE = 1.5;
  private static final double PAGE = 1.1;
  private static final double AROUND = 34;

  /** A frame rather makes the page longer than that it goes on beside itself. */
  private static final double MORE_INSIDE = 1.1;

  private final IntConsumer progress;
  private final Map<Piece, Placement> known = new HashMap<>();
  private int boxes;

  private Arranger(IntConsumer progress) {
    this.progress = progress;
  }

  /**
   * Lays a level out. What is longer than a page is high goes on beside itself.
   *
   * @param progress is told how many boxes have their place
   * @throws java.util.concurrent.CancellationException where the thread is interrupted
   */
  public static Placement arrange(Level level, IntConsumer progress) {
    double length = Math.max(LEAST_LENGTH, Math.sqrt(SHAPE * area(level)));
    return new Arranger(progress).arrange(level, length, Arranger::pageLength);
  }

  private static double area(Level level) {
    double area = 0;
    for (Part part : level.parts()) {
      if (part instanceof Part.Frame frame) {
        area += area(frame.level());
      } else if (part instanceof Part.Box box) {
        area += (box.across() + AROUND) * (box.along() + AROUND);
      }
    }
    return area;
  }

  /** How long a page is that pieces fill. */
  private static double pageLength(List<Placement> pieces) {
    double area = pieces.stream().mapToDouble(piece -> piece.across() * piece.along()).sum();
    return Math.max(LEAST_LENGTH, Math.sqrt(PAGE * area));
  }

  /**
   * Lays a level out.
   *
   * @param length of the page, as far as it is known
   * @param longest how long the level's pieces may be together, given them
   */
  private Placement arrange(Level level, double length, ToDoubleFunction<List<Placement>> longest) {
    Map<Integer, List<Integer>> made = new HashMap<>();
    level
        .nets()
        .forEach(
            net -> made.computeIfAbsent(net.source(), k -> new ArrayList<>()).add(net.value()));
    Map<Integer, Placement> inner = new HashMap<>();
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < level.parts().size(); i++) {
      Part part = level.parts().get(i);
      if (part instanceof Part.Frame frame) {
        Part.Insets insets = frame.insets();
        Placement placed =
            arrange(frame.level(), length, pieces -> length * MORE_INSIDE).in(insets);
        inner.put(i, placed);
        blocks.add(Block.of(placed));
      } else if (part instanceof Part.Box box) {
        blocks.add(Block.of(box, made.getOrDefault(i, List.of())));
        boxes++;
      }
    }
    progress.accept(boxes);
    List<Placement> pieces = new ArrayList<>();
    for (Piece piece : pieces(level, blocks)) {
      pieces.add(place(piece, pieces.isEmpty() ? Map.of() : pieces.get(pieces.size() - 1).exits()));
    }
    Placement stacked = Stack.of(pieces, longest.applyAsDouble(pieces));
    return new Placement(
        stacked.across(),
        stacked.along(),
        stacked.corners(),
        inner,
        stacked.routes(),
        stacked.entries(),
        stacked.exits());
  }

  private static List<Piece> pieces(Level level, List<Block> blocks) {
    List<Integer> starts = Cuts.of(level);
    int count = starts.size() - 1;
    int[] pieceOf = new int[blocks.size()];
    List<List<Net>> nets = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      nets.add(new ArrayList<>());
      java.util.Arrays.fill(pieceOf, starts.get(k), starts.get(k + 1), k);
    }
    for (Net net : level.nets()) {
      int first = net.enters() ? 0 : pieceOf[net.source()];
      int last = net.last(blocks.size());
      int end = last >= blocks.size() ? count - 1 : pieceOf[last];
      for (int k = first; k <= end; k++) {
        boolean goesOn = k < end || net.leaves();
        nets.get(k).add(within(net, starts.get(k), starts.get(k + 1), goesOn));
      }
    }
    List<Piece> pieces = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      pieces.add(Piece.of(blocks.subList(starts.get(k), starts.get(k + 1)), nets.get(k)));
    }
    return pieces;
  }

  /** The part of a net that is in a piece. */
  private static Net within(Net net, int from, int to, boolean goesOn) {
    int source = net.source() >= from ? net.source() - from : Net.OUTSIDE;
    List<Integer> targets = new ArrayList<>();
    for (int target : net.targets()) {
      if (target >= from && target < to) {
        targets.add(target - from);
      }
    }
    if (goesOn) {
      targets.add(Net.OUTSIDE);
    }
    return new Net(net.value(), source, targets);
  }

  /** Places a piece, its values in the order across in which they leave the one before. */
  private Placement place(Piece piece, Map<Integer, Double> before) {
    List<Integer> passing = Passing.of(piece);
    if (!passing.isEmpty()) {
      return Passing.beside(place(Passing.without(piece, passing), before), passing, before);
    }
    List<Integer> wanted = new ArrayList<>(piece.entering());
    wanted.sort(Comparator.comparing(value -> before.getOrDefault(value, 0.0)));
    if (Lone.fits(piece, wanted)) {
      return Lone.arrange(before.isEmpty() ? piece : piece.ordered(wanted, piece.leaving()));
    }
    Placement free = lookUp(piece);
    if (before.isEmpty() || wanted.size() < 2 || wanted.equals(inOrder(free.entries()))) {
      return free;
    }
    return lookUp(piece.ordered(wanted, inOrder(free.exits())));
  }

  private static List<Integer> inOrder(Map<Integer, Double> places) {
    return places.entrySet().stream()
        .sorted(Map.Entry.<Integer, Double>comparingByValue().thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A piece's placement, of an equal one if there was one. */
  private Placement lookUp(Piece piece) {
    Map<Integer, Integer> numbers = new LinkedHashMap<>();
    for (Net net : piece.nets()) {
      numbers.put(net.value(), numbers.size());
    }
    Placement placed = known.computeIfAbsent(piece.renamed(numbers), Elk::arrange);
    Map<Integer, Integer> values = new HashMap<>();
    numbers.forEach((value, number) -> values.put(number, value));
    return placed.renamed(values);
  }
}
