package io.vitrine.torch;

import io.vitrine.engine.Mode;
import io.vitrine.engine.Request;
import io.vitrine.engine.Score;
import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.IncompleteRunException;
import io.vitrine.engine.trace.Trace;
import io.vitrine.model.Tensor;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.interpreter.Interpreter;
import io.vitrine.torch.interpreter.StopException;
import io.vitrine.torch.machine.Native;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Answers one request: forward, and backward from its score. Used on the engine's thread only. */
final class TraceRun {
  private final TorchModel model;
  private final Request request;
  private final Interpreter.Shown shown;
  private final Set<String> known;

  TraceRun(TorchModel model, Request request, Interpreter.Shown shown) {
    this.model = model;
    this.shown = shown;
    this.request = request;
    this.known = new HashSet<>(model.store().tensors().keySet());
    known.addAll(model.interpreter().made());
    model.network().inputs().forEach(input -> known.add(input.name()));
  }

  Trace run(Map<String, Datum> inputs) {
    requireKnown(request.keep());
    requireKnown(request.gradients());
    try {
      return answer(model.copies(inputs));
    } catch (StopException e) {
      Trace kept = new Trace(read(e.kept()), Map.of(), OptionalDouble.empty());
      throw new IncompleteRunException(e.stop(), kept, e);
    }
  }

  private Trace answer(Map<String, NativeValue> given) {
    if (request.score().isEmpty()) {
      return Gradients.without(
          () -> new Trace(read(forward(given)), Map.of(), OptionalDouble.empty()));
    }
    Score score = request.score().get();
    requireKnown(Set.of(value(score)));
    TorchModel.tensors(given).values().stream()
        .filter(org.bytedeco.pytorch.Tensor::is_floating_point)
        .forEach(tensor -> tensor.set_requires_grad(true));
    Map<String, NativeValue> values = forward(given);
    Map<String, org.bytedeco.pytorch.Tensor> tensors = TorchModel.tensors(values);
    org.bytedeco.pytorch.Tensor scalar = real(score, NativeTensors.require(tensors, value(score)));
    try {
      Map<String, Tensor> gradients = differentiate(scalar, tensors);
      return new Trace(read(values), gradients, OptionalDouble.of(scalar.item_double()));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "the gradient of " + value(score) + " cannot be computed: " + Native.firstLine(e), e);
    }
  }

  private void requireKnown(Set<String> names) {
    for (String name : names) {
      if (!known.contains(name) && !known.contains(Interpreter.withoutIterations(name))) {
        throw new IllegalArgumentException(
            "no value '"
                + name
                + "' in "
                + model.network().name()
                + "; there are "
                + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }

  /** Runs forward and returns all that the answer needs, parameters among it. */
  private Map<String, NativeValue> forward(Map<String, NativeValue> given) {
    Set<String> needed = new HashSet<>(request.keep());
    needed.addAll(request.gradients());
    request.score().ifPresent(score -> needed.add(value(score)));
    if (request.score().isPresent()) {
      return model.forwardToDifferentiate(given, request.mode(), needed, shown);
    }
    return request.mode() == Mode.EVALUATION
        ? model.look(given, needed, shown)
        : model.forward(given, request.mode(), needed, shown);
  }

  private static String value(Score score) {
    if (score instanceof Score.Element element) {
      return element.value();
    } else if (score instanceof Score.OfLoss loss) {
      return loss.value();
    }
    return ((Score.Weighted) score).value();
  }

  /** Throws {@link IllegalArgumentException} where the score is no real number. */
  private static org.bytedeco.pytorch.Tensor real(Score score, org.bytedeco.pytorch.Tensor value) {
    org.bytedeco.pytorch.Tensor scalar = scalar(score, value);
    if (scalar.is_complex()) {
      throw new IllegalArgumentException(
          "score: expected a real number, found " + value(score) + " of complex ones");
    }
    return scalar;
  }

  private static org.bytedeco.pytorch.Tensor scalar(
      Score score, org.bytedeco.pytorch.Tensor value) {
    org.bytedeco.pytorch.Tensor wide = NativeTensors.wide(value);
    if (score instanceof Score.OfLoss loss) {
      return Losses.of(loss.loss(), value, loss.target());
    } else if (score instanceof Score.Weighted weighted) {
      if (!weighted.weights().shape().equals(NativeTensors.shape(value))) {
        throw new IllegalArgumentException(
            "weights of the score: expected the shape of "
                + weighted.value()
                + " "
                + NativeTensors.shape(value)
                + ", found "
                + weighted.weights());
      }
      return wide.mul(NativeTensors.toNative(weighted.weights())).sum();
    }
    return element((Score.Element) score, wide);
  }

  private static org.bytedeco.pytorch.Tensor element(
      Score.Element score, org.bytedeco.pytorch.Tensor value) {
    long items = value.dim() == 0 ? 1 : value.size(0);
    org.bytedeco.pytorch.Tensor rows = value.reshape(items, value.numel() / Math.max(1, items));
    if (score.index() < 0 || score.index() >= rows.size(1)) {
      throw new IllegalArgumentException(
          "score: "
              + score.value()
              + " has "
              + rows.size(1)
              + " elements an item, found the index "
              + score.index());
    }
    return rows.select(1, score.index()).sum();
  }

  private Map<String, Tensor> differentiate(
      org.bytedeco.pytorch.Tensor scalar, Map<String, org.bytedeco.pytorch.Tensor> values) {
    List<String> names =
        values.keySet().stream()
            .filter(this::isToDifferentiate)
            .filter(name -> NativeTensors.require(values, name).requires_grad())
            .toList();
    Map<String, Tensor> gradients = new LinkedHashMap<>();
    if (names.isEmpty() || !scalar.requires_grad()) {
      return gradients;
    }
    List<org.bytedeco.pytorch.Tensor> found =
        Gradients.of(
            scalar,
            names.stream()
                .map(name -> NativeTensors.require(values, name))
                .toArray(org.bytedeco.pytorch.Tensor[]::new));
    for (int i = 0; i < names.size(); i++) {
      if (found.get(i).defined()) {
        gradients.put(names.get(i), NativeTensors.toModel(found.get(i)));
      }
    }
    return gradients;
  }

  private boolean isToDifferentiate(String name) {
    return isAmong(request.gradients(), name);
  }

  private static boolean isAmong(Set<String> names, String name) {
    return names.contains(name) || names.contains(Interpreter.withoutIterations(name));
  }

  private Map<String, Datum> read(Map<String, NativeValue> values) {
    Set<String> outputs = new HashSet<>();
    model.network().outputs().forEach(output -> outputs.add(output.name()));
    Map<String, Datum> read = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (isAmong(request.keep(), name) || outputs.contains(name)) {
            read.put(name, Values.toDatum(value));
          }
        });
    return read;
  }
}
