package io.vitrine.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitrine.run.event.EventRecords;
import io.vitrine.run.event.Skipped;
import io.vitrine.run.event.SummaryValue;
import io.vitrine.run.event.TensorMessage;
import io.vitrine.run.series.Column;
import io.vitrine.run.series.Kind;
import io.vitrine.run.series.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a run logged, as read up to a moment. Immutable. */
public final class RunLog {
  private final List<Path> files;
  private final Map<String, Series> scalars;
  private final Map<String, Column> others;
  private final Map<String, Object> hparams;
  private final List<Skipped> skipped;
  private final List<Skipped> unfinished;

  RunLog(
      List<Path> files,
      Map<String, Series> scalars,
      Map<String, Column> others,
      Map<String, Object> hparams,
      List<Skipped> skipped,
      List<Skipped> unfinished) {
    this.files = List.copyOf(files);
    this.scalars = scalars;
    this.others = others;
    this.hparams = Collections.unmodifiableMap(new LinkedHashMap<>(hparams));
    this.skipped = List.copyOf(skipped);
    this.unfinished = List.copyOf(unfinished);
  }

  /** The event files, in the order of reading; none where the directory is not a run. */
  public List<Path> files() {
    return files;
  }

  /** The tags of one kind, in the order in which they first appeared. */
  public Set<String> tags(Kind kind) {
    if (kind == Kind.SCALAR) {
      return Collections.unmodifiableSet(new LinkedHashSet<>(scalars.keySet()));
    }
    return others.entrySet().stream()
        .filter(entry -> entry.getValue().kind() == kind)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The values of a scalar tag, empty where there is no such tag. */
  public Series scalars(String tag) {
    return scalars.getOrDefault(tag, Series.empty());
  }

  /**
   * The histograms of a tag by step, empty where there is no such tag. Counts of NaN and infinite
   * values come from the scalars that {@link RunWriter} logs beside them.
   *
   * @throws IOException where an event file can no longer be read
   */
  public List<Logged<Histogram>> histograms(String tag) throws IOException {
    Series nans = scalars(Tags.nans(tag));
    Series infinities = scalars(Tags.infinities(tag));
    return read(tag, Kind.HISTOGRAM, (value, file, offset) -> HistogramMessages.read(value))
        .stream()
        .map(logged -> logged.with(nonFinite(logged, nans, infinities)))
        .toList();
  }

  private static Histogram nonFinite(Logged<Histogram> logged, Series nans, Series infinities) {
    Histogram histogram = logged.value();
    return histogram.withNonFinite(
        histogram.nans() + beside(logged, nans),
        histogram.infinities() + beside(logged, infinities));
  }

  /** A count logged with a histogram: for the same step, and not before, as by an earlier start. */
  private static long beside(Logged<Histogram> logged, Series counts) {
    int index = counts.indexOf(logged.step());
    boolean there = index >= 0 && counts.wallTime(index) >= logged.wallTime();
    return there ? Math.round(counts.value(index)) : 0;
  }

  /**
   * The pictures of a tag by step, empty where there is no such tag; a step may have several.
   *
   * @throws IOException where an event file can no longer be read
   */
  public List<Logged<Picture>> images(String tag) throws IOException {
    return read(tag, Kind.IMAGE, Picture::read);
  }

  /**
   * The texts of a tag by step, empty where there is no such tag. The cells of a text in several
   * parts stand on lines of their own.
   *
   * @throws IOException where an event file can no longer be read
   */
  public List<Logged<String>> texts(String tag) throws IOException {
    return read(
        tag,
        Kind.TEXT,
        (value, file, offset) ->
            value.tensor().map(TensorMessage::strings).stream().map(RunLog::text).toList());
  }

  private static String text(List<byte[]> parts) {
    return parts.stream().map(part -> new String(part, UTF_8)).collect(Collectors.joining("\n"));
  }

  /** The hyperparameters, empty where none were logged. */
  public Map<String, Object> hparams() {
    return hparams;
  }

  /** Ranges of bytes that were damaged and not read, file by file. */
  public List<Skipped> skipped() {
    return skipped;
  }

  /** Ends of files that hold a part of a record: being written, or cut when the run was killed. */
  public List<Skipped> unfinished() {
    return unfinished;
  }

  /** What a value holds; {@code file} and {@code offset} tell where its record lies. */
  private interface Decoder<T> {
    List<T> decode(SummaryValue value, Path file, long offset);
  }

  private <T> List<Logged<T>> read(String tag, Kind kind, Decoder<T> decoder) throws IOException {
    Column column = others.get(tag);
    if (column == null || column.kind() != kind) {
      return List.of();
    }
    List<Logged<T>> logged = new ArrayList<>();
    try (EventRecords records = new EventRecords()) {
      for (int row = 0; row < column.size(); row++) {
        Path file = files.get(column.source(row));
        long offset = column.payload(row);
        for (SummaryValue value : SummaryValue.find(records.read(file, offset), tag)) {
          for (T item : decoder.decode(value, file, offset)) {
            logged.add(new Logged<>(column.step(row), column.wallTime(row), item));
          }
        }
      }
    }
    return Collections.unmodifiableList(logged);
  }
}
