package io.vitrine.render.check;

import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Drawing;
import io.vitrine.render.text.TextBox;
import java.util.ArrayList;
import java.util.List;

/** Finds what makes a drawing's texts unreadable; for tests of views. */
public final class DrawingCheck {
  private DrawingCheck() {}

  /**
   * The texts that reach over the page's edge, and the pairs that overlap by more than a pixel;
   * each as a sentence. Cost: the square of the number of texts.
   */
  public static List<String> problems(Drawing drawing) {
    List<String> problems = new ArrayList<>();
    List<TextBox> boxes = TextBox.of(drawing);
    Box page = new Box(0, 0, drawing.width(), drawing.height());
    for (int i = 0; i < boxes.size(); i++) {
      if (!page.contains(boxes.get(i).bounds())) {
        problems.add(
            "'" + boxes.get(i).text() + "' reaches over the edge: " + boxes.get(i).bounds());
      }
      for (int j = i + 1; j < boxes.size(); j++) {
        if (boxes.get(i).overlaps(boxes.get(j))) {
          problems.add(
              "'"
                  + boxes.get(i).text()
                  + "' and '"
                  + boxes.get(j).text()
                  + "' overlap at "
                  + boxes.get(j).bounds());
        }
      }
    }
    return problems;
  }
}
