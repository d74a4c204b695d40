package io.vitrine.view.diagram.plot;

import io.vitrine.figure.Solid.Point;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where pieces stand, each at an anchor of one before it or at a point. */
final class Places {
  private static final double UNITS_PER_CM = 5;
  private static final String NUMBER = "\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+))\\s*";
  private static final Pattern POINT =
      Pattern.compile("\\(?" + NUMBER + "," + NUMBER + "," + NUMBER + "\\)?");
  private static final Pattern ANCHOR = Pattern.compile("\\(?([\\w.]+)-(\\w+)\\)?");

  private Places() {}

  static List<Piece> of(Collection<Draft> drafts) {
    Map<String, Piece> placed = new HashMap<>();
    List<Piece> pieces = new ArrayList<>();
    for (Draft draft : drafts) {
      Point o = draft.offset;
      Piece piece = draft.standing(at(draft, placed).plus(o.x(), o.y(), o.z()));
      placed.put(piece.name(), piece);
      pieces.add(piece);
    }
    return pieces;
  }

  private static Point at(Draft draft, Map<String, Piece> placed) {
    Matcher anchor = ANCHOR.matcher(draft.to);
    Piece other = anchor.matches() ? placed.get(anchor.group(1)) : null;
    Point at = other == null ? point(draft.to) : other.at(Anchor.of(anchor.group(2)));
    return draft.kind == Kind.SUM ? at.plus(-draft.standing(at).width() / 2, 0, 0) : at;
  }

  private static Point point(String text) {
    Matcher point = POINT.matcher(text);
    if (!point.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no place; write an anchor, 'pool1-east', or a point, '(0,0,0)'");
    }
    return new Point(number(point, 1), number(point, 2), number(point, 3));
  }

  private static double number(Matcher point, int group) {
    return UNITS_PER_CM * Double.parseDouble(point.group(group));
  }

  /** Checks that a piece can stand at a place. */
  static void require(String place, String name, Map<String, Draft> drafts) {
    Matcher anchor = ANCHOR.matcher(place);
    if (!anchor.matches()) {
      point(place);
      return;
    }
    if (anchor.group(1).equals(name)) {
      throw new IllegalArgumentException(name + ": stands at itself, '" + place + "'");
    }
    if (!drafts.containsKey(anchor.group(1))) {
      throw new IllegalArgumentException(name + ": " + missing(anchor.group(1), drafts.keySet()));
    }
    try {
      Anchor.of(anchor.group(2));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  static String missing(String name, Collection<String> names) {
    return "no piece '" + name + "' before it; there are " + String.join(", ", names);
  }
}
