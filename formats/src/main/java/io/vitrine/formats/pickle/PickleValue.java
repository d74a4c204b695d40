package io.vitrine.formats.pickle;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalLong;

/** A value of Python's as a pickle describes it. Containers may hold themselves. */
public sealed interface PickleValue
    permits PickleValue.None,
        PickleValue.Bool,
        PickleValue.Int,
        PickleValue.LongInt,
        PickleValue.Real,
        PickleValue.Text,
        PickleValue.Bytes,
        PickleValue.Global,
        PickleValue.Persistent,
        PickledSequence,
        PickledDict,
        PickledObject {
  /** Python's None. */
  enum None implements PickleValue {
    NONE
  }

  /** True or False. */
  record Bool(boolean value) implements PickleValue {}

  /** An integer of up to 64 bits. */
  record Int(long value) implements PickleValue {}

  /** A longer integer. */
  record LongInt(BigInteger value) implements PickleValue {}

  /** A float. */
  record Real(double value) implements PickleValue {}

  /** A string. */
  record Text(String value) implements PickleValue {}

  /** Bytes, where they lie in the pickle. */
  record Bytes(ByteBuffer value) implements PickleValue {
    public Bytes {
      value = value.asReadOnlyBuffer();
    }

    @Override
    public ByteBuffer value() {
      return value.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  /** A class or function by its name; never looked up. */
  record Global(String module, String name) implements PickleValue {
    /** For example {@code torch._utils._rebuild_tensor_v2}. */
    public String path() {
      return module + "." + name;
    }
  }

  /** What the writer keeps outside the pickle, by whatever it calls it. */
  record Persistent(PickleValue id, long position) implements PickleValue {}

  /** Its text, empty where it is none. */
  default Optional<String> text() {
    return this instanceof Text text ? Optional.of(text.value()) : Optional.empty();
  }

  /** Its integer, empty where it is none. */
  default OptionalLong integer() {
    return this instanceof Int number ? OptionalLong.of(number.value()) : OptionalLong.empty();
  }

  /** The path of the class or function that it is, empty where it is none. */
  default Optional<String> global() {
    return this instanceof Global global ? Optional.of(global.path()) : Optional.empty();
  }
}
