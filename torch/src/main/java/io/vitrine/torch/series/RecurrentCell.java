package io.vitrine.torch.series;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a recurrent layer with its weights (ONNX, RNN, GRU and LSTM).
 *
 * <p>W (G H, I), R (G H, H) and the biases stack the gates: z r h for GRU, i o f c for LSTM. What
 * the inputs contribute is computed for all steps in one product; the states follow step by step.
 * Sequences shorter than the longest keep their last state, and their outputs beyond it are 0.
 */
final class RecurrentCell {
  /** The layers, by their number of gates. */
  enum Kind {
    RNN(1),
    GRU(3),
    LSTM(4);

    private final int gates;

    Kind(int gates) {
      this.gates = gates;
    }

    /** The functions where the node names none. */
    List<String> activations() {
      return switch (this) {
        case RNN -> List.of("Tanh");
        case GRU -> List.of("Sigmoid", "Tanh");
        case LSTM -> List.of("Sigmoid", "Tanh", "Tanh");
      };
    }
  }

  /**
   * What a direction gives.
   *
   * @param all states (T, N, H)
   * @param state the last (N, H)
   * @param cell the last cell of an LSTM (N, H), else the state
   */
  record Result(Tensor all, Tensor state, Tensor cell) {}

  private final Kind kind;
  private final Tensor weights;
  private final Tensor recurrent;
  private final Tensor inputBias;
  private final Tensor stateBias;
  private final List<UnaryOperator<Tensor>> activations;
  private final float clip;
  private final boolean resetAfter;
  private final boolean coupled;
  private final @Nullable Tensor peepholes;
  private final @Nullable Tensor lengths;
  private final Tensor firstState;
  private final Tensor firstCell;

  private RecurrentCell(Kind kind, Call call, int direction, int directions) {
    Node node = call.context().node();
    this.kind = kind;
    this.weights = call.input(1).select(0, direction);
    this.recurrent = call.input(2).select(0, direction);
    long size = recurrent.size(1);
    long rows = kind.gates * size;
    boolean batchFirst = node.intOr("layout", 0) != 0;
    Tensor zeros = torch.zeros_like(recurrent.select(1, 0));
    Tensor bias = call.has(3) ? call.input(3).select(0, direction) : zeros;
    this.inputBias = bias.narrow(0, 0, rows);
    this.stateBias = call.has(3) ? bias.narrow(0, rows, rows) : zeros;
    this.activations =
        RecurrentActivations.of(
            node,
            kind.activations(),
            direction * kind.activations().size(),
            directions * kind.activations().size());
    this.clip = node.floatOr("clip", 0);
    this.resetAfter = node.intOr("linear_before_reset", 0) != 0;
    this.coupled = node.intOr("input_forget", 0) != 0;
    this.lengths = call.has(4) ? call.input(4).to(ScalarType.Long) : null;
    long batch = call.input(0).size(batchFirst ? 0 : 1);
    Tensor none = zeros.narrow(0, 0, size).unsqueeze(0).expand(batch, size);
    this.firstState = first(call, 5, direction, batchFirst, none);
    boolean lstm = kind == Kind.LSTM;
    this.firstCell = lstm ? first(call, 6, direction, batchFirst, none) : none;
    this.peepholes = lstm && call.has(7) ? call.input(7).select(0, direction) : null;
  }

  static RecurrentCell of(Kind kind, Call call, int direction, int directions) {
    return new RecurrentCell(kind, call, direction, directions);
  }

  private static Tensor first(
      Call call, int input, int direction, boolean batchFirst, Tensor none) {
    return call.has(input) ? call.input(input).select(batchFirst ? 1 : 0, direction) : none;
  }

  /** Runs over (T, N, I); backwards each sequence is read from its own end. */
  Result run(Tensor input, boolean backwards) {
    Tensor ordered = backwards ? turned(input) : input;
    Tensor given = ordered.matmul(weights.t()).add(inputBias);
    Tensor state = firstState;
    Tensor cell = firstCell;
    List<Tensor> all = new ArrayList<>();
    for (long step = 0; step < input.size(0); step++) {
      Tensor[] next = step(given.select(0, step), state, cell);
      if (lengths == null) {
        state = next[0];
        cell = next[1];
        all.add(state);
      } else {
        Tensor goesOn = lengths.gt(new Scalar(step)).unsqueeze(1);
        all.add(torch.where(goesOn, next[0], torch.zeros_like(next[0])));
        state = torch.where(goesOn, next[0], state);
        cell = torch.where(goesOn, next[1], cell);
      }
    }
    Tensor states = torch.stack(new TensorVector(all.toArray(Tensor[]::new)), 0);
    return new Result(backwards ? turned(states) : states, state, cell);
  }

  /** Each sequence in the opposite order, what lies beyond its end where it was. */
  private Tensor turned(Tensor input) {
    if (lengths == null) {
      return input.flip(0);
    }
    Tensor step = Fresh.upTo(input.size(0)).reshape(-1, 1);
    Tensor count = lengths.reshape(1, -1);
    Tensor from = torch.where(step.lt(count), count.sub(step).sub(new Scalar(1)), step);
    return torch.gather(input, 0, from.unsqueeze(2).expand(NativeTensors.sizes(input)));
  }

  private Tensor[] step(Tensor given, Tensor state, Tensor cell) {
    return switch (kind) {
      case RNN -> {
        Tensor next = activate(0, given.add(state.matmul(recurrent.t())).add(stateBias));
        yield new Tensor[] {next, next};
      }
      case GRU -> {
        Tensor next = gru(given, state);
        yield new Tensor[] {next, next};
      }
      case LSTM -> lstm(given, state, cell);
    };
  }

  private Tensor gru(Tensor given, Tensor state) {
    long size = recurrent.size(1);
    Tensor both =
        state.matmul(recurrent.narrow(0, 0, 2 * size).t()).add(stateBias.narrow(0, 0, 2 * size));
    Tensor update = activate(0, given.narrow(1, 0, size).add(both.narrow(1, 0, size)));
    Tensor reset = activate(0, given.narrow(1, size, size).add(both.narrow(1, size, size)));
    Tensor last = recurrent.narrow(0, 2 * size, size).t();
    Tensor bias = stateBias.narrow(0, 2 * size, size);
    Tensor hidden =
        resetAfter
            ? reset.mul(state.matmul(last).add(bias))
            : reset.mul(state).matmul(last).add(bias);
    Tensor candidate = activate(1, given.narrow(1, 2 * size, size).add(hidden));
    return candidate.sub(update.mul(candidate)).add(update.mul(state));
  }

  private Tensor[] lstm(Tensor given, Tensor state, Tensor cell) {
    Tensor gates = given.add(state.matmul(recurrent.t())).add(stateBias);
    Tensor in = activate(0, peeped(gate(gates, 0), 0, cell));
    Tensor forget =
        coupled ? torch.ones_like(in).sub(in) : activate(0, peeped(gate(gates, 2), 2, cell));
    Tensor next = forget.mul(cell).add(in.mul(activate(1, gate(gates, 3))));
    Tensor out = activate(0, peeped(gate(gates, 1), 1, next));
    return new Tensor[] {out.mul(activations.get(2).apply(next)), next};
  }

  private Tensor gate(Tensor gates, long index) {
    long size = recurrent.size(1);
    return gates.narrow(1, index * size, size);
  }

  private Tensor peeped(Tensor gate, long index, Tensor cell) {
    long size = recurrent.size(1);
    return peepholes == null ? gate : gate.add(peepholes.narrow(0, index * size, size).mul(cell));
  }

  private Tensor activate(int index, Tensor input) {
    Tensor limited =
        clip == 0
            ? input
            : torch.clamp(
                input, new ScalarOptional(new Scalar(-clip)), new ScalarOptional(new Scalar(clip)));
    return activations.get(index).apply(limited);
  }
}
