package io.vitrine.summary.peer;

import io.vitrine.model.Dim;
import io.vitrine.model.Network;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import io.vitrine.summary.Summary;
import io.vitrine.summary.SummaryOptions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The table of torchsummary 1.5.1, to the character.
 *
 * <p>A row for each call of a hook: every layer, and every block that is no plain sequence after
 * its layers. A module registered twice has two hooks and so two rows, and its parameters count
 * twice; so do those of a layer used twice. Only a module's weight and bias count; the batch is -1;
 * every number is taken for 4 bytes, and a megabyte for 1,048,576. With P the parameters, and O the
 * sum of all rows' outputs: parameters take 4 P, forward and backward pass 8 O, the input 4 bytes a
 * number.
 */
public final class TorchSummary {
  private static final double MEGABYTE = 1024.0 * 1024.0;
  private static final String THIN = "-".repeat(64);
  private static final String THICK = "=".repeat(64);

  private final Summary ours;
  private final Registration registration;
  private final List<TorchModule> calls;

  private TorchSummary(Summary ours, Registration registration, List<TorchModule> calls) {
    this.ours = ours;
    this.registration = registration;
    this.calls = calls;
  }

  /** The table for a class that registers each module once. */
  public static TorchSummary of(Network network) {
    return of(network, SummaryOptions.defaults(), Registration.once());
  }

  /**
   * The table for a class that registers modules as stated.
   *
   * @param options of which the frozen names and the language count
   * @param shapes of the inputs, as for {@link Summary#of(Network, SummaryOptions, Shape...)}
   */
  public static TorchSummary of(
      Network network, SummaryOptions options, Registration registration, Shape... shapes) {
    Summary ours = Summary.of(network, options.whole(), shapes);
    List<TorchModule> calls = new ArrayList<>();
    for (TorchModule module : called(TorchModule.of(network, ours))) {
      for (int i = 0; i < registration.times(module.row().path()); i++) {
        calls.add(module);
      }
    }
    return new TorchSummary(ours, registration, calls);
  }

  /** Layers as they run, and each block after its last layer; sequences have no hook. */
  private static List<TorchModule> called(List<TorchModule> modules) {
    List<TorchModule> called = new ArrayList<>();
    Deque<TorchModule> open = new ArrayDeque<>();
    for (TorchModule module : modules) {
      while (!open.isEmpty() && open.peek().row().depth() >= module.row().depth()) {
        called.add(open.pop());
      }
      if (module.row().isSum()) {
        open.push(module);
      } else {
        called.add(module);
      }
    }
    called.addAll(open);
    called.removeIf(module -> module.row().isSum() && !module.row().type().equals("Block"));
    return called;
  }

  /** The rows' number. */
  public int rows() {
    return calls.size();
  }

  /** The parameters as torchsummary counts them. */
  public long parameters() {
    return calls.stream().mapToLong(TorchModule::weightAndBias).sum();
  }

  /** A module is trainable where its weight is. */
  private long trainable() {
    return calls.stream()
        .filter(call -> !call.parameters().isEmpty())
        .filter(call -> !ours.options().isFrozen(call.parameters().get(0).name()))
        .mapToLong(TorchModule::weightAndBias)
        .sum();
  }

  /** The table as it is printed, with its last empty line. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add(THIN);
    lines.add(line("Layer (type)", "Output Shape", "Param #"));
    lines.add(THICK);
    for (int i = 0; i < calls.size(); i++) {
      TorchModule call = calls.get(i);
      String name = call.row().type() + "-" + (i + 1);
      lines.add(line(name, shape(call.row().output()), count(call.weightAndBias())));
    }
    lines.add(THICK);
    lines.add("Total params: " + count(parameters()));
    lines.add("Trainable params: " + count(trainable()));
    lines.add("Non-trainable params: " + count(parameters() - trainable()));
    lines.add(THIN);
    lines.addAll(sizes());
    lines.add(THIN);
    return String.join("\n", lines) + "\n\n";
  }

  private static String line(String layer, String shape, String count) {
    return String.format(Locale.ROOT, "%20s  %25s %15s", layer, shape, count);
  }

  private static String shape(Optional<Shape> shape) {
    return shape
        .map(s -> s.dims().stream().skip(1).map(Dim::toString))
        .map(dims -> dims.map(dim -> ", " + dim).collect(Collectors.joining("", "[-1", "]")))
        .orElse("[-1, ?]");
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private List<String> sizes() {
    double input = inputNumbers() * 4.0 / MEGABYTE;
    double passes =
        2.0 * calls.stream().mapToLong(call -> item(call.row().output())).sum() * 4.0 / MEGABYTE;
    double parameters = parameters() * 4.0 / MEGABYTE;
    return List.of(
        "Input size (MB): " + rounded(input),
        "Forward/backward pass size (MB): " + rounded(passes),
        "Params size (MB): " + rounded(parameters),
        "Estimated Total Size (MB): " + rounded(parameters + passes + input));
  }

  /** The product over all inputs, where their sum would be right. */
  private long inputNumbers() {
    long product = 1;
    for (Value input : ours.inputs()) {
      product *= item(input.type().tensorShape());
    }
    return product;
  }

  private static long item(Optional<Shape> shape) {
    return shape.map(s -> s.elementsPerItem().orElse(0)).orElse(0L);
  }

  /** Two decimals as Python rounds them: of the exact binary number, halves to even. */
  private static String rounded(double number) {
    return new BigDecimal(number).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** Says in the options' language why this count is or is not ours. */
  public String difference() {
    Words words = new Words(ours.options().locale());
    long once = ours.totals().parameters().total();
    String ourCount = count(once);
    String ourLayers = count(ours.totals().layers());
    if (!registration.twice().isEmpty()) {
      long doubled =
          calls.stream()
              .filter(call -> registration.times(call.row().path()) == 2)
              .mapToLong(TorchModule::weightAndBias)
              .sum();
      String sum =
          "2 x "
              + count(doubled / 2)
              + " + "
              + count(parameters() - doubled)
              + " = "
              + count(parameters());
      String names = registration.twice().stream().sorted().collect(Collectors.joining(", "));
      return words.of("torchsummary.twice", names, sum, count(rows()), ourCount, ourLayers);
    }
    return parameters() == once
        ? words.of("torchsummary.same", ourCount)
        : words.of("torchsummary.other", count(parameters()), ourCount);
  }
}
