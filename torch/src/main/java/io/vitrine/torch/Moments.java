package io.vitrine.torch;

import io.vitrine.model.Tensor;
import io.vitrine.torch.call.NativeTensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;

/** One tensor beside each trainable parameter, zero at first, laid out as the parameter is. */
final class Moments {
  private final String prefix;
  private final List<String> names;
  private final org.bytedeco.pytorch.Tensor[] tensors;

  private Moments(String prefix, List<String> names, org.bytedeco.pytorch.Tensor[] tensors) {
    this.prefix = prefix;
    this.names = List.copyOf(names);
    this.tensors = tensors;
  }

  static Moments beside(ParameterStore store, String prefix) {
    org.bytedeco.pytorch.Tensor[] tensors = store.trainableTensors();
    for (int i = 0; i < tensors.length; i++) {
      tensors[i] = torch.zeros_like(tensors[i].detach()).retainReference();
    }
    return new Moments(prefix, store.trainable(), tensors);
  }

  org.bytedeco.pytorch.Tensor at(int index) {
    return tensors[index];
  }

  Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    for (int i = 0; i < tensors.length; i++) {
      state.put(prefix + names.get(i), NativeTensors.toModel(tensors[i]));
    }
    return state;
  }

  void restore(Map<String, Tensor> state) {
    for (int i = 0; i < tensors.length; i++) {
      tensors[i].copy_(NativeTensors.toNative(NativeTensors.require(state, prefix + names.get(i))));
    }
  }

  void close() {
    for (org.bytedeco.pytorch.Tensor tensor : tensors) {
      tensor.releaseReference();
    }
  }
}
