package io.vitrine.run.event;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.wire.ProtoWriter;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class FrameTest {
  private static final String VERSION_RECORD =
      "1800000000000000a37f4b220900000040fc54d9411a0d627261696e2e4576656e743a32eced8f9d";
  private static final String SCALAR_RECORD =
      "1a00000000000000129bd82d0900004040fc54d94110012a0d0a0b0a046c6f7373150000003f97d67404";

  @Test
  void maskedCrc_ofKnownBytes_equalsPublishedVectors() {
    byte[] digits = "123456789".getBytes(US_ASCII);
    assertThat(Frame.maskedCrc(digits, 0, 9)).isEqualTo(Frame.mask(0xE3069283));
    assertThat(Frame.maskedCrc(new byte[] {24, 0, 0, 0, 0, 0, 0, 0}, 0, 8)).isEqualTo(0x224B7FA3);
    assertThat(Frame.maskedCrc(new byte[0], 0, 0)).isEqualTo(0xA282EAD8);
  }

  @Test
  void version_framed_equalsGoldenRecord() {
    ProtoWriter out = new ProtoWriter(1);
    int start = Frame.open(out);
    EventMessages.version(out, 1700000000.0);
    Frame.close(out, start);
    assertThat(HexFormat.of().formatHex(out.toBytes())).isEqualTo(VERSION_RECORD);
  }

  @Test
  void scalar_framed_equalsGoldenRecord() {
    ProtoWriter out = new ProtoWriter(1);
    int start = Frame.open(out);
    ProtoWriter value =
        new ProtoWriter()
            .string(EventMessages.TAG, "loss")
            .float32(EventMessages.SIMPLE_VALUE, 0.5f);
    EventMessages.event(out, 1700000001.0, 1, value);
    Frame.close(out, start);
    assertThat(HexFormat.of().formatHex(out.toBytes())).isEqualTo(SCALAR_RECORD);
  }

  @Test
  void plainEvents_readingGoldenRecords_agrees() {
    byte[] file = HexFormat.of().parseHex(VERSION_RECORD + SCALAR_RECORD);
    var events = PlainEvents.read(file);
    assertThat(events.get(0).one(3).asText()).isEqualTo("brain.Event:2");
    assertThat(events.get(1).one(2).bits()).isEqualTo(1);
    assertThat(PlainEvents.values(events.get(1)).get(0).one(2).asFloat()).isEqualTo(0.5f);
  }
}
