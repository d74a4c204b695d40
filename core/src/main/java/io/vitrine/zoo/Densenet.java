package io.vitrine.zoo;

import io.vitrine.model.Network;
import io.vitrine.zoo.LayerBuilder.Square;
import java.util.ArrayList;
import java.util.List;

/** DenseNet-121, under torchvision's layer names. */
final class Densenet {
  private static final int[] LAYERS = {6, 12, 24, 16};
  private static final int GROWTH = 32;

  private Densenet() {}

  static Network of121(ImageTask task) {
    LayerBuilder b = LayerBuilder.of("densenet121");
    String x = b.images("input", task.channels(), task.height(), task.width());
    x = b.conv("features.conv0", x, 64, new Square(7, 2, 3), false);
    x = b.relu("features.relu0", b.batchNorm("features.norm0", x));
    x = b.maxPool("features.pool0", x, new Square(3, 2, 1));
    for (int block = 1; block <= LAYERS.length; block++) {
      x = block(b, "features.denseblock" + block + ".", x, LAYERS[block - 1]);
      if (block < LAYERS.length) {
        x = transition(b, "features.transition" + block + ".", x);
      }
    }
    x = b.relu("relu", b.batchNorm("features.norm5", x));
    x = b.flatten("flatten", b.globalAveragePool("avgpool", x));
    return b.build(b.linear("classifier", x, task.classes()));
  }

  /** Each layer reads what all before it have made. */
  private static String block(LayerBuilder b, String path, String from, int layers) {
    List<String> made = new ArrayList<>(List.of(from));
    for (int i = 1; i <= layers; i++) {
      String p = path + "denselayer" + i + ".";
      String x = b.concat(p + "concat", made);
      x = b.relu(p + "relu1", b.batchNorm(p + "norm1", x));
      x = b.conv(p + "conv1", x, 4 * GROWTH, new Square(1, 1, 0), false);
      x = b.relu(p + "relu2", b.batchNorm(p + "norm2", x));
      made.add(b.conv(p + "conv2", x, GROWTH, new Square(3, 1, 1), false));
    }
    return b.concat(path + "concat", made);
  }

  /** Half the channels, half the size. */
  private static String transition(LayerBuilder b, String path, String from) {
    String x = b.relu(path + "relu", b.batchNorm(path + "norm", from));
    int filters = (int) b.shape(from).size(1) / 2;
    x = b.conv(path + "conv", x, filters, new Square(1, 1, 0), false);
    return b.averagePool(path + "pool", x, new Square(2, 2, 0));
  }
}
