package io.vitrine.run.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitrine.wire.ProtoWriter;
import java.util.List;

/**
 * The messages of an event file: an event with the file version, or with one summary value.
 *
 * <p>Source: {@code event.proto}, {@code summary.proto}, {@code tensor.proto} and {@code
 * types.proto} of TensorFlow; the constants are field numbers there.
 */
public final class EventMessages {
  public static final String FILE_VERSION = "brain.Event:2";

  // Event
  public static final int WALL_TIME = 1;
  public static final int STEP = 2;
  public static final int VERSION = 3;
  public static final int SUMMARY = 5;
  // Summary and Summary.Value
  public static final int VALUE = 1;
  public static final int TAG = 1;
  public static final int SIMPLE_VALUE = 2;
  public static final int LEGACY_IMAGE = 4;
  public static final int LEGACY_HISTOGRAM = 5;
  public static final int TENSOR = 8;
  public static final int METADATA = 9;
  // SummaryMetadata and its PluginData
  public static final int PLUGIN_DATA = 1;
  public static final int DATA_CLASS = 4;
  public static final int PLUGIN_NAME = 1;
  public static final int PLUGIN_CONTENT = 2;
  // TensorProto
  public static final int DTYPE = 1;
  public static final int TENSOR_SHAPE = 2;
  public static final int TENSOR_CONTENT = 4;
  public static final int FLOAT_VAL = 5;
  public static final int DOUBLE_VAL = 6;
  public static final int INT_VAL = 7;
  public static final int STRING_VAL = 8;
  public static final int INT64_VAL = 10;
  public static final int DT_FLOAT = 1;
  public static final int DT_DOUBLE = 2;
  public static final int DT_STRING = 7;

  private EventMessages() {}

  /** The first event of a file. */
  public static void version(ProtoWriter out, double wallTime) {
    out.float64(WALL_TIME, wallTime).string(VERSION, FILE_VERSION);
  }

  /**
   * An event that holds one summary value.
   *
   * @param wallTime seconds since 1970
   * @param value a {@code Summary.Value}
   */
  public static void event(ProtoWriter out, double wallTime, long step, ProtoWriter value) {
    out.float64(WALL_TIME, wallTime);
    if (step != 0) {
      out.int64(STEP, step);
    }
    out.nested(SUMMARY, VALUE, value);
  }

  /**
   * What the first value of a tag carries.
   *
   * @param name the plugin's name
   * @param dataClass 1 scalar, 2 tensor, 3 blob sequence
   * @param content the plugin's own message, may be empty
   */
  public static ProtoWriter metadata(String name, int dataClass, byte[] content) {
    ProtoWriter plugin = new ProtoWriter().string(PLUGIN_NAME, name);
    if (content.length > 0) {
      plugin.bytes(PLUGIN_CONTENT, content);
    }
    return new ProtoWriter(plugin.size() + 8)
        .message(PLUGIN_DATA, plugin)
        .int64(DATA_CLASS, dataClass);
  }

  /** A tensor of strings with one dimension. */
  public static ProtoWriter strings(List<byte[]> values) {
    ProtoWriter tensor = tensor(DT_STRING, values.size());
    values.forEach(value -> tensor.bytes(STRING_VAL, value));
    return tensor;
  }

  /** A string without dimensions. */
  public static ProtoWriter string(String value) {
    return tensor(DT_STRING).bytes(STRING_VAL, value.getBytes(UTF_8));
  }

  /** One zero; what hparams events hold beside their plugin content. */
  public static ProtoWriter zero() {
    return tensor(DT_FLOAT, 1).float32(FLOAT_VAL, 0);
  }

  /** A tensor without elements yet: its type and its shape. */
  public static ProtoWriter tensor(int type, long... dims) {
    ProtoWriter shape = new ProtoWriter();
    for (long dim : dims) {
      shape.message(2, new ProtoWriter(16).int64(1, dim));
    }
    return new ProtoWriter().int64(DTYPE, type).message(TENSOR_SHAPE, shape);
  }
}
