package io.vitrine.model;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

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

  /** A tensor of texts, row-major. */
  record OfTexts(List<String> values, Shape shape) implements Attribute {
    public OfTexts {
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

  /**
   * Inside a local function: the attribute of that name which the function's caller gives.
   *
   * @param name the function's attribute
   * @param kind ONNX's number of the attribute's kind
   * @param otherwise the value where the caller gives none
   */
  record Reference(String name, int kind, Optional<Attribute> otherwise) implements Attribute {}

  /**
   * A kind that this version does not know, or a value that it has no type for.
   *
   * @param kind ONNX's number of the kind
   * @param text what it is, for people
   * @param bytes the attribute as the file holds it, so that it can be written back
   */
  record Unknown(int kind, String text, ByteBuffer bytes) implements Attribute {
    public Unknown {
      bytes = bytes.asReadOnlyBuffer().slice();
    }

    /** The bytes: read-only, position 0. */
    @Override
    public ByteBuffer bytes() {
      return bytes.duplicate();
    }
  }

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
