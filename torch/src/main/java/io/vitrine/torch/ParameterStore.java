package io.vitrine.torch;

import io.vitrine.engine.Limits;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.Parameter;
import io.vitrine.model.Weights;
import io.vitrine.operator.ParameterTable;
import io.vitrine.torch.call.Meter;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.interpreter.Interpreter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/**
 * A network's parameters, statistics and constants in native memory, by name. Used on the engine's
 * thread only.
 */
final class ParameterStore {
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Map<String, NativeValue> values = new LinkedHashMap<>();
  private final Map<String, ElementType> elements = new HashMap<>();
  private final List<String> parameters = new ArrayList<>();
  private final List<String> learned = new ArrayList<>();
  private List<String> trainable = List.of();

  private ParameterStore() {}

  /**
   * Copies weights, and draws initial ones for the parameters that have none.
   *
   * @param channelsLast whether to lay convolution kernels out as (filter, height, width, channel)
   * @throws IllegalArgumentException where a weight does not fit its parameter
   */
  static ParameterStore load(
      Network network,
      Weights weights,
      Interpreter interpreter,
      boolean channelsLast,
      Limits limits) {
    ParameterStore store = new ParameterStore();
    requireRoom(network, limits);
    interpreter
        .constants()
        .forEach(
            (name, value) -> store.hold(name, NativeTensors.toNative(value), value.elements()));
    InitialWeights initial = new InitialWeights(network);
    ParameterTable.of(network)
        .all()
        .filter(entry -> entry.parameter().constant().isEmpty())
        .forEach(entry -> store.add(entry, weights, initial, channelsLast));
    store.freeze(Set.of());
    return store;
  }

  private static void requireRoom(Network network, Limits limits) {
    Meter meter = new Meter(limits);
    try {
      network.parameters().forEach(parameter -> meter.memory(parameter.bytes()));
    } catch (ArithmeticException e) {
      meter.memory(Long.MAX_VALUE);
    }
  }

  /** Lets training change all parameters that it can but these. */
  void freeze(Set<String> frozen) {
    trainable = learned.stream().filter(name -> !frozen.contains(name)).toList();
    learned.forEach(name -> tensor(name).set_requires_grad(!frozen.contains(name)));
  }

  private void add(
      ParameterTable.Entry entry, Weights weights, InitialWeights initial, boolean channelsLast) {
    Parameter parameter = entry.parameter();
    String name = parameter.name();
    Tensor tensor =
        weights.get(name).map(given -> fitted(parameter, given)).orElseGet(() -> initial.of(entry));
    boolean kernels = channelsLast && tensor.dim() == 4;
    Tensor held =
        hold(name, kernels ? NativeTensors.channelsLast(tensor) : tensor, parameter.elements());
    parameters.add(name);
    if (entry.role().isTrainable() && held.is_floating_point()) {
      learned.add(name);
    }
  }

  private static Tensor fitted(Parameter parameter, io.vitrine.model.Tensor given) {
    if (!given.shape().equals(parameter.shape())) {
      throw new IllegalArgumentException(
          parameter.name()
              + ": expected the shape "
              + parameter.shape()
              + ", found "
              + given.shape());
    }
    Tensor tensor = NativeTensors.toNative(given);
    Tensor converted = NativeTensors.toComputed(tensor, parameter.elements());
    if (converted.is_floating_point() != tensor.is_floating_point()) {
      throw new IllegalArgumentException(
          parameter.name()
              + ": expected elements of type "
              + parameter.elements()
              + ", found "
              + given.elements());
    }
    return converted;
  }

  /** All of them with their element types, as the interpreter takes them. */
  Map<String, NativeValue> values() {
    return Collections.unmodifiableMap(values);
  }

  /** A tensor in a parameter's place. */
  NativeValue value(String name, Tensor tensor) {
    return new NativeValue.OfTensor(tensor, NativeTensors.require(elements, name));
  }

  private Tensor hold(String name, Tensor tensor, ElementType type) {
    elements.put(name, type);
    values.put(name, new NativeValue.OfTensor(tensor, type));
    return held(name, tensor);
  }

  private Tensor held(String name, Tensor tensor) {
    tensors.put(name, tensor.retainReference());
    return tensor;
  }

  /** All tensors by name: parameters, statistics and constants. */
  Map<String, Tensor> tensors() {
    return Collections.unmodifiableMap(tensors);
  }

  private Tensor tensor(String name) {
    return NativeTensors.require(tensors, name);
  }

  /** The names of the parameters that training changes, in network order. */
  List<String> trainable() {
    return trainable;
  }

  /** The parameters that training changes, in network order. */
  Tensor[] trainableTensors() {
    return trainable.stream().map(this::tensor).toArray(Tensor[]::new);
  }

  /** A copy of all parameters and statistics. */
  Weights snapshot() {
    Map<String, io.vitrine.model.Tensor> copies = new LinkedHashMap<>();
    for (String name : parameters) {
      copies.put(name, copy(name));
    }
    return Weights.of(copies);
  }

  /** Floats of 16 bits are copied in the 32 that they are trained in. */
  private io.vitrine.model.Tensor copy(String name) {
    ElementType type = NativeTensors.require(elements, name);
    return type.isFloat()
        ? NativeTensors.toModel(tensor(name))
        : NativeTensors.toModel(new NativeValue.OfTensor(tensor(name), type));
  }

  /**
   * Overwrites all parameters and statistics, their layouts kept.
   *
   * @throws IllegalArgumentException where one is missing or does not fit; nothing is changed then
   */
  void assign(Weights weights) {
    Map<String, io.vitrine.model.Tensor> checked = new LinkedHashMap<>();
    for (String name : parameters) {
      io.vitrine.model.Tensor given = weights.require(name);
      if (!given.shape().equals(NativeTensors.shape(tensor(name)))) {
        throw new IllegalArgumentException(
            name + ": expected " + NativeTensors.shape(tensor(name)) + ", found " + given);
      }
      checked.put(name, given);
    }
    Gradients.without(
        () -> checked.forEach((name, given) -> tensor(name).copy_(NativeTensors.toNative(given))));
  }

  void close() {
    tensors.values().forEach(Tensor::releaseReference);
    tensors.clear();
    values.clear();
  }
}
