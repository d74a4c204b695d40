package io.vitrine.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vitrine.model.ModelFormatException;
import io.vitrine.run.event.EventRecords;
import io.vitrine.run.event.SummaryValue;
import io.vitrine.run.event.TensorMessage;
import io.vitrine.wire.ProtoReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A picture of a run; its bytes stay in the event file until they are asked for. */
public final class Picture {
  private static final int HEIGHT = 1;
  private static final int WIDTH = 2;
  private static final int ENCODED = 4;

  private final int width;
  private final int height;
  private final Path file;
  private final long offset;
  private final String tag;
  private final int index;

  private Picture(Content content, Path file, long offset, String tag, int index) {
    this.width = content.width;
    this.height = content.height;
    this.file = file;
    this.offset = offset;
    this.tag = tag;
    this.index = index;
  }

  public int widthPx() {
    return width;
  }

  public int heightPx() {
    return height;
  }

  /**
   * The encoded bytes: PNG where Vitrine wrote them, else whatever the writer chose.
   *
   * @throws IOException where the event file can no longer be read
   */
  public byte[] bytes() throws IOException {
    try (EventRecords records = new EventRecords()) {
      List<SummaryValue> found = SummaryValue.find(records.read(file, offset), tag);
      if (found.isEmpty()) {
        throw new ModelFormatException(
            file
                + ": expected the picture "
                + tag
                + " read before at offset "
                + offset
                + ", found other values. Something rewrote the file; open the run again");
      }
      return contents(found.get(0)).get(index).encoded();
    }
  }

  /** The pictures that a value holds. */
  static List<Picture> read(SummaryValue value, Path file, long offset) {
    List<Picture> pictures = new ArrayList<>();
    for (Content content : contents(value)) {
      pictures.add(new Picture(content, file, offset, value.tag(), pictures.size()));
    }
    return pictures;
  }

  /** One encoded picture, decoded from its message but not its pixels. */
  private static final class Content {
    private final int width;
    private final int height;
    private final byte[] encoded;

    Content(int width, int height, byte[] encoded) {
      this.width = width;
      this.height = height;
      this.encoded = encoded;
    }

    byte[] encoded() {
      return encoded;
    }
  }

  private static List<Content> contents(SummaryValue value) {
    if (value.form() == SummaryValue.Form.IMAGE) {
      return value.payload().map(Picture::legacy).stream().toList();
    }
    return value.tensor().map(Picture::fromStrings).orElse(List.of());
  }

  private static Content legacy(ProtoReader in) {
    int width = 0;
    int height = 0;
    byte[] encoded = new byte[0];
    while (in.next()) {
      switch (in.field()) {
        case HEIGHT -> height = (int) in.int64();
        case WIDTH -> width = (int) in.int64();
        case ENCODED -> encoded = in.bytes();
        default -> {}
      }
    }
    return new Content(width, height, encoded);
  }

  /** Width and height as digits, then one string for each picture. */
  private static List<Content> fromStrings(TensorMessage tensor) {
    List<byte[]> strings = tensor.strings();
    List<Content> contents = new ArrayList<>();
    if (strings.size() > 2) {
      Optional<Integer> width = digits(strings.get(0));
      Optional<Integer> height = digits(strings.get(1));
      for (byte[] encoded : strings.subList(2, strings.size())) {
        contents.add(new Content(width.orElse(0), height.orElse(0), encoded));
      }
    }
    return contents;
  }

  /** A number of up to nine digits. */
  static Optional<Integer> digits(byte[] text) {
    String digits = new String(text, ISO_8859_1);
    return digits.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
  }
}
