package io.vitrine.zoo;

import io.vitrine.model.Network;
import io.vitrine.zoo.LayerBuilder.Square;

/** ResNets, under torchvision's layer names. */
final class Resnet {
  private Resnet() {}

  /** A block of a stage; the first of a stage may have a stride. */
  private interface Maker {
    String block(LayerBuilder b, String path, String from, int filters, int stride);
  }

  static Network of18(ImageTask task) {
    return of("resnet18", task, new int[] {2, 2, 2, 2}, Resnet::basic);
  }

  static Network of50(ImageTask task) {
    return of("resnet50", task, new int[] {3, 4, 6, 3}, Resnet::bottleneck);
  }

  private static Network of(String name, ImageTask task, int[] blocks, Maker maker) {
    LayerBuilder b = LayerBuilder.of(name);
    String x = b.images("input", task.channels(), task.height(), task.width());
    x = b.conv("conv1", x, 64, new Square(7, 2, 3), false);
    x = b.relu("relu", b.batchNorm("bn1", x));
    x = b.maxPool("maxpool", x, new Square(3, 2, 1));
    for (int stage = 1; stage <= blocks.length; stage++) {
      for (int i = 0; i < blocks[stage - 1]; i++) {
        int stride = i == 0 && stage > 1 ? 2 : 1;
        x = maker.block(b, "layer" + stage + "." + i + ".", x, 32 << stage, stride);
      }
    }
    x = b.flatten("flatten", b.globalAveragePool("avgpool", x));
    return b.build(b.linear("fc", x, task.classes()));
  }

  /**
   * Two 3 x 3 convolutions beside a skip connection, which is a 1 x 1 convolution where the shape
   * changes.
   */
  private static String basic(LayerBuilder b, String path, String from, int filters, int stride) {
    String x = b.conv(path + "conv1", from, filters, new Square(3, stride, 1), false);
    x = b.relu(path + "relu", b.batchNorm(path + "bn1", x));
    x = b.conv(path + "conv2", x, filters, new Square(3, 1, 1), false);
    x = b.batchNorm(path + "bn2", x);
    return joined(b, path, from, x, stride, "relu2");
  }

  /** 1 x 1 to fewer channels, 3 x 3, 1 x 1 to four times as many, beside a skip connection. */
  private static String bottleneck(
      LayerBuilder b, String path, String from, int filters, int stride) {
    String x = b.conv(path + "conv1", from, filters, new Square(1, 1, 0), false);
    x = b.relu(path + "relu", b.batchNorm(path + "bn1", x));
    x = b.conv(path + "conv2", x, filters, new Square(3, stride, 1), false);
    x = b.relu(path + "relu2", b.batchNorm(path + "bn2", x));
    x = b.conv(path + "conv3", x, 4 * filters, new Square(1, 1, 0), false);
    x = b.batchNorm(path + "bn3", x);
    return joined(b, path, from, x, stride, "relu3");
  }

  private static String joined(
      LayerBuilder b, String path, String from, String made, int stride, String relu) {
    String skip = from;
    if (!b.shape(from).equals(b.shape(made))) {
      int filters = (int) b.shape(made).size(1);
      skip = b.conv(path + "downsample.0", from, filters, new Square(1, stride, 0), false);
      skip = b.batchNorm(path + "downsample.1", skip);
    }
    return b.relu(path + relu, b.add(path + "add", made, skip));
  }
}
