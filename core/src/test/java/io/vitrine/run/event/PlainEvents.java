package io.vitrine.run.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A second, strict reading of event files, written from the format's description alone and sharing
 * nothing with the product: its own bitwise CRC-32C, its own fields.
 */
public final class PlainEvents {
  private PlainEvents() {}

  /** One field of a message: its number and its bits (varint, fixed) or bytes. */
  public record Field(int number, int wireType, long bits, ByteBuffer content) {
    public byte[] bytes() {
      byte[] bytes = new byte[content.remaining()];
      content.duplicate().get(bytes);
      return bytes;
    }

    public double asDouble() {
      return Double.longBitsToDouble(bits);
    }

    public float asFloat() {
      return Float.intBitsToFloat((int) bits);
    }

    public String asText() {
      return new String(bytes(), UTF_8);
    }

    public Message asMessage() {
      return message(bytes());
    }
  }

  public record Message(List<Field> fields) {
    public List<Field> all(int number) {
      return fields.stream().filter(field -> field.number() == number).toList();
    }

    public boolean has(int number) {
      return !all(number).isEmpty();
    }

    public Field one(int number) {
      List<Field> found = all(number);
      if (found.size() != 1) {
        throw new AssertionError("field " + number + " stands " + found.size() + " times");
      }
      return found.get(0);
    }
  }

  /** The events of the only event file of a directory. */
  public static List<Message> of(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      List<Path> events = files.filter(f -> f.toString().contains("tfevents")).toList();
      if (events.size() != 1) {
        throw new AssertionError("expected one event file, found " + events);
      }
      return read(Files.readAllBytes(events.get(0)));
    }
  }

  /** The summary values of an event, empty for the version event. */
  public static List<Message> values(Message event) {
    return event.all(5).stream()
        .flatMap(summary -> summary.asMessage().all(1).stream())
        .map(Field::asMessage)
        .toList();
  }

  public static List<Message> read(byte[] file) {
    List<Message> events = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      byte[] lengthBytes = new byte[8];
      in.duplicate().get(lengthBytes);
      long length = in.getLong();
      check(in.getInt(), masked(lengthBytes), "length at " + in.position());
      byte[] data = new byte[Math.toIntExact(length)];
      in.get(data);
      check(in.getInt(), masked(data), "data at " + in.position());
      events.add(message(data));
    }
    return events;
  }

  private static void check(int found, int expected, String what) {
    if (found != expected) {
      throw new AssertionError("checksum of " + what);
    }
  }

  public static int masked(byte[] data) {
    int crc = crc32c(data);
    return ((crc >>> 15) | (crc << 17)) + 0xA282EAD8;
  }

  public static int crc32c(byte[] data) {
    int crc = -1;
    for (byte b : data) {
      crc ^= b & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) != 0 ? (crc >>> 1) ^ 0x82F63B78 : crc >>> 1;
      }
    }
    return ~crc;
  }

  public static Message message(byte[] data) {
    List<Field> fields = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long key = varint(in);
      int number = (int) (key >>> 3);
      int wireType = (int) (key & 7);
      byte[] bytes = new byte[0];
      long bits = 0;
      switch (wireType) {
        case 0 -> bits = varint(in);
        case 1 -> bits = in.getLong();
        case 2 -> {
          bytes = new byte[(int) varint(in)];
          in.get(bytes);
        }
        case 5 -> bits = in.getInt();
        default -> throw new AssertionError("wire type " + wireType);
      }
      fields.add(new Field(number, wireType, bits, ByteBuffer.wrap(bytes)));
    }
    return new Message(fields);
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }
}
