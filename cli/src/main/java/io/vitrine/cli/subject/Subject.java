package io.vitrine.cli.subject;

import io.vitrine.formats.Networks;
import io.vitrine.formats.OpenedModel;
import io.vitrine.model.Network;
import io.vitrine.model.Shape;
import io.vitrine.model.Weights;
import io.vitrine.zoo.ImageTask;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a command looks at: a network by its name in the zoo, a model file, or a run's folder, whose
 * {@code model.onnx} it then is.
 *
 * @param tied a tensor's name by each further name that the file has for it
 */
public record Subject(Network network, Weights weights, Map<String, String> tied) {
  public Subject {
    tied = Map.copyOf(tied);
  }

  /** A network whose tensors have one name each. */
  public Subject(Network network, Weights weights) {
    this(network, weights, Map.of());
  }

  /**
   * Opens it.
   *
   * @throws IllegalArgumentException where the text is no name, file or folder that there is
   */
  public static Subject of(String text) throws IOException {
    Path path = Path.of(text);
    if (Files.isDirectory(path)) {
      return of(RunFolder.of(path).model());
    }
    if (Files.exists(path)) {
      return of(path);
    }
    if (Zoo.names().contains(text)) {
      return new Subject(Zoo.build(text, Zoo.usualTask(text)), Weights.NONE);
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is no file, no run's folder and no network of the zoo ("
            + String.join(", ", Zoo.names())
            + ")");
  }

  /**
   * Opens it, a network of the zoo built for another task: channels x height x width and classes.
   */
  public static Subject of(String text, ImageTask task) throws IOException {
    return Zoo.names().contains(text) && !Files.exists(Path.of(text))
        ? new Subject(Zoo.build(text, task), Weights.NONE)
        : of(text);
  }

  private static Subject of(Path file) throws IOException {
    return of(file, List.of());
  }

  /** A model file, whose inputs have these shapes where its format leaves them open. */
  static Subject of(Path file, List<Shape> shapes) throws IOException {
    OpenedModel opened = Networks.read(file, shapes);
    Subject subject = new Subject(opened.network(), opened.weights(), opened.tied());
    boolean inConstants =
        opened.hasStructure()
            && opened.network().parameters().stream().allMatch(p -> p.constant().isPresent());
    return inConstants ? subject.withConstantsAsParameters() : subject;
  }

  /** This with the tensors of its Constant nodes as parameters. */
  public Subject withConstantsAsParameters() {
    OpenedModel model = new OpenedModel(network, weights, tied).withConstantsAsParameters();
    return new Subject(model.network(), model.weights(), model.tied());
  }

  /**
   * This, where it has weights. Throws {@link IllegalArgumentException} that says how to get some.
   */
  public Subject requireWeights() {
    if (weights.names().isEmpty()) {
      throw new IllegalArgumentException(
          network.name()
              + (Zoo.names().contains(network.name())
                  ? " of the zoo has no trained weights"
                  : " holds no weights")
              + "; give a run's folder, a model file (vitrine demo makes one)"
              + " or --weights FILE");
    }
    return this;
  }

  /**
   * This, where it says how its tensors are connected. Throws {@link IllegalArgumentException} that
   * says what to do.
   */
  public Subject requireStructure() {
    if (network.nodes().isEmpty() && network.parameters().isEmpty()) {
      throw new IllegalArgumentException(
          network.name() + " has neither nodes nor parameters: an empty network shows nothing");
    }
    if (network.nodes().isEmpty()) {
      throw new IllegalArgumentException(
          network.name()
              + " holds weights without structure; name the network too, such as"
              + " 'vgg16 --weights FILE' or 'model.onnx --weights FILE'");
    }
    return this;
  }

  /** A shape as people write it: {@code 1x32x32} or {@code N,1,32,32}. */
  public static Shape shape(String text) {
    String[] parts = text.split(text.contains(",") ? "," : "x", -1);
    io.vitrine.model.Dim[] dims = new io.vitrine.model.Dim[parts.length];
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i].strip();
      try {
        dims[i] =
            part.matches("[A-Za-z_]\\w*")
                ? io.vitrine.model.Dim.symbol(part)
                : io.vitrine.model.Dim.of(Long.parseLong(part));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "'" + text + "' is no shape; write 1x32x32 or N,1,32,32");
      }
    }
    return Shape.of(dims);
  }
}
