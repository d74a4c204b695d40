package io.vitrine.cli.view;

import io.vitrine.cli.program.Program;
import io.vitrine.cli.subject.InputShapes;
import io.vitrine.cli.subject.WeightsOptions;
import io.vitrine.model.Network;
import io.vitrine.model.Shape;
import io.vitrine.summary.Column;
import io.vitrine.summary.Format;
import io.vitrine.summary.Summary;
import io.vitrine.summary.SummaryOptions;
import io.vitrine.summary.peer.Registration;
import io.vitrine.summary.peer.TorchInfo;
import io.vitrine.summary.peer.TorchSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Prints a network's layers. */
@Command(
    name = "summary",
    description = SummaryCommand.ABOUT,
    footer = {
      "",
      "Examples:",
      "  vitrine summary vgg16",
      "  vitrine summary resnet18 --input-shape N,3,64,64 --depth 2 --batch 8",
      "  vitrine summary vgg16 --explain --lang zh-CN",
      "  vitrine summary runs/demo/model.onnx --format latex -o layers.tex",
      "  vitrine summary vgg16 --columns layer,output,parameters --sort parameters",
      "  vitrine summary vgg16 --as torchsummary",
      "  vitrine summary vgg16 --weights model.pth     says how a PyTorch file fits",
      "  vitrine summary model.safetensors             tensors without a structure"
    })
public final class SummaryCommand implements Callable<Integer> {
  /** What the list of commands says of it. */
  public static final String ABOUT =
      "Layers, output shapes, parameters, multiply-accumulates and memory of a network.";

  @Parameters(
      paramLabel = "MODEL",
      description = "A network of the zoo, a model file, or a run's folder.")
  String subject;

  @Mixin InputShapes inputShapes;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "1",
      description = "Images a batch (${DEFAULT-VALUE}).")
  long batch;

  @Option(
      names = "--depth",
      paramLabel = "N",
      defaultValue = "3",
      description = "Levels of the tree (${DEFAULT-VALUE}).")
  int depth;

  @Option(
      names = "--columns",
      paramLabel = "LIST",
      split = ",",
      completionCandidates = Keys.class,
      description = "Columns, comma-separated: ${COMPLETION-CANDIDATES}.")
  @Nullable List<String> columns;

  @Option(
      names = "--sort",
      paramLabel = "COLUMN",
      description = "Sort by a column, the largest first; a flat list.")
  @Nullable String sort;

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "text",
      description = "text, csv, json, markdown, latex or html (${DEFAULT-VALUE}).")
  String format;

  @Option(names = "--json", description = "The same as --format json.")
  boolean json;

  @Option(
      names = "--as",
      paramLabel = "TOOL",
      description =
          "torchsummary or torchinfo: their table by their counting; standard error says how it differs.")
  @Nullable String as;

  @Option(
      names = "--explain",
      description = "Say what each layer is for and how its output's size follows.")
  boolean explain;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to a file, not to standard output.")
  @Nullable Path output;

  @Mixin WeightsOptions weights;

  @ParentCommand Program program;

  /** The names of the columns, for the help. */
  static final class Keys implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Column.values()).map(Column::key).iterator();
    }
  }

  @Override
  public Integer call() throws IOException {
    Network network = inputShapes.open(subject, weights, program.language()).network();
    if (network.nodes().isEmpty()) {
      System.err.println(withoutStructure(network));
    }
    Shape[] shapes = inputShapes.inOrder(network);
    if (as == null) {
      print(Summary.of(network, options(), shapes).to(Format.of(json ? "json" : format)));
    } else {
      peer(as, network, shapes);
    }
    return 0;
  }

  private static String withoutStructure(Network network) {
    String tied = network.metadata().getOrDefault("tied", "0");
    String reason = network.metadata().getOrDefault("structure", "");
    return network.name()
        + " holds "
        + network.parameters().size()
        + " tensors"
        + (tied.equals("0") ? "" : " (and " + tied + " further names for some of them)")
        + " without structure"
        + (reason.isEmpty() ? "" : " (" + reason + ")")
        + ", so nothing is known of layers and running statistics count as"
        + " parameters; with a network, --weights FILE tells more";
  }

  private void peer(String tool, Network network, Shape[] shapes) throws IOException {
    switch (tool.toLowerCase(Locale.ROOT)) {
      case "torchsummary" -> {
        TorchSummary table = TorchSummary.of(network, options(), Registration.of(network), shapes);
        print(table.text());
        System.err.println(table.difference());
      }
      case "torchinfo" -> {
        TorchInfo table = TorchInfo.of(network, options(), shapes);
        print(table.text());
        System.err.println(table.difference());
      }
      default ->
          throw new IllegalArgumentException(
              "--as: expected torchsummary or torchinfo, found '" + tool + "'");
    }
  }

  private SummaryOptions options() {
    SummaryOptions options =
        SummaryOptions.defaults().batch(batch).depth(depth).locale(program.language());
    if (columns != null) {
      options = options.columns(columns.stream().map(String::strip).map(Column::of).toList());
    }
    if (sort != null) {
      options = options.sort(SummaryOptions.Sort.by(Column.of(sort)));
    }
    return explain ? options.explained() : options;
  }

  private void print(String text) throws IOException {
    if (output != null) {
      Files.writeString(output, text, StandardCharsets.UTF_8);
    } else {
      System.out.print(text);
      System.out.flush();
    }
  }
}
