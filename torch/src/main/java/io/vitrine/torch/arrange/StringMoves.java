package io.vitrine.torch.arrange;

import io.vitrine.model.Shape;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.OperatorRun;
import io.vitrine.torch.call.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Moves strings by moving their positions: 0, 1, 2, ... in the order of the elements. */
final class StringMoves {
  /** Operators that take strings as they are. */
  private static final Set<String> ASKING = Set.of("Identity", "Shape", "Size");

  private StringMoves() {}

  /** Operators that arrange numbers, made to arrange strings too. */
  static Map<String, OperatorFactory> of(Map<String, OperatorFactory> family) {
    Map<String, OperatorFactory> moving = new HashMap<>();
    family.forEach(
        (name, factory) ->
            moving.put(
                name, ASKING.contains(name) ? factory : context -> prepare(context, factory)));
    return moving;
  }

  private static OperatorRun prepare(NodeContext context, OperatorFactory factory) {
    OperatorRun run = factory.prepare(context);
    return call ->
        call.values().anyMatch(NativeValue.OfStrings.class::isInstance)
            ? moved(call, run)
            : run.run(call);
  }

  /** The strings of all inputs stand in one list; each input names its own part of it. */
  private static List<NativeValue> moved(Call call, OperatorRun run) {
    List<String> strings = new ArrayList<>();
    Scope scope = call.scope().inner(call.context().node().name());
    for (String name : call.context().node().inputs()) {
      Optional<NativeValue> value = call.scope().find(name);
      if (value.isPresent() && value.get() instanceof NativeValue.OfStrings own) {
        Tensor places = positions(own).add(new Scalar(strings.size()));
        scope.give(name, NativeValue.of(places));
        strings.addAll(own.strings());
      }
    }
    List<NativeValue> results = new ArrayList<>();
    for (NativeValue result : run.run(new Call(call.context(), scope))) {
      results.add(result instanceof NativeValue.OfTensor places ? picked(strings, places) : result);
    }
    return results;
  }

  private static Tensor positions(NativeValue.OfStrings strings) {
    return Fresh.upTo(strings.strings().size()).reshape(strings.shape().sizes());
  }

  private static NativeValue.OfStrings picked(
      List<String> strings, NativeValue.OfTensor positions) {
    io.vitrine.model.Tensor places = NativeTensors.toModel(positions);
    List<String> moved =
        Arrays.stream(places.longs()).mapToObj(place -> strings.get((int) place)).toList();
    return new NativeValue.OfStrings(moved, places.shape());
  }

  /** The shape that both spread to. */
  static long[] spread(long[] a, long[] b) {
    int rank = Math.max(a.length, b.length);
    long[] sizes = new long[rank];
    for (int i = 1; i <= rank; i++) {
      long left = i <= a.length ? a[a.length - i] : 1;
      long right = i <= b.length ? b[b.length - i] : 1;
      if (left != right && left != 1 && right != 1) {
        throw new IllegalArgumentException(
            "shapes " + Shape.of(a) + " and " + Shape.of(b) + " do not fit");
      }
      sizes[rank - i] = left == 1 ? right : left;
    }
    return sizes;
  }

  static NativeValue.OfStrings expanded(NativeValue.OfStrings strings, long... sizes) {
    NativeValue places = NativeValue.of(positions(strings).expand(sizes));
    return places instanceof NativeValue.OfTensor tensor
        ? picked(strings.strings(), tensor)
        : strings;
  }
}
