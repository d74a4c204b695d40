package io.vitrine.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.model.ModelFormatException;
import io.vitrine.run.event.EventFile;
import io.vitrine.run.event.EventFileName;
import io.vitrine.run.event.EventMessages;
import io.vitrine.run.series.Kind;
import io.vitrine.run.series.Series;
import io.vitrine.wire.Png;
import io.vitrine.wire.ProtoWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReaderTest {
  @TempDir Path folder;

  private static void value(EventFile file, long step, ProtoWriter value) {
    file.append(out -> EventMessages.event(out, 1000.0 + step, step, value));
  }

  private static ProtoWriter tag(String tag) {
    return new ProtoWriter().string(EventMessages.TAG, tag);
  }

  private static ProtoWriter described(String tag, String plugin) {
    return tag(tag).message(EventMessages.METADATA, EventMessages.metadata(plugin, 0, new byte[0]));
  }

  private EventFile file(String name) throws IOException {
    return EventFile.create(folder.resolve("events.out.tfevents." + name));
  }

  @Test
  void read_whatRunWriterWrote_givesItBack() throws IOException {
    byte[] png = Png.encode(2, 2, new byte[] {0, 1, 2, 3});
    Histogram histogram = Histogram.of(new float[] {1, 2, 2, 5, Float.NaN, 1 / 0f, -1 / 0f});
    Map<String, Object> recipe = new LinkedHashMap<>();
    recipe.put("optimiser", "sgd");
    recipe.put("momentum", 0.5);
    recipe.put("shuffle", true);
    try (RunWriter log = Run.create(folder)) {
      log.hparams(recipe);
      for (int step = 1; step <= 100; step++) {
        log.scalar("loss/train", step, 1.0 / step);
      }
      log.scalar("bad", 1, Double.NaN);
      log.scalar("bad", 2, Double.NEGATIVE_INFINITY);
      log.histogram("weights/fc", 100, histogram);
      log.image("kernels", 100, png);
      log.text("note", 100, "训练完成");
      log.end(RunStatus.FINISHED);
    }
    RunLog log = Run.read(folder);
    assertThat(log.tags(Kind.SCALAR))
        .containsExactly("loss/train", "bad", "weights/fc/nan", "weights/fc/infinite");
    Series loss = log.scalars("loss/train");
    assertThat(loss.size()).isEqualTo(100);
    assertThat(loss.step(2)).isEqualTo(3);
    assertThat(loss.value(2)).isEqualTo(1 / 3f);
    assertThat(loss.wallTime(0)).isGreaterThan(1.7e9);
    assertThat(log.scalars("bad").values().toArray())
        .containsExactly(Double.NaN, Double.NEGATIVE_INFINITY);
    Histogram back = log.histograms("weights/fc").get(0).value();
    assertThat(back.edges()).isEqualTo(histogram.edges());
    assertThat(back.counts()).isEqualTo(histogram.counts());
    assertThat(back.nans()).isEqualTo(1);
    assertThat(back.infinities()).isEqualTo(2);
    assertThat(back.total()).isEqualTo(7);
    Picture picture = log.images("kernels").get(0).value();
    assertThat(picture.widthPx()).isEqualTo(2);
    assertThat(picture.bytes()).isEqualTo(png);
    assertThat(log.texts("note").get(0).value()).isEqualTo("训练完成");
    assertThat(log.hparams()).containsExactlyEntriesOf(recipe);
    assertThat(log.skipped()).isEmpty();
    assertThat(log.unfinished()).isEmpty();
    assertThat(log.scalars("no such tag").isEmpty()).isTrue();
    assertThat(log.images("loss/train")).isEmpty();
  }

  @Test
  void poll_whileRunGoesOn_addsToTheLogAndLeavesOldOnes() throws IOException {
    try (RunWriter writer = Run.create(folder)) {
      RunReader reader = Run.open(folder);
      writer.scalar("loss", 1, 0.5);
      writer.flush();
      assertThat(reader.poll()).isEqualTo(2);
      RunLog before = reader.log();
      assertThat(reader.poll()).isZero();
      writer.scalar("loss", 2, 0.25);
      writer.text("note", 2, "x");
      writer.flush();
      assertThat(reader.poll()).isEqualTo(2);
      assertThat(reader.log().scalars("loss").steps().toArray()).containsExactly(1, 2);
      assertThat(reader.log().tags(Kind.TEXT)).containsExactly("note");
      assertThat(before.scalars("loss").size()).isEqualTo(1);
      assertThat(before.tags(Kind.TEXT)).isEmpty();
    }
  }

  @Test
  void poll_afterRestartWithSmallerSteps_laterValuesWin() throws IOException {
    try (RunWriter log = Run.create(folder)) {
      for (int step = 1; step <= 10; step++) {
        log.scalar("loss", step, 1);
        log.histogram("w", step, new float[] {Float.NaN, step});
      }
    }
    RunReader reader = Run.open(folder);
    reader.poll();
    try (RunWriter log = Run.create(folder)) {
      for (int step = 6; step <= 12; step++) {
        log.scalar("loss", step, 2);
        log.histogram("w", step, new float[] {7, 9});
      }
    }
    reader.poll();
    for (RunLog log : List.of(reader.log(), Run.read(folder))) {
      assertThat(log.scalars("loss").steps().toArray())
          .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
      assertThat(log.scalars("loss").values().toArray())
          .containsExactly(1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2);
      List<Logged<Histogram>> histograms = log.histograms("w");
      assertThat(histograms).hasSize(12);
      assertThat(histograms.get(4).value().max()).isGreaterThanOrEqualTo(5);
      assertThat(histograms.get(5).value().max()).isEqualTo(9);
    }
  }

  @Test
  void poll_earlierFileGrowingLate_doesNotWinOverTheLaterFile() throws IOException {
    try (EventFile first = file("1.a");
        EventFile second = file("2.b")) {
      RunReader reader = Run.open(folder);
      value(second, 1, tag("x").float32(2, 2));
      second.flush();
      reader.poll();
      value(first, 1, tag("x").float32(2, 1));
      first.flush();
      reader.poll();
      assertThat(reader.log().scalars("x").values().toArray()).containsExactly(2);
    }
  }

  @Test
  void poll_fileAppearingBeforeOthers_isOrderedByName() throws IOException {
    RunReader reader = Run.open(folder);
    try (EventFile second = file("2.b")) {
      value(second, 1, tag("x").float32(2, 2));
    }
    reader.poll();
    try (EventFile first = file("1.a")) {
      value(first, 1, tag("x").float32(2, 1));
      value(first, 2, tag("x").float32(2, 3));
    }
    reader.poll();
    assertThat(reader.log().scalars("x").values().toArray()).containsExactly(2, 3);
  }

  @Test
  void read_tensorScalarsOfEveryType_areNumbers() throws IOException {
    byte[] three = {0, 0, 0x40, 0x40};
    try (EventFile out = file("1")) {
      value(out, 1, tensor("float", 1).float32(5, 1.5f));
      value(out, 1, tensor("double", 2).float64(6, Math.PI));
      value(out, 1, tensor("int32", 3).int64(7, -7));
      value(out, 1, tensor("int64", 9).int64(10, 1L << 40));
      value(out, 1, tensor("half", 19).int64(13, 0x3E00));
      value(out, 1, tensor("bfloat16", 14).int64(13, 0x3FC0));
      value(out, 1, tensor("packed", 1).bytes(5, three));
      value(out, 1, tensor("content", 1).bytes(4, three));
      value(out, 1, tensor("half content", 19).bytes(4, new byte[] {0, 0x3E}));
      value(out, 1, tensor("bfloat16 content", 14).bytes(4, new byte[] {(byte) 0xC0, 0x3F}));
      value(out, 1, tensor("bool", 10).int64(11, 1));
      value(out, 1, tensor("no number", 1));
    }
    RunLog log = Run.read(folder);
    assertThat(log.tags(Kind.SCALAR)).hasSize(12);
    Map<String, Double> expected = new LinkedHashMap<>();
    expected.put("float", 1.5);
    expected.put("double", Math.PI);
    expected.put("int32", -7.0);
    expected.put("int64", (double) (1L << 40));
    expected.put("half", 1.5);
    expected.put("bfloat16", 1.5);
    expected.put("packed", 3.0);
    expected.put("content", 3.0);
    expected.put("half content", 1.5);
    expected.put("bfloat16 content", 1.5);
    expected.put("bool", 1.0);
    expected.forEach(
        (tag, number) -> assertThat(log.scalars(tag).values().toArray()).containsExactly(number));
    assertThat(log.scalars("no number").isEmpty()).isTrue();
  }

  /** A scalars value whose tensor has the field that the caller adds. */
  private static Chain tensor(String tag, int type) {
    return new Chain(described(tag, "scalars"), new ProtoWriter().int64(1, type));
  }

  /** Adds one field to a tensor and gives the whole value. */
  private record Chain(ProtoWriter value, ProtoWriter tensor) {
    ProtoWriter float32(int field, float number) {
      return value.message(EventMessages.TENSOR, tensor.float32(field, number));
    }

    ProtoWriter float64(int field, double number) {
      return value.message(EventMessages.TENSOR, tensor.float64(field, number));
    }

    ProtoWriter int64(int field, long number) {
      return value.message(EventMessages.TENSOR, tensor.int64(field, number));
    }

    ProtoWriter bytes(int field, byte[] bytes) {
      return value.message(EventMessages.TENSOR, tensor.bytes(field, bytes));
    }
  }

  private static void value(EventFile file, long step, Chain chain) {
    value(file, step, chain.value().message(EventMessages.TENSOR, chain.tensor()));
  }

  @Test
  void read_legacyHistogram_cutsItsEdgesToTheExtremes() throws IOException {
    ProtoWriter limits = new ProtoWriter();
    ProtoWriter counts = new ProtoWriter();
    for (double limit : new double[] {-1, 0, 1, 2, Double.MAX_VALUE}) {
      limits.fixed64(Double.doubleToRawLongBits(limit));
    }
    for (double count : new double[] {0, 2, 0, 3, 1}) {
      counts.fixed64(Double.doubleToRawLongBits(count));
    }
    ProtoWriter histo =
        new ProtoWriter()
            .float64(1, -0.5)
            .float64(2, 4)
            .float64(3, 6)
            .float64(4, 8)
            .float64(5, 30)
            .message(6, limits)
            .message(7, counts);
    try (EventFile out = file("1")) {
      value(out, 3, tag("h").message(EventMessages.LEGACY_HISTOGRAM, histo));
    }
    Logged<Histogram> logged = Run.read(folder).histograms("h").get(0);
    assertThat(logged.step()).isEqualTo(3);
    assertThat(logged.value())
        .isEqualTo(
            new Histogram(
                List.of(-0.5, 0.0, 1.0, 2.0, 4.0),
                List.of(2.0, 0.0, 3.0, 1.0),
                -0.5,
                4,
                8,
                30,
                0,
                0));
  }

  @Test
  void read_tensorHistogram_estimatesWhatRowsDoNotSay() throws IOException {
    ProtoWriter rows = new ProtoWriter();
    double[] numbers = {0, 1, 0, 1, 2, 4, 3, 4, 2, Double.NaN, Double.NaN, 5, 4, 1 / 0.0, 6};
    for (double number : numbers) {
      rows.fixed64(Double.doubleToRawLongBits(number));
    }
    ProtoWriter tensor = EventMessages.tensor(2, 5, 3).message(4, rows);
    try (EventFile out = file("1")) {
      value(out, 1, tag("lost its metadata").message(EventMessages.TENSOR, tensor));
    }
    Histogram read = Run.read(folder).histograms("lost its metadata").get(0).value();
    assertThat(read.edges()).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0);
    assertThat(read.counts()).containsExactly(0.0, 4.0, 0.0, 2.0);
    assertThat(read.min()).isEqualTo(1);
    assertThat(read.max()).isEqualTo(4);
    assertThat(read.sum()).isEqualTo(4 * 1.5 + 2 * 3.5);
    assertThat(read.nans()).isEqualTo(5);
    assertThat(read.infinities()).isEqualTo(6);
  }

  @Test
  void read_tensorHistogramsOfOneValueOrNone_areWhatTheyAre() throws IOException {
    try (EventFile out = file("1")) {
      value(out, 1, described("w", "histograms").message(EventMessages.TENSOR, rows(7, 3)));
      value(out, 2, tag("w").message(EventMessages.TENSOR, rows(0, 0)));
      ProtoWriter none = HistogramMessages.tensor(Histogram.of(Double.NaN));
      assertThat(none.toBytes()).isEqualTo(rows(0, 0).toBytes());
    }
    List<Logged<Histogram>> read = Run.read(folder).histograms("w");
    assertThat(read.get(0).value())
        .isEqualTo(new Histogram(List.of(7.0, 7.0), List.of(3.0), 7, 7, 21, 147, 0, 0));
    assertThat(read.get(1).value().counts()).isEmpty();
    assertThat(read.get(1).value().min()).isNaN();
  }

  /** TensorBoard's 30 rows where every value is the same: the last one has the count. */
  private static ProtoWriter rows(double edge, double count) {
    ProtoWriter rows = new ProtoWriter();
    for (int i = 1; i <= 30; i++) {
      rows.fixed64(Double.doubleToRawLongBits(edge))
          .fixed64(Double.doubleToRawLongBits(edge))
          .fixed64(Double.doubleToRawLongBits(i == 30 ? count : 0));
    }
    return EventMessages.tensor(2, 30, 3).message(EventMessages.TENSOR_CONTENT, rows);
  }

  @Test
  void read_legacyImageAndUnknownPlugins_keepsWhatItCan() throws IOException {
    byte[] png = Png.encode(3, 1, new byte[] {1, 2, 3});
    ProtoWriter image = new ProtoWriter().int64(1, 1).int64(2, 3).int64(3, 1).bytes(4, png);
    ProtoWriter pictures =
        EventMessages.strings(List.of("3".getBytes(UTF_8), "1".getBytes(UTF_8), png, png));
    try (EventFile out = file("1")) {
      value(out, 1, tag("old").message(EventMessages.LEGACY_IMAGE, image));
      value(out, 1, tag("two, no metadata").message(EventMessages.TENSOR, pictures));
      value(out, 1, described("curve", "pr_curves").message(EventMessages.TENSOR, image));
      value(out, 1, tag("sound").message(6, image));
      file("2").close();
    }
    RunLog log = Run.read(folder);
    assertThat(log.tags(Kind.IMAGE)).containsExactly("old", "two, no metadata");
    assertThat(log.images("old").get(0).value().widthPx()).isEqualTo(3);
    assertThat(log.images("old").get(0).value().bytes()).isEqualTo(png);
    assertThat(log.images("two, no metadata")).hasSize(2);
    assertThat(log.images("two, no metadata").get(1).value().bytes()).isEqualTo(png);
    assertThat(log.tags(Kind.OTHER)).containsExactly("curve", "sound");
    assertThat(log.files()).hasSize(2);
  }

  @Test
  void bytes_afterTheFileWasRewritten_saysSo() throws IOException {
    try (RunWriter log = Run.create(folder)) {
      log.image("x", 1, 1, 1, new byte[] {9});
    }
    Picture picture = Run.read(folder).images("x").get(0).value();
    Path file = EventFileName.list(folder).get(0);
    Files.write(file, new byte[(int) Files.size(file)]);
    assertThatThrownBy(picture::bytes)
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("offset")
        .hasMessageContaining("open the run again");
  }

  @Test
  void read_anyByteOfARunFlipped_neverFails() throws IOException {
    try (RunWriter log = Run.create(folder)) {
      log.hparams(Map.of("lr", 0.1));
      log.histogram("w", 1, new double[] {1, 2});
      log.image("i", 1, 1, 1, new byte[] {9});
      log.text("t", 1, "text");
      log.scalar("s", 1, 1);
      log.scalar("s", 2, 1);
    }
    Path file = EventFileName.list(folder).get(0);
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 0x10;
      Files.write(file, flipped);
      RunLog log = Run.read(folder);
      assertThat(log.skipped()).hasSize(1);
      int read =
          log.histograms("w").size()
              + log.images("i").size()
              + log.texts("t").size()
              + log.scalars("s").size()
              + log.tags(Kind.HPARAMS).size();
      assertThat(read).isBetween(6, 7);
    }
  }

  @Test
  void read_anyByteOfAMessageChanged_neverFails() throws IOException {
    ProtoWriter tensor = HistogramMessages.tensor(Histogram.of(new double[] {1, 2, Double.NaN}));
    byte[] whole = described("w", "histograms").message(EventMessages.TENSOR, tensor).toBytes();
    try (EventFile out = file("1")) {
      for (int at = 0; at < whole.length; at++) {
        for (int bit = 0; bit < 8; bit++) {
          byte[] changed = whole.clone();
          changed[at] ^= (byte) (1 << bit);
          out.append(event -> event.float64(1, 1).message(5, new ProtoWriter().bytes(1, changed)));
        }
      }
    }
    RunLog log = Run.read(folder);
    for (String tag : log.tags(Kind.HISTOGRAM)) {
      assertThat(log.histograms(tag)).isNotNull();
    }
    assertThat(log.tags(Kind.HISTOGRAM)).contains("w");
  }

  @Test
  void read_moreThanTheBound_keepsExtremesAndNonFinite() throws IOException {
    try (RunWriter log = Run.create(folder)) {
      for (int step = 1; step <= 5000; step++) {
        double value = step == 1234 ? 99 : step == 2345 ? -99 : step == 3456 ? Double.NaN : 1;
        log.scalar("long", step, value);
        log.scalar("epoch", step / 100, step);
      }
    }
    RunReader reader = RunReader.open(folder, 1000);
    reader.poll();
    Series thinned = reader.log().scalars("long");
    assertThat(thinned.size()).isLessThanOrEqualTo(1000);
    assertThat(thinned.complete()).isFalse();
    assertThat(thinned.values().toArray()).contains(99, -99, Double.NaN);
    assertThat(thinned.step(0)).isEqualTo(1);
    assertThat(thinned.step(thinned.size() - 1)).isEqualTo(5000);
    assertThat(reader.log().scalars("epoch").size()).isEqualTo(51);
    assertThat(Run.read(folder).scalars("long").complete()).isTrue();
  }

  @Test
  void open_noDirectory_saysSo() {
    assertThatThrownBy(() -> Run.open(folder.resolve("none")))
        .isInstanceOf(NotDirectoryException.class)
        .hasMessageContaining("expected the directory of a run");
  }

  @Test
  void find_nestedRuns_namesThemByPath() throws IOException {
    Run.create(folder.resolve("a/b")).close();
    Run.create(folder.resolve("c")).close();
    Files.createDirectories(folder.resolve("empty"));
    assertThat(Run.find(folder).keySet()).containsExactly("a/b", "c");
    assertThat(Run.find(folder.resolve("c")).keySet()).containsExactly(".");
  }
}
