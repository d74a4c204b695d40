package io.vitrine.run.event;

import io.vitrine.wire.ProtoWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Appends records to a new event file, through a bounded buffer that its own thread writes.
 *
 * <p>Invariants. Records lie in {@code pending} whole, in the order of the calls. Only the writing
 * thread touches the channel, so that an interrupt of a caller cannot close it. A caller waits only
 * where {@code pending} is full, or in flush and close. After a failed write the file is cut back
 * to its last whole record, and every later call throws: what stands in the file is always whole.
 */
public final class EventFile implements AutoCloseable {
  private static final int HANDOVER_BYTES = 64 << 10;
  private static final int CAPACITY_BYTES = 8 << 20;
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Path path;
  private final FileChannel channel;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition progress = lock.newCondition();
  private ProtoWriter pending = new ProtoWriter(2 * HANDOVER_BYTES);
  private ProtoWriter spare = new ProtoWriter(2 * HANDOVER_BYTES);
  private long appendedBytes;
  private long writtenBytes;
  private boolean flushWanted;
  private boolean closing;
  private boolean ended;
  private @Nullable IOException failure;

  private EventFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Creates the file and starts its writing thread.
   *
   * @throws java.nio.file.FileAlreadyExistsException where the file is there already
   * @throws IOException where it cannot be created
   */
  public static EventFile create(Path path) throws IOException {
    return start(
        path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  /** Starts the writing thread on an empty channel. */
  static EventFile start(Path path, FileChannel channel) {
    EventFile file = new EventFile(path, channel);
    Thread thread = new Thread(file::writeUntilClosed, "vitrine-run-writer");
    thread.setDaemon(true);
    thread.start();
    return file;
  }

  /**
   * Appends one record; {@code encoder} writes its data, under the file's lock.
   *
   * @throws UncheckedIOException where an earlier record could not be written
   * @throws IllegalStateException after close
   */
  public void append(Consumer<ProtoWriter> encoder) {
    lock.lock();
    try {
      awaitRoom();
      int start = Frame.open(pending);
      try {
        encoder.accept(pending);
        Frame.close(pending, start);
      } catch (RuntimeException | Error e) {
        pending.truncate(start);
        throw e;
      }
      appendedBytes += pending.size() - start;
      if (pending.size() >= HANDOVER_BYTES) {
        work.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void awaitRoom() {
    while (failure == null && !closing && pending.size() >= CAPACITY_BYTES) {
      progress.awaitUninterruptibly();
    }
    if (failure != null) {
      throw new UncheckedIOException(failed(failure));
    }
    if (closing) {
      throw new IllegalStateException("nothing can be logged after close: " + path);
    }
  }

  /**
   * Waits until everything appended before stands in the file.
   *
   * @throws IOException where it could not be written
   */
  public void flush() throws IOException {
    lock.lock();
    try {
      long target = appendedBytes;
      flushWanted = true;
      work.signal();
      while (writtenBytes < target && !ended) {
        progress.awaitUninterruptibly();
      }
      throwFailure();
    } finally {
      lock.unlock();
    }
  }

  /** Writes what is left, forces it to the disk and closes the file; a second call does nothing. */
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      boolean first = !closing;
      closing = true;
      work.signal();
      while (!ended) {
        progress.awaitUninterruptibly();
      }
      if (first) {
        throwFailure();
      }
    } finally {
      lock.unlock();
    }
  }

  private void throwFailure() throws IOException {
    if (failure != null) {
      throw failed(failure);
    }
  }

  private IOException failed(IOException cause) {
    return new IOException(
        "cannot write "
            + path
            + ": "
            + cause.getMessage()
            + "; the "
            + writtenBytes
            + " bytes before are whole. Free space on the disk or make the folder writable, then"
            + " start a new writer on the same folder",
        cause);
  }

  private void writeUntilClosed() {
    lock.lock();
    try {
      while (failure == null && !(closing && pending.size() == 0)) {
        awaitWork();
        writePending();
      }
      finish();
    } finally {
      ended = true;
      progress.signalAll();
      lock.unlock();
    }
  }

  private void awaitWork() {
    long left = INTERVAL_NANOS;
    try {
      while (left > 0 && !closing && !flushWanted && pending.size() < HANDOVER_BYTES) {
        left = work.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      failure = new InterruptedIOException("the writing thread was interrupted");
    }
  }

  /** Writes the batch outside the lock, so that callers go on filling the other buffer. */
  private void writePending() {
    flushWanted = false;
    ProtoWriter batch = pending;
    pending = spare;
    ByteBuffer bytes = ByteBuffer.wrap(batch.array(), 0, batch.size());
    IOException caught = null;
    lock.unlock();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      caught = e;
    } catch (RuntimeException | Error e) {
      caught = new IOException(e.toString(), e);
    } finally {
      lock.lock();
    }
    if (caught != null) {
      fail(caught, bytes);
    }
    writtenBytes += bytes.position();
    spare = batch.array().length > CAPACITY_BYTES ? new ProtoWriter(2 * HANDOVER_BYTES) : batch;
    spare.clear();
    progress.signalAll();
  }

  /** Cuts the file back to its last whole record; leaves the batch's position there. */
  private void fail(IOException cause, ByteBuffer batch) {
    failure = cause;
    ByteBuffer frames = batch.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int whole = 0;
    while (whole + Frame.LENGTH_BYTES <= batch.position()) {
      long end = whole + Frame.HEADER_BYTES + frames.getLong(whole) + Frame.FOOTER_BYTES;
      if (end > batch.position()) {
        break;
      }
      whole = (int) end;
    }
    batch.position(whole);
    try {
      channel.truncate(writtenBytes + whole);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private void finish() {
    try (channel) {
      channel.force(true);
    } catch (IOException e) {
      if (failure == null) {
        failure = e;
      }
    }
  }
}
