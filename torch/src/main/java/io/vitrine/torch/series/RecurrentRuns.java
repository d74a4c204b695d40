package io.vitrine.torch.series;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.OperatorRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Recurrent layers over (T, N, I), or (N, T, I) with layout 1. */
public final class RecurrentRuns {
  /** The operators by name. */
  public static final Map<String, OperatorFactory> ALL =
      Map.of(
          "RNN", context -> prepare(context, RecurrentCell.Kind.RNN),
          "GRU", context -> prepare(context, RecurrentCell.Kind.GRU),
          "LSTM", context -> prepare(context, RecurrentCell.Kind.LSTM));

  private RecurrentRuns() {}

  /**
   * Gives all states (T, directions, N, H), the last state and, for LSTM, the last cell, each
   * (directions, N, H); with layout 1 the batch comes first.
   */
  private static OperatorRun prepare(NodeContext context, RecurrentCell.Kind kind) {
    Node node = context.node();
    String direction = node.stringOr("direction", "forward");
    int directions = direction.equals("bidirectional") ? 2 : 1;
    boolean batchFirst = node.intOr("layout", 0) != 0;
    return OperatorRun.ofAll(
        call -> {
          List<RecurrentCell.Result> results = new ArrayList<>();
          for (int i = 0; i < directions; i++) {
            boolean backwards = i == 1 || direction.equals("reverse");
            results.add(RecurrentCell.of(kind, call, i, directions).run(input(call), backwards));
          }
          return outputs(results, kind, batchFirst);
        });
  }

  private static Tensor input(Call call) {
    return call.context().node().intOr("layout", 0) != 0
        ? call.input(0).transpose(0, 1)
        : call.input(0);
  }

  private static List<Tensor> outputs(
      List<RecurrentCell.Result> results, RecurrentCell.Kind kind, boolean batchFirst) {
    Tensor all = stacked(results.stream().map(RecurrentCell.Result::all).toList(), 1);
    Tensor last = stacked(results.stream().map(RecurrentCell.Result::state).toList(), 0);
    List<Tensor> outputs = new ArrayList<>();
    outputs.add(batchFirst ? all.permute(2, 0, 1, 3) : all);
    outputs.add(batchFirst ? last.transpose(0, 1) : last);
    if (kind == RecurrentCell.Kind.LSTM) {
      Tensor cell = stacked(results.stream().map(RecurrentCell.Result::cell).toList(), 0);
      outputs.add(batchFirst ? cell.transpose(0, 1) : cell);
    }
    return outputs;
  }

  private static Tensor stacked(List<Tensor> tensors, long axis) {
    return torch.stack(new TensorVector(tensors.toArray(Tensor[]::new)), axis);
  }
}
