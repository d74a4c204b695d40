package io.vitrine.cli.view;

import io.vitrine.cli.program.Program;
import io.vitrine.cli.subject.Subject;
import io.vitrine.cli.subject.WeightsOptions;
import io.vitrine.figure.Figure;
import io.vitrine.formats.Npy;
import io.vitrine.inspect.InspectJson;
import io.vitrine.inspect.InspectText;
import io.vitrine.inspect.Inventory;
import io.vitrine.inspect.NamePattern;
import io.vitrine.inspect.NodeEntry;
import io.vitrine.inspect.Query;
import io.vitrine.inspect.ShapePattern;
import io.vitrine.inspect.TensorEntry;
import io.vitrine.inspect.TensorReport;
import io.vitrine.model.Tensor;
import io.vitrine.render.Figures;
import io.vitrine.render.RenderOptions;
import io.vitrine.run.Histogram;
import io.vitrine.view.spread.Histograms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Lists a file's tensors and nodes, and measures one of them. */
@Command(
    name = "inspect",
    description = InspectCommand.ABOUT,
    footer = {
      "",
      "A pattern is a part of a name, a whole name with * and ?, or a regular expression in slashes.",
      "Element types that NumPy lacks (bfloat16, 8-bit floats, 4-bit numbers) become its float32.",
      "",
      "Examples:",
      "  vitrine inspect model.onnx                    all tensors with their sizes",
      "  vitrine inspect model.pth layer1.0.weight     its statistics and histogram",
      "  vitrine inspect model.pth layer1.0.weight -o spread.svg --npy weight.npy",
      "  vitrine inspect model.onnx --operator Conv --shape '64,*,3,3'",
      "  vitrine inspect model.safetensors --name '*.bias' --json",
      "  vitrine inspect vgg16 --name '/^layer[12]\\./'",
      "  vitrine inspect vgg16 layer1.0.weight --weights model.pth"
    })
public final class InspectCommand implements Callable<Integer> {
  /** What the list of commands says of it. */
  public static final String ABOUT =
      "The tensors and nodes of a model file; of a tensor, what its numbers have in common.";

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model file, a run's folder, or a network of the zoo.")
  String subject;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME",
      description = "A tensor, or a node by its path (all tensors are listed).")
  @Nullable String name;

  @Option(
      names = "--name",
      paramLabel = "PATTERN",
      description = "Tensors and nodes of such a name.")
  @Nullable String names;

  @Option(
      names = "--operator",
      paramLabel = "PATTERN",
      description = "Nodes of such an operator, and the tensors that they read.")
  @Nullable String operator;

  @Option(
      names = "--shape",
      paramLabel = "SHAPE",
      description = "Of such a shape, as 64,*,3,3 (* is any size, ... any sizes).")
  @Nullable String shape;

  @Option(names = "--json", description = "Print as JSON.")
  boolean json;

  @Option(
      names = "--bins",
      paramLabel = "N",
      defaultValue = "" + Histogram.BUCKETS,
      description = "Bars of the histogram (${DEFAULT-VALUE}).")
  int bins;

  @Option(
      names = "--npy",
      paramLabel = "FILE",
      description = "Write the tensor's numbers as a NumPy array.")
  @Nullable Path npy;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Draw the tensor's histogram: svg, png, jpg, pdf or tex by the file's ending.")
  @Nullable Path output;

  @Mixin WeightsOptions weights;

  @ParentCommand Program main;

  @Override
  public Integer call() throws IOException {
    Subject opened = weights.on(subject, main.language()).withConstantsAsParameters();
    Inventory all = Inventory.of(opened.network(), opened.tied());
    if (name == null) {
      requireTensor(npy, "--npy");
      requireTensor(output, "-o");
      Inventory found = all.select(query());
      print(json ? InspectJson.of(found) : InspectText.of(found, all, main.language()));
      return 0;
    }
    if (!query().isAll()) {
      throw new IllegalArgumentException(
          "--name, --operator and --shape search the list; leave '" + name + "' out, or them");
    }
    return one(opened, all, name);
  }

  private int one(Subject opened, Inventory all, String wanted) throws IOException {
    Optional<TensorEntry> tensor = all.tensor(wanted);
    if (tensor.isPresent()) {
      measure(opened, tensor.get());
      return 0;
    }
    NodeEntry node = all.node(wanted).orElseThrow(() -> all.unknown(wanted));
    requireTensor(npy, "--npy");
    requireTensor(output, "-o");
    String network = all.network();
    print(json ? InspectJson.of(network, node) : InspectText.of(network, node, main.language()));
    return 0;
  }

  private static void requireTensor(@Nullable Path file, String option) {
    if (file != null) {
      throw new IllegalArgumentException(option + " needs the name of a tensor behind the model");
    }
  }

  private Query query() {
    return new Query(
        Optional.ofNullable(names).map(NamePattern::of),
        Optional.ofNullable(operator).map(NamePattern::of),
        Optional.ofNullable(shape).map(ShapePattern::of));
  }

  private void measure(Subject opened, TensorEntry tensor) throws IOException {
    TensorReport report = TensorReport.of(opened.network().name(), tensor, opened.weights(), bins);
    print(json ? InspectJson.of(report) : InspectText.of(report, main.language()));
    if (npy != null) {
      Npy.write(npy, numbers(opened, tensor));
      System.err.println(npy);
    }
    if (output != null) {
      numbers(opened, tensor);
      draw(bins == Histogram.BUCKETS ? report : report(opened, tensor, Histogram.BUCKETS), output);
    }
  }

  private static TensorReport report(Subject opened, TensorEntry tensor, int bins) {
    return TensorReport.of(opened.network().name(), tensor, opened.weights(), bins);
  }

  private void draw(TensorReport report, Path file) throws IOException {
    Locale language = main.language();
    Figure figure =
        Histograms.of(report.network(), report.entry().name(), report.spreads(language), language);
    Figures.saveAll(Map.of(file, figure), RenderOptions.defaults());
    System.err.println(file);
  }

  private static Tensor numbers(Subject opened, TensorEntry tensor) {
    return tensor
        .parameter()
        .constant()
        .or(() -> opened.weights().get(tensor.name()))
        .orElseThrow(() -> new IllegalArgumentException(tensor.name() + " comes without numbers"));
  }

  private static void print(String text) {
    System.out.print(text);
    System.out.flush();
  }
}
