package io.vitrine.run.event;

import java.nio.file.Path;

/**
 * Bytes of an event file that could not be read: damaged, or an unfinished end.
 *
 * @param file the event file
 * @param from the first byte's offset
 * @param to the offset behind the last byte
 */
public record Skipped(Path file, long from, long to) {
  public Skipped {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("a range of bytes ascends from 0: " + from + " to " + to);
    }
  }

  /** The number of bytes. */
  public long bytes() {
    return to - from;
  }
}
