package io.vitrine.zoo;

import io.vitrine.model.Network;
import io.vitrine.zoo.LayerBuilder.Square;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Well-known networks for images (N, C, H, W). Each ends in logits (N, classes). */
public final class Zoo {
  private static final Map<String, Entry> ENTRIES = entries();

  /** Builds a network of the zoo. */
  private interface Recipe {
    Network build(ImageTask task);
  }

  private record Entry(Recipe recipe, ImageTask usual) {}

  private Zoo() {}

  private static Map<String, Entry> entries() {
    Map<String, Entry> entries = new LinkedHashMap<>();
    entries.put("vgg16", new Entry(task -> Vgg.of(task, 0.5f), new ImageTask(1, 32, 32, 10)));
    entries.put("lenet5", new Entry(Zoo::lenet5, new ImageTask(1, 32, 32, 10)));
    entries.put("resnet18", new Entry(Resnet::of18, new ImageTask(3, 224, 224, 1000)));
    entries.put("mlp", new Entry(Zoo::mlp, new ImageTask(1, 28, 28, 10)));
    ImageTask imageNet = new ImageTask(3, 224, 224, 1000);
    entries.put("alexnet", new Entry(Alexnet::of, imageNet));
    entries.put("vgg19", new Entry(Vgg::of19, imageNet));
    entries.put("resnet50", new Entry(Resnet::of50, imageNet));
    entries.put("densenet121", new Entry(Densenet::of121, imageNet));
    entries.put("mobilenet_v2", new Entry(Mobilenet::ofV2, imageNet));
    return Collections.unmodifiableMap(entries);
  }

  public static Set<String> names() {
    return ENTRIES.keySet();
  }

  /** The input and classes that a network is usually met with, the article's for vgg16. */
  public static ImageTask usualTask(String name) {
    return entry(name).usual();
  }

  /**
   * A network by name. Throws {@link IllegalArgumentException} for an unknown name or an input it
   * cannot take.
   */
  public static Network build(String name, ImageTask task) {
    return entry(name).recipe().build(task);
  }

  private static Entry entry(String name) {
    Entry entry = ENTRIES.get(name);
    if (entry == null) {
      throw new IllegalArgumentException(
          "no network '" + name + "' in the zoo; there are " + ENTRIES.keySet());
    }
    return entry;
  }

  /**
   * VGG-16 with batch norm as the article trains it: five stages of 3 x 3 convolutions (64, 64 |
   * 128, 128 | 256 x 3 | 512 x 3 | 512 x 3), each stage halved by a pool, and three linear layers
   * (512, 256, classes). Height and width are 32 or more. After Simonyan and Zisserman, "Very deep
   * convolutional networks", 2015, configuration D.
   */
  public static Network vgg16(int channels, int height, int width, int classes) {
    return Vgg.of(new ImageTask(channels, height, width, classes), 0.5f);
  }

  /** The same with another dropout ratio between the linear layers. */
  public static Network vgg16(ImageTask task, float dropout) {
    return Vgg.of(task, dropout);
  }

  /**
   * LeNet-5 (LeCun and others, 1998): two 5 x 5 convolutions with tanh and mean pools, linear
   * layers 120, 84, classes.
   */
  public static Network lenet5(int channels, int height, int width, int classes) {
    return lenet5(new ImageTask(channels, height, width, classes));
  }

  private static Network lenet5(ImageTask task) {
    LayerBuilder b = LayerBuilder.of("lenet5");
    Square five = new Square(5, 1, 0);
    Square half = new Square(2, 2, 0);
    String x = b.images("input", task.channels(), task.height(), task.width());
    x = b.activation("tanh1", "Tanh", b.conv("conv1", x, 6, five, true));
    x = b.averagePool("pool1", x, half);
    x = b.activation("tanh2", "Tanh", b.conv("conv2", x, 16, five, true));
    x = b.averagePool("pool2", x, half);
    x = b.flatten("flatten", x);
    x = b.activation("tanh3", "Tanh", b.linear("fc1", x, 120));
    x = b.activation("tanh4", "Tanh", b.linear("fc2", x, 84));
    return b.build(b.linear("fc3", x, task.classes()));
  }

  /**
   * ResNet-18 (He and others, 2016) with torchvision's layer names. Height and width are 32 or
   * more.
   */
  public static Network resnet18(int channels, int height, int width, int classes) {
    return Resnet.of18(new ImageTask(channels, height, width, classes));
  }

  /**
   * ResNet-50 (He and others, 2016), of bottlenecks, with torchvision's layer names. Height and
   * width are 32 or more.
   */
  public static Network resnet50(int channels, int height, int width, int classes) {
    return Resnet.of50(new ImageTask(channels, height, width, classes));
  }

  /** A perceptron with hidden layers of 128 and 64 units. */
  public static Network mlp(int channels, int height, int width, int classes) {
    return mlp(new ImageTask(channels, height, width, classes));
  }

  private static Network mlp(ImageTask task) {
    LayerBuilder b = LayerBuilder.of("mlp");
    String x =
        b.flatten("flatten", b.images("input", task.channels(), task.height(), task.width()));
    int layer = 0;
    for (int units : List.of(128, 64)) {
      x = b.relu("net." + (layer + 1), b.linear("net." + layer, x, units));
      layer += 2;
    }
    return b.build(b.linear("net." + layer, x, task.classes()));
  }
}
