package io.vitrine.zoo;

import io.vitrine.model.Network;
import io.vitrine.zoo.LayerBuilder.Square;
import java.util.List;

/** VGG-16 with batch norm, under the article's layer names, and VGG-19. */
final class Vgg {
  private static final List<List<Integer>> STAGES =
      List.of(
          List.of(64, 64),
          List.of(128, 128),
          List.of(256, 256, 256),
          List.of(512, 512, 512),
          List.of(512, 512, 512));

  private Vgg() {}

  static Network of(ImageTask task, float dropout) {
    LayerBuilder b = LayerBuilder.of("vgg16");
    String x = b.images("input", task.channels(), task.height(), task.width());
    for (int stage = 0; stage < STAGES.size(); stage++) {
      x = stage(b, "layer" + (stage + 1) + ".", x, STAGES.get(stage));
    }
    x = b.flatten("flatten", x);
    x = b.relu("fc.1", b.linear("fc.0", x, 512));
    x = b.dropout("fc.2", x, dropout);
    x = b.relu("fc.4", b.linear("fc.3", x, 256));
    x = b.dropout("fc.5", x, dropout);
    return b.build(b.linear("fc.6", x, task.classes()));
  }

  /** VGG-19 without batch norm, under torchvision's layer names. */
  static Network of19(ImageTask task) {
    LayerBuilder b = LayerBuilder.of("vgg19");
    String x = b.images("input", task.channels(), task.height(), task.width());
    int index = 0;
    for (int stage = 0; stage < STAGES.size(); stage++) {
      for (int i = 0; i < (stage < 2 ? 2 : 4); i++) {
        int filters = STAGES.get(stage).get(0);
        x = b.conv("features." + index, x, filters, new Square(3, 1, 1), true);
        x = b.relu("features." + (index + 1), x);
        index += 2;
      }
      x = b.maxPool("features." + index, x, new Square(2, 2, 0));
      index++;
    }
    x = b.flatten("flatten", b.poolTo("avgpool", x, 7));
    x = b.relu("classifier.1", b.linear("classifier.0", x, 4096));
    x = b.dropout("classifier.2", x, 0.5f);
    x = b.relu("classifier.4", b.linear("classifier.3", x, 4096));
    x = b.dropout("classifier.5", x, 0.5f);
    return b.build(b.linear("classifier.6", x, task.classes()));
  }

  private static String stage(LayerBuilder b, String path, String from, List<Integer> widths) {
    String x = from;
    int index = 0;
    for (int filters : widths) {
      x = b.conv(path + index, x, filters, new Square(3, 1, 1), true);
      x = b.batchNorm(path + (index + 1), x);
      x = b.relu(path + (index + 2), x);
      index += 3;
    }
    return b.maxPool(path + index, x, new Square(2, 2, 0));
  }
}
