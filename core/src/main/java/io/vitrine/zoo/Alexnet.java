package io.vitrine.zoo;

import io.vitrine.model.Network;
import io.vitrine.zoo.LayerBuilder.Square;

/** AlexNet as torchvision has it, of one stream, under its layer names. */
final class Alexnet {
  private Alexnet() {}

  static Network of(ImageTask task) {
    LayerBuilder b = LayerBuilder.of("alexnet");
    Square half = new Square(3, 2, 0);
    Square three = new Square(3, 1, 1);
    String x = b.images("input", task.channels(), task.height(), task.width());
    x = b.relu("features.1", b.conv("features.0", x, 64, new Square(11, 4, 2), true));
    x = b.maxPool("features.2", x, half);
    x = b.relu("features.4", b.conv("features.3", x, 192, new Square(5, 1, 2), true));
    x = b.maxPool("features.5", x, half);
    x = b.relu("features.7", b.conv("features.6", x, 384, three, true));
    x = b.relu("features.9", b.conv("features.8", x, 256, three, true));
    x = b.relu("features.11", b.conv("features.10", x, 256, three, true));
    x = b.maxPool("features.12", x, half);
    x = b.flatten("flatten", b.poolTo("avgpool", x, 6));
    x = b.dropout("classifier.0", x, 0.5f);
    x = b.relu("classifier.2", b.linear("classifier.1", x, 4096));
    x = b.dropout("classifier.3", x, 0.5f);
    x = b.relu("classifier.5", b.linear("classifier.4", x, 4096));
    return b.build(b.linear("classifier.6", x, task.classes()));
  }
}
