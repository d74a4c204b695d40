package io.vitrine.model;

import java.util.List;

/**
 * An attribute of a node, in ONNX's kinds; a kind that is not known keeps its number and its bytes.
 */
public sealed interface Attribute {
  record OfInt(long value) implements Attribute {}

  record OfFloat(float value) implements Attribute {}

  record OfString(String value) implements Attribute {}

  record OfTensor(Tensor value) implements Attribute {}

  record OfGraph(Graph value) implements Attribute {}

  record OfType(ValueType value) implements Attribute {}

  record OfInts(List<Long> values) implements Attribute {
    public OfInts {
      values = List.copyOf(values);
    }
  }

  record OfFloats(List<Float> values) implements Attribute {
    public OfFloats {
      values = List.copyOf(values);
    }
  }

  record OfStrings(List<String> values) implements Attribute {
    public OfStrings {
      values = List.copyOf(values);
    }
  }

  record OfTensors(List<Tensor> values) implements Attribute {
    public OfTensors {
      values = List.copyOf(values);
    }
  }

  record OfGraphs(List<Graph> values) implements Attribute {
    public OfGraphs {
      values = List.copyOf(values);
    }
  }

  /** A kind that this version does not know, by its number and as a text for people. */
  record Unknown(int kind, String text) implements Attribute {}

  static Attribute of(long value) {
    return new OfInt(value);
  }

  static Attribute of(float value) {
    return new OfFloat(value);
  }

  static Attribute of(String value) {
    return new OfString(value);
  }

  static Attribute ints(long... values) {
    return new OfInts(java.util.Arrays.stream(values).boxed().toList());
  }
}
