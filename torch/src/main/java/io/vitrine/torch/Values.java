package io.vitrine.torch;

import io.vitrine.engine.trace.Datum;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies values of any kind between Java and libtorch. */
final class Values {
  private Values() {}

  static NativeValue toNative(Datum datum) {
    if (datum instanceof Datum.OfTensor value) {
      return new NativeValue.OfTensor(
          NativeTensors.toNative(value.tensor()), value.tensor().elements());
    } else if (datum instanceof Datum.OfStrings value) {
      return new NativeValue.OfStrings(value.strings(), value.shape());
    } else if (datum instanceof Datum.OfSequence value) {
      return new NativeValue.OfSequence(value.items().stream().map(Values::toNative).toList());
    } else if (datum instanceof Datum.OfMap map) {
      Map<Object, NativeValue> entries = new LinkedHashMap<>();
      map.entries().forEach((key, value) -> entries.put(key, toNative(value)));
      return new NativeValue.OfMap(entries);
    }
    return new NativeValue.Absent();
  }

  static Datum toDatum(NativeValue value) {
    if (value instanceof NativeValue.OfTensor tensor) {
      return new Datum.OfTensor(NativeTensors.toModel(tensor));
    } else if (value instanceof NativeValue.OfStrings strings) {
      return new Datum.OfStrings(strings.strings(), strings.shape());
    } else if (value instanceof NativeValue.OfSequence sequence) {
      return new Datum.OfSequence(sequence.items().stream().map(Values::toDatum).toList());
    } else if (value instanceof NativeValue.OfMap map) {
      Map<Object, Datum> entries = new LinkedHashMap<>();
      map.entries().forEach((key, item) -> entries.put(key, toDatum(item)));
      return new Datum.OfMap(entries);
    }
    return new Datum.Absent();
  }
}
