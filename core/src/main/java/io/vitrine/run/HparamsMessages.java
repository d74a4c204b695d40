package io.vitrine.run;

import java.util.Collection;
import java.util.Map;

/**
 * The plugin contents of TensorBoard's hparams tags.
 *
 * <p>Source: {@code plugin_data.proto} and {@code api.proto} of TensorBoard's hparams plugin, and
 * {@code struct.proto} of protocol buffers for the values.
 */
final class HparamsMessages {
  static final String EXPERIMENT_TAG = "_hparams_/experiment";
  static final String START_TAG = "_hparams_/session_start_info";
  static final String END_TAG = "_hparams_/session_end_info";

  private static final int EXPERIMENT = 2;
  private static final int START = 3;
  private static final int END = 4;
  private static final int SUCCESS = 1;
  private static final int FAILURE = 2;

  private HparamsMessages() {}

  /** The experiment: names and types of the hyperparameters, tags of the metrics. */
  static byte[] experiment(
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
  static byte[] start(Map<String, ?> values, double startedSeconds) {
    ProtoWriter start = new ProtoWriter();
    values.forEach(
        (name, value) ->
            start.message(1, new ProtoWriter().string(1, name).message(2, value(value))));
    start.float64(5, startedSeconds);
    return new ProtoWriter().message(START, start).toBytes();
  }

  /** The session's end; an interrupted session counts as failed. */
  static byte[] end(RunStatus status, double endedSeconds) {
    int number = status == RunStatus.FINISHED ? SUCCESS : FAILURE;
    ProtoWriter end = new ProtoWriter().int64(1, number).float64(2, endedSeconds);
    return new ProtoWriter().message(END, end).toBytes();
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
