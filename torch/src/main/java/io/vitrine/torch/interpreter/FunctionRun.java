package io.vitrine.torch.interpreter;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Body;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.OperatorRun;
import java.util.ArrayList;
import java.util.List;

/** Runs a node that calls a local function. */
final class FunctionRun {
  private FunctionRun() {}

  static OperatorRun of(Node node, Body body) {
    return call -> {
      List<NativeValue> inputs = new ArrayList<>();
      for (int i = 0; i < node.inputs().size(); i++) {
        inputs.add(call.has(i) ? call.value(i) : new NativeValue.Absent());
      }
      return body.run(inputs, call.scope(), -1);
    };
  }
}
