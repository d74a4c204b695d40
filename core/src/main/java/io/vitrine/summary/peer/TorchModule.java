package io.vitrine.summary.peer;

import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.operator.Operators;
import io.vitrine.operator.ParameterTable;
import io.vitrine.operator.entry.Category;
import io.vitrine.summary.Summary;
import io.vitrine.summary.SummaryRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A row that a PyTorch program would have as a module. Functions, such as an addition or a flatten,
 * are none; neither is arithmetic with a bare parameter.
 *
 * @param row our row: a layer, a group that holds modules, or the network
 * @param parameters the weights and biases that a layer reads, its own or shared
 * @param isRepeated whether all of them belong to a layer before: the module is used again
 */
record TorchModule(SummaryRow row, List<Parameter> parameters, boolean isRepeated) {
  TorchModule {
    parameters = List.copyOf(parameters);
  }

  /** The modules of a network, each group before what it holds. */
  static List<TorchModule> of(Network network, Summary summary) {
    ParameterTable table = ParameterTable.of(network);
    List<SummaryRow> rows = summary.rows();
    List<TorchModule> modules = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      SummaryRow row = rows.get(i);
      if (row.isSum() ? below(rows, i).anyMatch(TorchModule::isModule) : isModule(row)) {
        modules.add(of(row, table));
      }
    }
    return modules;
  }

  private static Stream<SummaryRow> below(List<SummaryRow> rows, int group) {
    int depth = rows.get(group).depth();
    return rows.subList(group + 1, rows.size()).stream().takeWhile(row -> row.depth() > depth);
  }

  private static boolean isModule(SummaryRow row) {
    if (row.node().isEmpty()) {
      return false;
    }
    Node node = row.node().get();
    boolean holds = row.parameters().total() > 0 || !row.shared().isEmpty();
    return switch (Operators.category(node)) {
      case CONVOLUTION, NORMALIZATION, ACTIVATION, POOLING, REGULARIZATION, RECURRENT, ATTENTION ->
          true;
      case LINEAR, SHAPE, OTHER -> holds;
      case ELEMENTWISE, REDUCTION -> false;
    };
  }

  private static TorchModule of(SummaryRow row, ParameterTable table) {
    List<ParameterTable.Entry> read =
        row.node().stream()
            .flatMap(node -> table.all().filter(entry -> entry.users().contains(node)))
            .filter(entry -> entry.role().isTrainable())
            .toList();
    boolean repeated =
        !read.isEmpty()
            && read.stream().noneMatch(entry -> entry.users().get(0).name().equals(row.path()));
    return new TorchModule(
        row, read.stream().map(ParameterTable.Entry::parameter).toList(), repeated);
  }

  long count() {
    return parameters.stream().mapToLong(Parameter::count).sum();
  }

  /**
   * What a program sees as {@code weight} and {@code bias}: recurrent layers name theirs others.
   */
  long weightAndBias() {
    Category category = row.node().map(Operators::category).orElse(Category.OTHER);
    return category == Category.RECURRENT || category == Category.ATTENTION ? 0 : count();
  }
}
