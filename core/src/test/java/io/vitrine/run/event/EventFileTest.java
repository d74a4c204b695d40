package io.vitrine.run.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.wire.ProtoWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  private static final int RECORD_BYTES = 12 + 25 + 4;

  @TempDir Path folder;

  private EventFile onDiskWithRoomFor(long bytes) throws IOException {
    Path path = folder.resolve("events.out.tfevents.1");
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return EventFile.start(path, new FillingDisk(channel, bytes));
  }

  private static void logRecord(EventFile file, int step) {
    ProtoWriter value = new ProtoWriter().string(1, "loss").float32(2, 0.5f);
    file.append(out -> EventMessages.event(out, 1.0, step, value));
  }

  @Test
  void flush_onFullDisk_saysSoAndKeepsWholeRecords() throws IOException {
    EventFile file = onDiskWithRoomFor(1000);
    for (int step = 1; step <= 100; step++) {
      logRecord(file, step);
    }
    assertThatThrownBy(file::flush)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("events.out.tfevents.1")
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("Free space");
    assertThatThrownBy(() -> logRecord(file, 101))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("No space left on device");
    assertThatThrownBy(file::close).isInstanceOf(IOException.class);
    byte[] kept = Files.readAllBytes(folder.resolve("events.out.tfevents.1"));
    int whole = PlainEvents.read(kept).size();
    assertThat(kept).hasSizeBetween(1000 - 2 * RECORD_BYTES, 1000);
    for (int i = 0; i < whole; i++) {
      assertThat(PlainEvents.read(kept).get(i).one(2).bits()).isEqualTo(i + 1);
    }
  }

  @Test
  void append_whileTheDiskIsFull_failsWithoutFlush() throws IOException {
    EventFile file = onDiskWithRoomFor(500);
    assertThatThrownBy(
            () -> {
              for (int step = 1; step < 10_000_000; step++) {
                logRecord(file, step);
              }
            })
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("No space left on device");
    assertThatThrownBy(file::close).isInstanceOf(IOException.class);
  }

  @Test
  void append_encoderFailing_leavesNoPartOfARecord() throws IOException {
    Path path = folder.resolve("events.out.tfevents.2");
    try (EventFile file = EventFile.create(path)) {
      logRecord(file, 1);
      assertThatThrownBy(
              () ->
                  file.append(
                      out -> {
                        out.float64(1, 1);
                        throw new IllegalStateException("half way");
                      }))
          .hasMessage("half way");
      logRecord(file, 2);
    }
    assertThat(PlainEvents.read(Files.readAllBytes(path))).hasSize(2);
  }

  @Test
  void append_recordsLargerThanTheBuffer_arriveWhole() throws IOException {
    Path path = folder.resolve("events.out.tfevents.3");
    try (EventFile file = EventFile.create(path)) {
      for (int i = 0; i < 4; i++) {
        file.append(out -> out.bytes(9, new byte[12 << 20]));
      }
    }
    assertThat(Files.size(path)).isEqualTo(4L * (16 + 5 + (12 << 20)));
  }
}
