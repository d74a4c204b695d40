package io.vitrine.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * The messages of an event file: an event with the file version, or with one summary value.
 *
 * <p>Source: {@code event.proto}, {@code summary.proto}, {@code tensor.proto} and {@code
 * types.proto} of TensorFlow; the constants are field numbers there.
 */
final class EventMessages {
  static final String FILE_VERSION = "brain.Event:2";

  // Event
  static final int WALL_TIME = 1;
  static final int STEP = 2;
  static final int VERSION = 3;
  static final int SUMMARY = 5;
  // Summary and Summary.Value
  static final int VALUE = 1;
  static final int TAG = 1;
  static final int SIMPLE_VALUE = 2;
  static final int LEGACY_IMAGE = 4;
  static final int LEGACY_HISTOGRAM = 5;
  static final int TENSOR = 8;
  static final int METADATA = 9;
  // SummaryMetadata and its PluginData
  static final int PLUGIN_DATA = 1;
  static final int DATA_CLASS = 4;
  static final int PLUGIN_NAME = 1;
  static final int PLUGIN_CONTENT = 2;
  // TensorProto
  static final int DTYPE = 1;
  static final int TENSOR_SHAPE = 2;
  static final int TENSOR_CONTENT = 4;
  static final int FLOAT_VAL = 5;
  static final int STRING_VAL = 8;
  static final int DT_FLOAT = 1;
  static final int DT_DOUBLE = 2;
  static final int DT_STRING = 7;

  private EventMessages() {}

  /** The first event of a file. */
  static void version(ProtoWriter out, double wallTime) {
    out.float64(WALL_TIME, wallTime).string(VERSION, FILE_VERSION);
  }

  /**
   * An event that holds one summary value.
   *
   * @param wallTime seconds since 1970
   * @param value a {@code Summary.Value}
   */
  static void event(ProtoWriter out, double wallTime, long step, ProtoWriter value) {
    out.float64(WALL_TIME, wallTime);
    if (step != 0) {
      out.int64(STEP, step);
    }
    ProtoWriter summary = new ProtoWriter(value.size() + 8).message(VALUE, value);
    out.message(SUMMARY, summary);
  }

  static ProtoWriter metadata(Kind kind, byte[] content) {
    ProtoWriter plugin = new ProtoWriter().string(PLUGIN_NAME, kind.plugin());
    if (content.length > 0) {
      plugin.bytes(PLUGIN_CONTENT, content);
    }
    return new ProtoWriter(plugin.size() + 8)
        .message(PLUGIN_DATA, plugin)
        .int64(DATA_CLASS, kind.dataClass());
  }

  /** A tensor of strings with one dimension. */
  static ProtoWriter strings(List<byte[]> values) {
    ProtoWriter tensor = tensor(DT_STRING, values.size());
    values.forEach(value -> tensor.bytes(STRING_VAL, value));
    return tensor;
  }

  /** A string without dimensions. */
  static ProtoWriter string(String value) {
    return tensor(DT_STRING).bytes(STRING_VAL, value.getBytes(UTF_8));
  }

  /** One zero; what hparams events hold beside their plugin content. */
  static ProtoWriter zero() {
    return tensor(DT_FLOAT, 1).float32(FLOAT_VAL, 0);
  }

  /** A histogram as TensorBoard's version 2: doubles [k, 3], rows of left, right, count. */
  static ProtoWriter histogram(Histogram histogram) {
    int buckets = histogram.counts().size();
    ProtoWriter rows = new ProtoWriter(24 * buckets + 8);
    for (int i = 0; i < buckets; i++) {
      rows.fixed64(Double.doubleToRawLongBits(histogram.edges().get(i)))
          .fixed64(Double.doubleToRawLongBits(histogram.edges().get(i + 1)))
          .fixed64(Double.doubleToRawLongBits(histogram.counts().get(i)));
    }
    return tensor(DT_DOUBLE, buckets, 3).message(TENSOR_CONTENT, rows);
  }

  private static ProtoWriter tensor(int type, long... dims) {
    ProtoWriter shape = new ProtoWriter();
    for (long dim : dims) {
      shape.message(2, new ProtoWriter(16).int64(1, dim));
    }
    return new ProtoWriter().int64(DTYPE, type).message(TENSOR_SHAPE, shape);
  }
}
