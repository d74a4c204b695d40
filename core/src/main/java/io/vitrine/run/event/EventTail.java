package io.vitrine.run.event;

import io.vitrine.wire.ProtoReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads an event file as it grows.
 *
 * <p>Invariants. Everything before {@code position} is done with: delivered, or in {@code skipped}.
 * A record that is not complete yet is waited for. Where length or data do not match their
 * checksums, reading goes on at the next offset whose eight length bytes match their checksum and
 * whose data match theirs; a false match has a chance of 2^-64 at each offset. Until there is such
 * an offset the damage has no end, {@code scanned} keeps how far it was looked for, and the record
 * at {@code position} itself is tried again first, since on network disks the end of a growing file
 * may read as zeros for a while.
 */
public final class EventTail {
  /** Longer records are checked but not delivered: no value that is read here is so long. */
  static final int LONGEST_BYTES = 64 << 20;

  /** No message of protocol buffers is longer; such a length is never one. */
  private static final long LONGEST_MESSAGE = Integer.MAX_VALUE;

  private static final int MOST_RANGES = 1000;

  /** Takes a record's data, and the offset at which its frame begins. */
  public interface Sink {
    void accept(long offset, byte[] bytes, int from, int to);
  }

  enum State {
    WHOLE,
    UNFINISHED,
    DAMAGED
  }

  private final Path file;
  private final List<Skipped> skipped = new ArrayList<>();
  private long position;
  private long scanned;
  private long size;
  private boolean damaged;

  public EventTail(Path file) {
    this.file = file;
  }

  public Path file() {
    return file;
  }

  /** Ranges that are known to be damaged; the last one may still grow. */
  public List<Skipped> skipped() {
    List<Skipped> all = new ArrayList<>(skipped);
    if (damaged) {
      all.add(new Skipped(file, position, Math.max(scanned, position)));
    }
    return all;
  }

  /** The unfinished record at the end, if there is one. */
  public Optional<Skipped> unfinished() {
    long from = damaged ? scanned : position;
    return from < size ? Optional.of(new Skipped(file, from, size)) : Optional.empty();
  }

  /**
   * Delivers the records that are complete now and were not delivered before.
   *
   * @return how many
   */
  public int poll(Sink sink) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() == size) {
        return 0;
      }
      Window window = new Window(channel);
      if (window.size() < Math.max(position, scanned)) {
        restart();
      }
      int records = deliver(window, sink);
      size = window.size();
      return records;
    }
  }

  private void restart() {
    position = 0;
    scanned = 0;
    damaged = false;
    skipped.clear();
  }

  private int deliver(Window window, Sink sink) throws IOException {
    int records = 0;
    while (true) {
      State state = stateAt(window, position);
      if (state == State.UNFINISHED) {
        damaged = false;
        return records;
      }
      if (state == State.DAMAGED) {
        if (!resynchronise(window)) {
          return records;
        }
      } else {
        damaged = false;
        records += deliverOne(window, sink);
      }
    }
  }

  private int deliverOne(Window window, Sink sink) throws IOException {
    long length = window.longAt(position);
    long end = position + Frame.HEADER_BYTES + length + Frame.FOOTER_BYTES;
    int delivered = 0;
    if (length <= LONGEST_BYTES) {
      int from = window.load(position + Frame.HEADER_BYTES, (int) length);
      try {
        sink.accept(position, window.bytes(), from, from + (int) length);
        delivered = 1;
      } catch (ProtoReader.Malformed e) {
        skip(position, end);
      }
    }
    position = end;
    return delivered;
  }

  private static boolean headerAt(Window window, long offset) throws IOException {
    long length = window.longAt(offset);
    return length >= 0
        && length <= LONGEST_MESSAGE
        && window.maskedCrc(offset, Frame.LENGTH_BYTES)
            == window.intAt(offset + Frame.LENGTH_BYTES);
  }

  static State stateAt(Window window, long offset) throws IOException {
    if (window.size() - offset < Frame.HEADER_BYTES) {
      return State.UNFINISHED;
    }
    if (!headerAt(window, offset)) {
      return State.DAMAGED;
    }
    long data = offset + Frame.HEADER_BYTES;
    long length = window.longAt(offset);
    if (data + length + Frame.FOOTER_BYTES > window.size()) {
      return State.UNFINISHED;
    }
    return window.maskedCrc(data, length) == window.intAt(data + length)
        ? State.WHOLE
        : State.DAMAGED;
  }

  /** Moves to the next record behind the damage at {@code position}; false where none is known. */
  private boolean resynchronise(Window window) throws IOException {
    long next = behindDamagedData(window);
    if (next < 0) {
      next = scan(window);
    }
    if (next < 0) {
      damaged = true;
      return false;
    }
    skip(position, next);
    position = next;
    scanned = 0;
    damaged = false;
    return true;
  }

  /** Where only the data are damaged, the length leads to the next record; -1 where it does not. */
  private long behindDamagedData(Window window) throws IOException {
    if (!headerAt(window, position)) {
      return -1;
    }
    long end = position + Frame.HEADER_BYTES + window.longAt(position) + Frame.FOOTER_BYTES;
    boolean atEnd = window.size() - end < Frame.HEADER_BYTES;
    return atEnd || headerAt(window, end) ? end : -1;
  }

  /**
   * Looks at every offset for a whole record; -1 where there is none. What may be the beginning of
   * an unfinished record is where the next scan begins.
   */
  private long scan(Window window) throws IOException {
    long from = Math.max(scanned, position + 1);
    long last = window.size() - Frame.HEADER_BYTES;
    long firstUnfinished = -1;
    for (long offset = from; offset <= last; offset++) {
      State state = stateAt(window, offset);
      if (state == State.WHOLE) {
        return offset;
      }
      if (state == State.UNFINISHED && firstUnfinished < 0) {
        firstUnfinished = offset;
      }
    }
    scanned = firstUnfinished >= 0 ? firstUnfinished : Math.max(from, last + 1);
    return -1;
  }

  /** Adjoining ranges become one; so does everything behind the most that are kept apart. */
  private void skip(long from, long to) {
    int last = skipped.size() - 1;
    if (last >= 0 && (skipped.get(last).to() == from || skipped.size() == MOST_RANGES)) {
      skipped.set(last, new Skipped(file, skipped.get(last).from(), to));
    } else {
      skipped.add(new Skipped(file, from, to));
    }
  }
}
