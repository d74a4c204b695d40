package io.vitrine.torch.family;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The points at which one region of an image is sampled (He and others, Mask R-CNN, 2017). */
final class RegionGrid {
  private final int rows;
  private final int columns;
  private final boolean largest;
  private final double top;
  private final double left;
  private final double cellHeight;
  private final double cellWidth;
  private final int down;
  private final int across;

  private RegionGrid(Call call, double[] region) {
    Node node = call.context().node();
    this.rows = (int) node.intOr("output_height", 1);
    this.columns = (int) node.intOr("output_width", 1);
    this.largest = node.stringOr("mode", "avg").equals("max");
    double scale = node.floatOr("spatial_scale", 1);
    String usual = call.context().opset() < 16 ? "output_half_pixel" : "half_pixel";
    boolean half = node.stringOr("coordinate_transformation_mode", usual).equals("half_pixel");
    double shift = half ? 0.5 : 0;
    this.left = region[0] * scale - shift;
    this.top = region[1] * scale - shift;
    double width = region[2] * scale - shift - left;
    double height = region[3] * scale - shift - top;
    this.cellWidth = (half ? width : Math.max(1, width)) / columns;
    this.cellHeight = (half ? height : Math.max(1, height)) / rows;
    int samples = (int) node.intOr("sampling_ratio", 0);
    this.down = samples > 0 ? samples : (int) Math.ceil(cellHeight);
    this.across = samples > 0 ? samples : (int) Math.ceil(cellWidth);
  }

  static RegionGrid of(Call call, double[] region) {
    return new RegionGrid(call, region);
  }

  /** The region of an image (C, H, W) as (C, rows, columns). */
  Tensor pooled(Tensor image) {
    long height = image.size(1);
    long width = image.size(2);
    int points = rows * columns * down * across;
    long[][] places = new long[4][points];
    double[][] weights = new double[4][points];
    int at = 0;
    for (int cell = 0; cell < rows * columns; cell++) {
      for (int sample = 0; sample < down * across; sample++, at++) {
        int row = cell / columns;
        int stepDown = sample / across;
        double y = top + (row + (stepDown + 0.5) / down) * cellHeight;
        double x = left + (cell % columns + (sample % across + 0.5) / across) * cellWidth;
        corners(places, weights, at, y, x, height, width);
      }
    }
    Tensor flat = image.reshape(image.size(0), height * width);
    List<Tensor> parts = new ArrayList<>();
    for (int corner = 0; corner < 4; corner++) {
      Tensor weight = Fresh.doubles(weights[corner], 1, points).to(NativeTensors.type(image));
      parts.add(flat.index_select(1, Fresh.list(places[corner])).mul(weight));
    }
    return reduced(parts, image.size(0));
  }

  private Tensor reduced(List<Tensor> parts, long channels) {
    Tensor corners = torch.stack(new TensorVector(parts.toArray(Tensor[]::new)), 0);
    Tensor points =
        largest
            ? corners.amax(new long[] {0}, false)
            : corners.sum(new long[] {0}, false, new org.bytedeco.pytorch.ScalarTypeOptional());
    return RegionRuns.reduced(
        points.reshape(channels, rows, columns, (long) down * across), largest);
  }

  /** The four pixels around a point and their weights; points beyond the image weigh nothing. */
  private static void corners(
      long[][] places, double[][] weights, int at, double y, double x, long height, long width) {
    if (y < -1 || y > height || x < -1 || x > width) {
      return;
    }
    double insideY = Math.min(Math.max(0, y), height - 1.0);
    double insideX = Math.min(Math.max(0, x), width - 1.0);
    long row = (long) insideY;
    long column = (long) insideX;
    double low = insideY - row;
    double right = insideX - column;
    for (int corner = 0; corner < 4; corner++) {
      long cornerRow = Math.min(height - 1, row + corner / 2);
      long cornerColumn = Math.min(width - 1, column + corner % 2);
      places[corner][at] = cornerRow * width + cornerColumn;
      weights[corner][at] =
          (corner / 2 == 0 ? 1 - low : low) * (corner % 2 == 0 ? 1 - right : right);
    }
  }
}
