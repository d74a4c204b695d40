package io.vitrine.zoo;

import io.vitrine.model.Network;
import io.vitrine.zoo.LayerBuilder.Square;
import java.util.List;

/** MobileNetV2, under torchvision's layer names. */
final class Mobilenet {
  /** Blocks of one size: how much wider they are inside, their filters, number, first stride. */
  private record Stage(int expansion, int filters, int blocks, int stride) {}

  private static final List<Stage> STAGES =
      List.of(
          new Stage(1, 16, 1, 1),
          new Stage(6, 24, 2, 2),
          new Stage(6, 32, 3, 2),
          new Stage(6, 64, 4, 2),
          new Stage(6, 96, 3, 1),
          new Stage(6, 160, 3, 2),
          new Stage(6, 320, 1, 1));

  private static final Square ONE = new Square(1, 1, 0);

  private Mobilenet() {}

  static Network ofV2(ImageTask task) {
    LayerBuilder b = LayerBuilder.of("mobilenet_v2");
    String x = b.images("input", task.channels(), task.height(), task.width());
    x = activated(b, "features.0", b.conv("features.0.0", x, 32, new Square(3, 2, 1), false));
    int index = 1;
    for (Stage stage : STAGES) {
      for (int i = 0; i < stage.blocks(); i++) {
        int stride = i == 0 ? stage.stride() : 1;
        x = block(b, "features." + index, x, stage, stride);
        index++;
      }
    }
    String last = "features." + index;
    x = activated(b, last, b.conv(last + ".0", x, 1280, ONE, false));
    x = b.flatten("flatten", b.globalAveragePool("avgpool", x));
    x = b.dropout("classifier.0", x, 0.2f);
    return b.build(b.linear("classifier.1", x, task.classes()));
  }

  private static String activated(LayerBuilder b, String path, String convolution) {
    return b.relu6(path + ".2", b.batchNorm(path + ".1", convolution));
  }

  /** 1 x 1 to more channels, one filter for each, 1 x 1 to fewer, beside a skip where it fits. */
  private static String block(LayerBuilder b, String path, String from, Stage stage, int stride) {
    String p = path + ".conv.";
    String x = from;
    int part = 0;
    if (stage.expansion() > 1) {
      int wide = stage.expansion() * (int) b.shape(from).size(1);
      x = activated(b, p + part, b.conv(p + part + ".0", x, wide, ONE, false));
      part++;
    }
    x = activated(b, p + part, b.depthwise(p + part + ".0", x, new Square(3, stride, 1)));
    x = b.conv(p + (part + 1), x, stage.filters(), ONE, false);
    x = b.batchNorm(p + (part + 2), x);
    return b.shape(from).equals(b.shape(x)) ? b.add(path + ".add", from, x) : x;
  }
}
