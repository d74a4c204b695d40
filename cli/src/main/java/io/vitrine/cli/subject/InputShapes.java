package io.vitrine.cli.subject;

import io.vitrine.model.Network;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import io.vitrine.model.Weights;
import io.vitrine.operator.InputSizes;
import io.vitrine.zoo.ImageTask;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that gives a network's inputs their shapes, where the model leaves them open. */
public final class InputShapes {
  @Option(
      names = "--input-shape",
      paramLabel = "[NAME=]SHAPE",
      description = {
        "Shape of the input, such as N,1,32,32 or 1x1x32x32.",
        "Of several inputs, by name: ids=1x128; may be repeated."
      })
  List<String> given = new ArrayList<>();

  /**
   * Opens a network with its weights; one of the zoo is built for the shape that is given, and a
   * script of TorchScript, which has no shapes of its own, is followed with it.
   */
  public Subject open(String subject, WeightsOptions weights, Locale language) throws IOException {
    boolean zoo = Zoo.names().contains(subject) && !Files.exists(Path.of(subject));
    if (given.isEmpty()) {
      return weights.on(subject, language);
    }
    if (!zoo) {
      Network network = Subject.of(subject).network();
      return "torchscript".equals(network.metadata().get("format"))
          ? weights.on(Subject.of(Path.of(subject), Arrays.asList(inOrder(network))), language)
          : weights.on(subject, language);
    }
    if (given.size() > 1) {
      throw new IllegalArgumentException(
          "--input-shape: " + subject + " has one input, found " + String.join(" and ", given));
    }
    Network built = zoo(subject, Subject.shape(text(given.get(0))));
    return weights.on(new Subject(built, Weights.NONE), language);
  }

  private static Network zoo(String name, Shape shape) {
    if (shape.rank() != 4 || !shape.subShape(1, 4).isKnown()) {
      throw new IllegalArgumentException(
          "--input-shape: " + name + " takes (N, C, H, W), found " + shape);
    }
    int classes = Zoo.usualTask(name).classes();
    return Zoo.build(
        name,
        new ImageTask((int) shape.size(1), (int) shape.size(2), (int) shape.size(3), classes));
  }

  private static String text(String option) {
    return option.substring(option.indexOf('=') + 1);
  }

  /**
   * The shapes by input.
   *
   * @throws IllegalArgumentException where a name is no input or given twice, or a shape names none
   *     of several
   */
  public Map<String, Shape> byName(Network network) {
    List<String> names = network.inputs().stream().map(Value::name).toList();
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (String option : given) {
      int cut = option.lastIndexOf('=');
      if (cut < 0 && names.size() != 1) {
        throw new IllegalArgumentException(
            "--input-shape "
                + option
                + ": "
                + network.name()
                + " has the inputs "
                + String.join(", ", names)
                + "; write NAME="
                + option);
      }
      String name = cut < 0 ? names.get(0) : option.substring(0, cut);
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "--input-shape "
                + option
                + ": no input '"
                + name
                + "'; there are "
                + String.join(", ", names));
      }
      @Nullable Shape before = shapes.put(name, Subject.shape(text(option)));
      if (before != null) {
        throw new IllegalArgumentException(
            "--input-shape " + option + ": '" + name + "' was given " + before + " already");
      }
    }
    return shapes;
  }

  /**
   * The shapes in the order of the inputs, up to the last one given; one that is not given is the
   * network's own.
   */
  public Shape[] inOrder(Network network) {
    Map<String, Shape> shapes = byName(network);
    List<Shape> ordered = new ArrayList<>();
    for (Value input : network.inputs()) {
      if (shapes.isEmpty()) {
        break;
      }
      Optional<Shape> shape =
          Optional.ofNullable(shapes.remove(input.name())).or(() -> input.type().tensorShape());
      ordered.add(
          shape.orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "--input-shape: give the shape of '" + input.name() + "' too")));
    }
    return ordered.toArray(new Shape[0]);
  }

  /**
   * The network with its inputs' types narrowed to the shapes.
   *
   * @throws IllegalArgumentException where a shape contradicts the network's
   */
  public Network on(Network network) {
    Map<String, Shape> shapes = byName(network);
    if (shapes.isEmpty()) {
      return network;
    }
    return InputSizes.of(network, shapes).network();
  }
}
