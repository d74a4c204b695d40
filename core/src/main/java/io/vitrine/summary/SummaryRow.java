package io.vitrine.summary;

import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One row of the table: the whole network, a group of layers under one path, or a layer.
 *
 * @param path the dotted path, such as {@code layer1.0}; empty for the whole network
 * @param depth how many names the path has; 0 for the whole network
 * @param index the row's number among those of its depth, from 1, in running order
 * @param kind what it stands for
 * @param type the layer's PyTorch name, ONNX's where it has none; a group's class where the file
 *     says it, else {@code Sequential} where its parts each read only what the part before made,
 *     and {@code Block} for any other
 * @param input the shape of the first value read, empty where its rank is not known
 * @param output the shape of the first value made, empty where its rank is not known
 * @param parameters those that count here; a group's are the sum of its layers'
 * @param sharePercent its part of all the network's parameters, 0 to 100
 * @param kernel the sizes of the window that it slides, empty where it slides none
 * @param groups a convolution's groups
 * @param macs multiply-accumulates, counted as {@link SummaryTotals#macs} says
 * @param outputBytes of the values made, at the batch; a group's are the sum of its layers'
 * @param shared the parameters that other layers read as well
 * @param purpose what the layer is for, a sentence in the options' language; empty for groups
 * @param sizeFormula how its output's size follows, {@code (32 - 3 + 2*1)/1 + 1 = 32}; may be empty
 * @param node the network's node, for a layer
 */
public record SummaryRow(
    String path,
    int depth,
    int index,
    Kind kind,
    String type,
    Optional<Shape> input,
    Optional<Shape> output,
    ParameterCount parameters,
    double sharePercent,
    List<Long> kernel,
    OptionalLong groups,
    Tally macs,
    Tally outputBytes,
    List<Shared> shared,
    String purpose,
    String sizeFormula,
    Optional<Node> node) {
  /** What a row stands for. */
  public enum Kind {
    NETWORK,
    /** The layers under one path. */
    GROUP,
    LAYER,
    /** A parameter that no layer reads. */
    UNUSED;

    /** Its name in files. */
    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A parameter that several layers read. It counts once, at the first of them.
   *
   * @param name its name, such as {@code embedding.weight}
   * @param count its elements
   * @param layers the paths of the layers that read it, in running order
   * @param copies the names under which the file stores its numbers again
   */
  public record Shared(String name, long count, List<String> layers, List<String> copies) {
    public Shared {
      layers = List.copyOf(layers);
      copies = List.copyOf(copies);
    }

    /** The layer that it counts at. */
    public String owner() {
      return layers.get(0);
    }
  }

  public SummaryRow {
    kernel = List.copyOf(kernel);
    shared = List.copyOf(shared);
  }

  /** The last name of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** The id of its row in HTML, to link to: {@code summary-layer1.0}. */
  public String htmlId() {
    String spaceless = path.replaceAll("\\s", "-");
    return switch (kind) {
      case NETWORK -> "summary";
      case GROUP -> "summary-group-" + spaceless;
      case LAYER, UNUSED -> "summary-" + spaceless;
    };
  }

  /** Whether its numbers are sums over rows below it, shown or not. */
  public boolean isSum() {
    return kind == Kind.NETWORK || kind == Kind.GROUP;
  }
}
