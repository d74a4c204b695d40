package io.vitrine.run.event;

import io.vitrine.wire.ProtoReader;
import io.vitrine.wire.ProtoWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The plugin contents of TensorBoard's hparams tags.
 *
 * <p>Source: {@code plugin_data.proto} and {@code api.proto} of TensorBoard's hparams plugin, and
 * {@code struct.proto} of protocol buffers for the values.
 */
public final class HparamsMessages {
  public static final String EXPERIMENT_TAG = "_hparams_/experiment";
  public static final String START_TAG = "_hparams_/session_start_info";
  public static final String END_TAG = "_hparams_/session_end_info";

  private static final int EXPERIMENT = 2;
  private static final int START = 3;
  private static final int END = 4;
  private static final int SUCCESS = 1;
  private static final int FAILURE = 2;

  private HparamsMessages() {}

  /** The experiment: names and types of the hyperparameters, tags of the metrics. */
  public static byte[] experiment(
      Map<String, ?> values, Collection<String> metrics, double createdSeconds) {
    ProtoWriter experiment = new ProtoWriter().float64(3, createdSeconds);
    values.forEach(
        (name, value) ->
            experiment.message(4, new ProtoWriter().string(1, name).int64(4, type(value))));
    for (String tag : metrics) {
      experiment.message(5, new ProtoWriter().message(1, new ProtoWriter().string(2, tag)));
    }
    return new ProtoWriter().message(EXPERIMENT, experiment).toBytes();
  }

  /** The session's own values and its start. */
  public static byte[] start(Map<String, ?> values, double startedSeconds) {
    ProtoWriter start = new ProtoWriter();
    values.forEach(
        (name, value) ->
            start.message(1, new ProtoWriter().string(1, name).message(2, value(value))));
    start.float64(5, startedSeconds);
    return new ProtoWriter().message(START, start).toBytes();
  }

  /** The session's end. */
  public static byte[] end(boolean success, double endedSeconds) {
    int number = success ? SUCCESS : FAILURE;
    ProtoWriter end = new ProtoWriter().int64(1, number).float64(2, endedSeconds);
    return new ProtoWriter().message(END, end).toBytes();
  }

  /** The values of a session's start, in order; empty where the content is something else. */
  public static Map<String, Object> values(ProtoReader content) {
    Map<String, Object> values = new LinkedHashMap<>();
    while (content.next()) {
      if (content.field() == START) {
        ProtoReader start = content.message();
        while (start.next()) {
          if (start.field() == 1) {
            readEntry(start.message(), values);
          }
        }
      }
    }
    return values;
  }

  private static void readEntry(ProtoReader entry, Map<String, Object> into) {
    String name = "";
    Object value = "";
    while (entry.next()) {
      switch (entry.field()) {
        case 1 -> name = entry.string();
        case 2 -> value = readValue(entry.message());
        default -> {}
      }
    }
    into.put(name, value);
  }

  private static Object readValue(ProtoReader in) {
    Object value = "";
    while (in.next()) {
      value =
          switch (in.field()) {
            case 2 -> in.float64();
            case 3 -> in.string();
            case 4 -> in.int64() != 0;
            default -> value;
          };
    }
    return value;
  }

  private static int type(Object value) {
    return value instanceof Boolean ? 2 : value instanceof Number ? 3 : 1;
  }

  private static ProtoWriter value(Object value) {
    ProtoWriter out = new ProtoWriter();
    if (value instanceof Boolean flag) {
      return out.int64(4, flag ? 1 : 0);
    }
    if (value instanceof Number number) {
      return out.float64(2, number.doubleValue());
    }
    return out.string(3, value.toString());
  }
}
