package io.vitrine.run.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.wire.ProtoReader;
import io.vitrine.wire.ProtoWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventTailTest {
  @TempDir Path folder;
  private Path file = Path.of("");
  private final List<Long> steps = new ArrayList<>();

  @BeforeEach
  void nameFile() {
    file = folder.resolve("events.out.tfevents.1");
  }

  private static byte[] record(long step) {
    ProtoWriter out = new ProtoWriter();
    int start = Frame.open(out);
    ProtoWriter value = new ProtoWriter().string(1, "loss").float32(2, 0.5f);
    EventMessages.event(out, 1.7e9, step, value);
    Frame.close(out, start);
    return out.toBytes();
  }

  private static byte[] records(int from, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int step = from; step <= to; step++) {
      out.writeBytes(record(step));
    }
    return out.toByteArray();
  }

  private EventTail tail() {
    steps.clear();
    return new EventTail(file);
  }

  private int poll(EventTail tail) throws IOException {
    return tail.poll(
        (offset, bytes, from, to) ->
            SummaryValue.read(
                new ProtoReader(bytes, from, to), (time, step, value) -> steps.add(step)));
  }

  private void append(byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void poll_fileGrowingByteByByte_deliversEachRecordOnce() throws IOException {
    byte[] all = records(1, 3);
    EventTail tail = tail();
    append(new byte[0]);
    int delivered = 0;
    for (byte b : all) {
      append(new byte[] {b});
      delivered += poll(tail);
    }
    assertThat(delivered).isEqualTo(3);
    assertThat(steps).containsExactly(1L, 2L, 3L);
    assertThat(tail.skipped()).isEmpty();
    assertThat(tail.unfinished()).isEmpty();
  }

  @Test
  void poll_cutTail_waitsAndTellsWhere() throws IOException {
    byte[] two = records(1, 2);
    append(Arrays.copyOf(two, two.length - 3));
    EventTail tail = tail();
    poll(tail);
    int first = record(1).length;
    assertThat(steps).containsExactly(1L);
    assertThat(tail.skipped()).isEmpty();
    assertThat(tail.unfinished()).contains(new Skipped(file, first, two.length - 3));
    append(Arrays.copyOfRange(two, two.length - 3, two.length));
    poll(tail);
    assertThat(steps).containsExactly(1L, 2L);
    assertThat(tail.unfinished()).isEmpty();
  }

  @Test
  void poll_anyByteFlipped_losesOneRecordAndSaysWhich() throws IOException {
    byte[] all = records(1, 5);
    int length = record(1).length;
    assertThat(all).hasSize(5 * length);
    for (int at = 0; at < all.length; at++) {
      for (int bit : new int[] {0, 7}) {
        byte[] flipped = all.clone();
        flipped[at] ^= (byte) (1 << bit);
        Files.write(file, flipped);
        EventTail tail = tail();
        poll(tail);
        int lost = at / length + 1;
        assertThat(steps).hasSize(4).doesNotContain((long) lost);
        int end = lost * length;
        List<Skipped> skipped = tail.skipped();
        assertThat(skipped).hasSize(1);
        assertThat(skipped.get(0).from()).isEqualTo(end - length);
        assertThat(skipped.get(0).to()).isBetween(end - Frame.HEADER_BYTES + 1L, (long) end);
        append(record(6));
        poll(tail);
        assertThat(steps).hasSize(5).contains(6L);
        assertThat(tail.skipped()).containsExactly(new Skipped(file, end - length, end));
      }
    }
  }

  @Test
  void poll_anyRangeRemoved_losesOnlyRecordsThatItTouches() throws IOException {
    byte[] all = records(1, 6);
    int length = record(1).length;
    for (int from = 0; from < 3 * length; from++) {
      for (int count : new int[] {1, 7, length + 5}) {
        ByteArrayOutputStream cut = new ByteArrayOutputStream();
        cut.write(all, 0, from);
        cut.write(all, from + count, all.length - from - count);
        Files.write(file, cut.toByteArray());
        EventTail tail = tail();
        poll(tail);
        int firstTouched = from / length + 1;
        int lastTouched = (from + count - 1) / length + 1;
        for (long step = 1; step <= 6; step++) {
          if (step < firstTouched || step > lastTouched) {
            assertThat(steps).contains(step);
          }
        }
        assertThat(steps).doesNotHaveDuplicates().isSorted();
      }
    }
  }

  @Test
  void poll_garbageBetween_isSkippedExactly() throws IOException {
    byte[] garbage = new byte[1 << 20];
    new Random(1).nextBytes(garbage);
    append(records(1, 2));
    long from = Files.size(file);
    append(garbage);
    EventTail tail = tail();
    poll(tail);
    assertThat(steps).containsExactly(1L, 2L);
    assertThat(tail.skipped()).hasSize(1);
    append(records(3, 4));
    poll(tail);
    assertThat(steps).containsExactly(1L, 2L, 3L, 4L);
    assertThat(tail.skipped()).containsExactly(new Skipped(file, from, from + garbage.length));
    assertThat(tail.skipped().get(0).bytes()).isEqualTo(garbage.length);
  }

  @Test
  void poll_zerosThatLaterFillIn_losesNothing() throws IOException {
    append(records(1, 2));
    append(new byte[200]);
    EventTail tail = tail();
    poll(tail);
    assertThat(tail.skipped()).hasSize(1);
    Files.write(file, records(1, 9));
    poll(tail);
    assertThat(steps).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(tail.skipped()).isEmpty();
  }

  @Test
  void poll_hugeLengthWithRightChecksum_waits() throws IOException {
    append(records(1, 1));
    ProtoWriter header = new ProtoWriter().fixed64(Integer.MAX_VALUE);
    header.fixed32(Frame.maskedCrc(header.array(), 0, Frame.LENGTH_BYTES));
    append(header.toBytes());
    append(new byte[100]);
    EventTail tail = tail();
    poll(tail);
    assertThat(steps).containsExactly(1L);
    assertThat(tail.unfinished()).hasValueSatisfying(s -> assertThat(s.bytes()).isEqualTo(112));
  }

  @Test
  void poll_lengthNoMessageCanHave_isDamage() throws IOException {
    ProtoWriter header = new ProtoWriter().fixed64(1L << 40);
    header.fixed32(Frame.maskedCrc(header.array(), 0, Frame.LENGTH_BYTES));
    append(header.toBytes());
    append(records(1, 1));
    EventTail tail = tail();
    poll(tail);
    assertThat(steps).containsExactly(1L);
    assertThat(tail.skipped()).containsExactly(new Skipped(file, 0, 12));
  }

  @Test
  void poll_wholeRecordThatIsNoMessage_isSkipped() throws IOException {
    ProtoWriter out = new ProtoWriter();
    int start = Frame.open(out);
    out.fixed64(-1);
    Frame.close(out, start);
    append(out.toBytes());
    append(records(1, 1));
    EventTail tail = tail();
    poll(tail);
    assertThat(steps).containsExactly(1L);
    assertThat(tail.skipped()).containsExactly(new Skipped(file, 0, 24));
  }

  @Test
  void poll_fileStartedOver_isReadFromItsBeginning() throws IOException {
    append(records(1, 5));
    EventTail tail = tail();
    poll(tail);
    Files.write(file, records(7, 8));
    poll(tail);
    assertThat(steps).containsExactly(1L, 2L, 3L, 4L, 5L, 7L, 8L);
  }

  @Test
  void poll_recordsLargerThanTheWindow_areDelivered() throws IOException {
    ProtoWriter large = new ProtoWriter();
    int start = Frame.open(large);
    ProtoWriter value = new ProtoWriter().string(1, "x").bytes(99, new byte[3 << 20]);
    EventMessages.event(large, 1, 2, value);
    Frame.close(large, start);
    append(records(1, 1));
    append(large.toBytes());
    append(records(3, 3));
    poll(tail());
    assertThat(steps).containsExactly(1L, 2L, 3L);
  }
}
