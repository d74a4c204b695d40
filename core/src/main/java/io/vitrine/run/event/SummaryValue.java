package io.vitrine.run.event;

import io.vitrine.wire.ProtoReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One value of an event: a tag, what the plugin's metadata say if there are any, the payload. */
public final class SummaryValue {
  /** How the payload is kept. */
  public enum Form {
    SIMPLE,
    HISTOGRAM,
    IMAGE,
    TENSOR,
    OTHER
  }

  /** Takes the values of an event. */
  public interface Visitor {
    void value(double wallTime, long step, SummaryValue value);
  }

  private String tag = "";
  private String plugin = "";
  private byte[] pluginContent = new byte[0];
  private Form form = Form.OTHER;
  private float number;
  private @Nullable ProtoReader payload;

  private SummaryValue() {}

  /**
   * Reads an event and hands on its summary values; events of other kinds have none.
   *
   * @throws ProtoReader.Malformed where the bytes are not an event
   */
  public static void read(ProtoReader event, Visitor visitor) {
    double wallTime = 0;
    long step = 0;
    List<SummaryValue> values = List.of();
    while (event.next()) {
      switch (event.field()) {
        case EventMessages.WALL_TIME -> wallTime = event.float64();
        case EventMessages.STEP -> step = event.int64();
        case EventMessages.SUMMARY -> values = values(event.message());
        default -> {}
      }
    }
    for (SummaryValue value : values) {
      visitor.value(wallTime, step, value);
    }
  }

  /**
   * The value of a tag in a record, the last one where there are several; none where there is none.
   */
  public static List<SummaryValue> find(byte[] record, String tag) {
    List<SummaryValue> found = new ArrayList<>(1);
    read(
        new ProtoReader(record),
        (wallTime, step, value) -> {
          if (value.tag.equals(tag)) {
            found.clear();
            found.add(value);
          }
        });
    return found;
  }

  private static List<SummaryValue> values(ProtoReader summary) {
    List<SummaryValue> values = new ArrayList<>(1);
    while (summary.next()) {
      if (summary.field() == EventMessages.VALUE) {
        SummaryValue value = new SummaryValue();
        ProtoReader in = summary.message();
        while (in.next()) {
          value.take(in);
        }
        values.add(value);
      }
    }
    return values;
  }

  private void take(ProtoReader in) {
    switch (in.field()) {
      case EventMessages.TAG -> tag = in.string();
      case EventMessages.SIMPLE_VALUE -> {
        form = Form.SIMPLE;
        number = in.float32();
      }
      case EventMessages.LEGACY_IMAGE -> payload(Form.IMAGE, in);
      case EventMessages.LEGACY_HISTOGRAM -> payload(Form.HISTOGRAM, in);
      case EventMessages.TENSOR -> payload(Form.TENSOR, in);
      case EventMessages.METADATA -> metadata(in.message());
      default -> {}
    }
  }

  private void payload(Form found, ProtoReader in) {
    form = found;
    payload = in.message();
  }

  private void metadata(ProtoReader in) {
    while (in.next()) {
      if (in.field() == EventMessages.PLUGIN_DATA) {
        ProtoReader data = in.message();
        while (data.next()) {
          switch (data.field()) {
            case EventMessages.PLUGIN_NAME -> plugin = data.string();
            case EventMessages.PLUGIN_CONTENT -> pluginContent = data.bytes();
            default -> {}
          }
        }
      }
    }
  }

  public String tag() {
    return tag;
  }

  /** The plugin's name, empty where the value carries no metadata. */
  public String plugin() {
    return plugin;
  }

  /** The plugin's own message. */
  public ProtoReader pluginContent() {
    return new ProtoReader(pluginContent);
  }

  public Form form() {
    return form;
  }

  /** The number of the form {@code SIMPLE}. */
  public float number() {
    return number;
  }

  /** The message of the forms {@code HISTOGRAM}, {@code IMAGE} and {@code TENSOR}. */
  public Optional<ProtoReader> payload() {
    return Optional.ofNullable(payload).map(ProtoReader::copy);
  }

  /** The tensor of the form {@code TENSOR}. */
  public Optional<TensorMessage> tensor() {
    return form == Form.TENSOR ? payload().map(TensorMessage::read) : Optional.empty();
  }
}
