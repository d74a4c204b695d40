package io.vitrine.run;

import io.vitrine.run.event.EventFileName;
import io.vitrine.run.event.EventTail;
import io.vitrine.run.event.Skipped;
import io.vitrine.run.series.Column;
import io.vitrine.run.series.Kind;
import io.vitrine.run.series.Series;
import io.vitrine.wire.ProtoReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows a run directory of any program that writes TensorBoard's event files. Thread-safe.
 *
 * <p>The files are read in the order of their names, and of several values of one step the one of
 * the later file wins, so that a restarted run shows what it did last. Memory is bounded: scalars
 * are kept as numbers, up to {@link #MOST_ROWS} rows in all (28 bytes each), beyond which the
 * longest series are thinned to their extremes; everything else stays in the files.
 */
public final class RunReader {
  /** The most rows that are kept of a run, about 220 MB. */
  public static final int MOST_ROWS = 8_000_000;

  private final Path directory;
  private final int mostRows;
  private final List<EventTail> tails = new ArrayList<>();
  private RunStore store;

  private RunReader(Path directory, int mostRows) {
    this.directory = directory;
    this.mostRows = mostRows;
    this.store = new RunStore(mostRows);
  }

  /** A reader of a directory that has read nothing yet. */
  static RunReader open(Path directory, int mostRows) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new NotDirectoryException(directory + ": expected the directory of a run");
    }
    return new RunReader(directory, mostRows);
  }

  /**
   * Reads what was added since the last call. An unfinished record at a file's end is left for a
   * later call; damaged bytes are skipped and told by {@link RunLog#skipped}.
   *
   * @return the number of records read now
   * @throws IOException where the directory or a file cannot be read
   */
  public synchronized int poll() throws IOException {
    List<Path> files = EventFileName.list(directory);
    if (!begins(files)) {
      tails.clear();
      store = new RunStore(mostRows);
    }
    for (Path file : files.subList(tails.size(), files.size())) {
      tails.add(new EventTail(file));
    }
    int records = 0;
    for (int i = 0; i < tails.size(); i++) {
      int source = i;
      records +=
          tails
              .get(i)
              .poll(
                  (offset, bytes, from, to) ->
                      store.take(source, offset, new ProtoReader(bytes, from, to)));
    }
    return records;
  }

  /** Whether the files known so far are the first of these; a file between them changes order. */
  private boolean begins(List<Path> files) {
    List<Path> known = tails.stream().map(EventTail::file).toList();
    return known.size() <= files.size() && files.subList(0, known.size()).equals(known);
  }

  /** What was read so far; it does not change with later calls of {@link #poll}. */
  public synchronized RunLog log() {
    Map<String, Series> scalars = new LinkedHashMap<>();
    Map<String, Column> others = new LinkedHashMap<>();
    store
        .columns()
        .forEach(
            (tag, column) -> {
              if (column.kind() == Kind.SCALAR) {
                scalars.put(tag, column.toSeries());
              } else {
                others.put(tag, column.copy());
              }
            });
    List<Skipped> skipped = tails.stream().flatMap(tail -> tail.skipped().stream()).toList();
    List<Skipped> unfinished = tails.stream().flatMap(tail -> tail.unfinished().stream()).toList();
    List<Path> files = tails.stream().map(EventTail::file).toList();
    return new RunLog(files, scalars, others, store.hparams(), skipped, unfinished);
  }
}
