package io.vitrine.run;

import io.vitrine.run.event.HparamsMessages;
import io.vitrine.run.event.SummaryValue;
import io.vitrine.run.event.TensorMessage;
import io.vitrine.run.series.Column;
import io.vitrine.run.series.Kind;
import io.vitrine.wire.ProtoReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Everything read of a run so far, within a bound: scalars as numbers, all else as the places of
 * their records. Where there are more rows than the bound, the longest columns are thinned.
 */
final class RunStore {
  private static final int FEWEST_ROWS = 64;
  private static final int PNG = 0x89504E47;
  private static final int JPEG = 0xFFD8FF;
  private static final int GIF = 0x474946;

  private final int mostRows;
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final Map<String, Object> hparams = new LinkedHashMap<>();
  private int rows;
  private int bound;

  RunStore(int mostRows) {
    this.mostRows = mostRows;
    this.bound = mostRows;
  }

  Map<String, Column> columns() {
    return columns;
  }

  Map<String, Object> hparams() {
    return hparams;
  }

  /** Takes an event, which is read from file number {@code source} at an offset. */
  void take(int source, long offset, ProtoReader event) {
    SummaryValue.read(event, (time, step, value) -> take(source, offset, time, step, value));
    if (rows > bound) {
      thin();
      bound = Math.max(mostRows, 2 * rows);
    }
  }

  private void take(int source, long offset, double time, long step, SummaryValue value) {
    if (value.tag().isEmpty()) {
      return;
    }
    if (value.plugin().equals(Kind.HPARAMS.plugin())) {
      hparams.putAll(HparamsMessages.values(value.pluginContent()));
    }
    Column column = columns.get(value.tag());
    if (column == null) {
      column = new Column(kindOf(value));
      columns.put(value.tag(), column);
    }
    int before = column.size();
    switch (column.kind()) {
      case SCALAR -> addScalar(column, source, time, step, value);
      case HISTOGRAM, IMAGE, TEXT -> {
        if (isReadable(column.kind(), value)) {
          column.add(step, time, source, offset);
        }
      }
      case HPARAMS, OTHER -> {}
    }
    rows += column.size() - before;
  }

  private static void addScalar(
      Column column, int source, double time, long step, SummaryValue value) {
    OptionalDouble number =
        value.form() == SummaryValue.Form.SIMPLE
            ? OptionalDouble.of(value.number())
            : value.tensor().map(TensorMessage::scalar).orElse(OptionalDouble.empty());
    if (number.isPresent()) {
      column.add(step, time, source, Double.doubleToRawLongBits(number.getAsDouble()));
    }
  }

  private static boolean isReadable(Kind kind, SummaryValue value) {
    return switch (kind) {
      case HISTOGRAM -> !HistogramMessages.read(value).isEmpty();
      case IMAGE -> !Picture.read(value, Path.of(""), 0).isEmpty();
      default -> value.tensor().filter(tensor -> !tensor.strings().isEmpty()).isPresent();
    };
  }

  /** By the payload where it has a form of its own, else by the plugin's name, else by a guess. */
  private static Kind kindOf(SummaryValue value) {
    return switch (value.form()) {
      case SIMPLE -> Kind.SCALAR;
      case HISTOGRAM -> Kind.HISTOGRAM;
      case IMAGE -> Kind.IMAGE;
      case TENSOR ->
          value.plugin().isEmpty()
              ? value.tensor().map(RunStore::guess).orElse(Kind.OTHER)
              : Kind.ofPlugin(value.plugin());
      case OTHER -> Kind.OTHER;
    };
  }

  /** What a tensor is whose tag's first value, and with it the metadata, was lost. */
  private static Kind guess(TensorMessage tensor) {
    if (tensor.isString()) {
      return isPicture(tensor.strings()) ? Kind.IMAGE : Kind.TEXT;
    }
    List<Long> dims = tensor.dims();
    if (tensor.isDouble() && dims.size() == 2 && dims.get(1) == 3) {
      return Kind.HISTOGRAM;
    }
    return tensor.scalar().isPresent() ? Kind.SCALAR : Kind.OTHER;
  }

  private static boolean isPicture(List<byte[]> strings) {
    if (strings.size() < 3
        || Picture.digits(strings.get(0)).isEmpty()
        || Picture.digits(strings.get(1)).isEmpty()
        || strings.get(2).length < 4) {
      return false;
    }
    byte[] begin = strings.get(2);
    int magic = begin[0] << 24 | (begin[1] & 0xFF) << 16 | (begin[2] & 0xFF) << 8 | begin[3] & 0xFF;
    return magic == PNG || magic >>> 8 == JPEG || magic >>> 8 == GIF;
  }

  private void thin() {
    columns.values().forEach(Column::settle);
    count();
    int fewest = Math.max(FEWEST_ROWS, mostRows / 2 / columns.size());
    int most = mostRows / 2;
    while (rows > mostRows / 2 && most >= fewest) {
      int limit = most;
      columns.values().forEach(column -> column.thin(limit));
      count();
      most /= 2;
    }
  }

  private void count() {
    rows = columns.values().stream().mapToInt(Column::size).sum();
  }
}
