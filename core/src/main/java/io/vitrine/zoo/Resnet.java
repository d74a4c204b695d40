package io.vitrine.zoo;

import io.vitrine.model.Network;
import io.vitrine.zoo.LayerBuilder.Square;

/** ResNet of basic blocks, under torchvision's layer names. */
final class Resnet {
  private Resnet() {}

  static Network of18(ImageTask task) {
    LayerBuilder b = LayerBuilder.of("resnet18");
    String x = b.images("input", task.channels(), task.height(), task.width());
    x = b.conv("conv1", x, 64, new Square(7, 2, 3), false);
    x = b.relu("relu", b.batchNorm("bn1", x));
    x = b.maxPool("maxpool", x, new Square(3, 2, 1));
    for (int stage = 1; stage <= 4; stage++) {
      int filters = 32 << stage;
      x = block(b, "layer" + stage + ".0.", x, filters, stage == 1 ? 1 : 2);
      x = block(b, "layer" + stage + ".1.", x, filters, 1);
    }
    x = b.flatten("flatten", b.globalAveragePool("avgpool", x));
    return b.build(b.linear("fc", x, task.classes()));
  }

  /**
   * Two 3 x 3 convolutions beside a skip connection, which is a 1 x 1 convolution where the shape
   * changes.
   */
  private static String block(LayerBuilder b, String path, String from, int filters, int stride) {
    String x = b.conv(path + "conv1", from, filters, new Square(3, stride, 1), false);
    x = b.relu(path + "relu", b.batchNorm(path + "bn1", x));
    x = b.conv(path + "conv2", x, filters, new Square(3, 1, 1), false);
    x = b.batchNorm(path + "bn2", x);
    String skip = from;
    if (!b.shape(from).equals(b.shape(x))) {
      skip = b.conv(path + "downsample.0", from, filters, new Square(1, stride, 0), false);
      skip = b.batchNorm(path + "downsample.1", skip);
    }
    return b.relu(path + "relu2", b.add(path + "add", x, skip));
  }
}
