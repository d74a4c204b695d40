package io.vitrine.view.training;

import io.vitrine.figure.Grid;

/**
 * Gathers steps into columns of equal width in steps.
 *
 * @param columns at least one logged step falls into each, or the column repeats the one before
 * @param from the left end of the first column, in steps
 * @param width of a column, in steps
 */
record StepBins(int columns, double from, double width) {
  /**
   * Columns for logged steps: one for each step where there are at most {@code most} and they are
   * evenly spaced, else as many whole multiples of their spacing as are needed.
   */
  static StepBins of(GradientData data, int most) {
    int count = data.steps().size();
    double first = data.steps().at(0);
    double last = data.steps().at(count - 1);
    double spacing = count == 1 ? 1 : (last - first) / (count - 1);
    int perColumn = Math.max(1, (count + most - 1) / most);
    int columns = (count + perColumn - 1) / perColumn;
    return new StepBins(columns, first - spacing / 2, spacing * perColumn);
  }

  /** The right end of the last column. */
  double to() {
    return from + columns * width;
  }

  int column(double step) {
    return (int) Math.max(0, Math.min(columns - 1, Math.floor((step - from) / width)));
  }

  /** (P, T) to (P, columns). */
  Grid gather(GradientData data, GradientOptions.Binning binning) {
    float[] cells = new float[data.parameters().size() * columns];
    for (int row = 0; row < data.parameters().size(); row++) {
      gatherRow(data, row, binning, cells);
    }
    return Grid.of(data.parameters().size(), columns, cells);
  }

  private void gatherRow(
      GradientData data, int row, GradientOptions.Binning binning, float[] cells) {
    int step = 0;
    double shown = Double.NaN;
    for (int column = 0; column < columns; column++) {
      double sum = 0;
      double max = Double.NEGATIVE_INFINITY;
      int count = 0;
      while (step < data.steps().size() && column(data.steps().at(step)) == column) {
        double value = data.meanAbs().at(row, step++);
        sum += value;
        max = Math.max(max, value);
        count++;
      }
      if (count > 0) {
        shown = binning == GradientOptions.Binning.MEAN ? sum / count : max;
      }
      cells[row * columns + column] = (float) shown;
    }
  }
}
