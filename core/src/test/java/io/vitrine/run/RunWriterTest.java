package io.vitrine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.run.event.EventFileName;
import io.vitrine.run.event.PlainEvents;
import io.vitrine.run.event.PlainEvents.Message;
import io.vitrine.wire.Png;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunWriterTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000));

  @TempDir Path folder;

  private List<Message> logged(Logging logging) throws IOException {
    try (RunWriter log = RunWriter.create(folder, CLOCK)) {
      logging.to(log);
    }
    List<Message> events = PlainEvents.of(folder);
    assertThat(events.get(0).one(3).asText()).isEqualTo("brain.Event:2");
    assertThat(events).allSatisfy(e -> assertThat(e.one(1).asDouble()).isEqualTo(1.7e9));
    return events.subList(1, events.size());
  }

  private interface Logging {
    void to(RunWriter log) throws IOException;
  }

  private static Message value(Message event) {
    return PlainEvents.values(event).get(0);
  }

  private static void assertDescribed(Message value, String plugin, int dataClass) {
    Message metadata = value.one(9).asMessage();
    assertThat(metadata.one(1).asMessage().one(1).asText()).isEqualTo(plugin);
    assertThat(metadata.one(4).bits()).isEqualTo(dataClass);
  }

  @Test
  void create_newFolder_writesNamedFileWithVersionAtOnce() throws IOException {
    Path deep = folder.resolve("a b/ü");
    try (RunWriter log = RunWriter.create(deep, CLOCK)) {
      try (var files = Files.list(log.directory())) {
        Path file = files.findFirst().orElseThrow();
        assertThat(file.getFileName().toString())
            .matches(
                "events\\.out\\.tfevents\\.1700000000\\.[A-Za-z0-9-]+\\."
                    + ProcessHandle.current().pid()
                    + "\\.0");
        assertThat(HexFormat.of().formatHex(Files.readAllBytes(file)))
            .isEqualTo(
                "1800000000000000a37f4b220900000040fc54d9411a0d627261696e2e4576656e743a32"
                    + "eced8f9d");
      }
    }
  }

  @Test
  void create_again_namesALaterFile() throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      RunWriter.create(folder, CLOCK).close();
      List<Path> files = EventFileName.list(folder);
      names.add(files.get(files.size() - 1).getFileName().toString());
    }
    assertThat(names).doesNotHaveDuplicates().isSorted();
    assertThat(EventFileName.list(folder)).hasSize(3);
  }

  @Test
  void scalar_logged_hasMetadataOnTheFirstValueOnly() throws IOException {
    List<Message> events =
        logged(
            log -> {
              log.scalar("loss", 1, 0.5);
              log.scalar("loss", 2, 0.25);
              log.scalar("acc", 0, 0);
            });
    assertDescribed(value(events.get(0)), "scalars", 1);
    assertThat(value(events.get(1)).has(9)).isFalse();
    assertDescribed(value(events.get(2)), "scalars", 1);
    assertThat(value(events.get(1)).one(1).asText()).isEqualTo("loss");
    assertThat(value(events.get(1)).one(2).asFloat()).isEqualTo(0.25f);
    assertThat(events.get(1).one(2).bits()).isEqualTo(2);
    assertThat(events.get(2).has(2)).as("step 0 is the default and left out").isFalse();
    assertThat(value(events.get(2)).one(2).asFloat()).as("a value of 0 is written").isZero();
  }

  @Test
  void scalar_extreme_staysFiniteAndNotZero() throws IOException {
    double[] told = {
      Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300, -1e300, 1e-300, -1e-300
    };
    List<Message> events =
        logged(
            log -> {
              for (double value : told) {
                log.scalar("x", 1, value);
              }
            });
    assertThat(events.stream().map(e -> value(e).one(2).asFloat()))
        .containsExactly(
            Float.NaN,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.MAX_VALUE,
            -Float.MAX_VALUE,
            Float.MIN_VALUE,
            -Float.MIN_VALUE);
  }

  @Test
  void histogram_logged_isATensorOfRowsWithNonFiniteCountsBeside() throws IOException {
    List<Message> events =
        logged(log -> log.histogram("w", 7, new float[] {0, 1, 3, Float.NaN, Float.NaN, 1 / 0f}));
    Message value = value(events.get(0));
    assertDescribed(value, "histograms", 2);
    Message tensor = value.one(8).asMessage();
    assertThat(tensor.one(1).bits()).isEqualTo(2);
    assertThat(tensor.one(2).asMessage().all(2).stream().map(d -> d.asMessage().one(1).bits()))
        .containsExactly(30L, 3L);
    ByteBuffer rows = ByteBuffer.wrap(tensor.one(4).bytes()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(rows.remaining()).isEqualTo(30 * 3 * 8);
    assertThat(rows.getDouble(0)).isEqualTo(0.0);
    assertThat(rows.getDouble(8)).isEqualTo(0.1);
    assertThat(rows.getDouble(16)).isEqualTo(1.0);
    assertThat(rows.getDouble(29 * 24 + 8)).isEqualTo(3.0);
    assertThat(rows.getDouble(29 * 24 + 16)).isEqualTo(1.0);
    assertThat(value(events.get(1)).one(1).asText()).isEqualTo("w/nan");
    assertThat(value(events.get(1)).one(2).asFloat()).isEqualTo(2f);
    assertThat(value(events.get(2)).one(1).asText()).isEqualTo("w/infinite");
    assertThat(value(events.get(2)).one(2).asFloat()).isEqualTo(1f);
  }

  @Test
  void image_ofPixels_isAPngWithItsSizeAsStrings() throws IOException {
    byte[] rgb = new byte[3 * 2 * 3];
    rgb[0] = (byte) 200;
    List<Message> events =
        logged(
            log -> {
              log.image("kernels", 1, 3, 2, rgb);
              log.figure("kernels", 2, () -> Png.encode(1, 1, new byte[] {5}));
            });
    assertDescribed(value(events.get(0)), "images", 3);
    Message tensor = value(events.get(0)).one(8).asMessage();
    assertThat(tensor.one(1).bits()).isEqualTo(7);
    assertThat(tensor.all(8).get(0).asText()).isEqualTo("3");
    assertThat(tensor.all(8).get(1).asText()).isEqualTo("2");
    assertThat(Png.size(tensor.all(8).get(2).bytes())).isEqualTo(new Png.Size(3, 2));
  }

  @Test
  void image_notPng_isRefused() throws IOException {
    try (RunWriter log = Run.create(folder)) {
      assertThatThrownBy(() -> log.image("x", 1, new byte[] {(byte) 0xFF, (byte) 0xD8}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("PNG")
          .hasMessageContaining("2 bytes beginning FF D8");
    }
  }

  @Test
  void text_logged_isAScalarString() throws IOException {
    Message value = value(logged(log -> log.text("note", 1, "卷积 *ok*")).get(0));
    assertDescribed(value, "text", 2);
    Message tensor = value.one(8).asMessage();
    assertThat(tensor.one(1).bits()).isEqualTo(7);
    assertThat(tensor.one(2).bytes()).isEmpty();
    assertThat(tensor.one(8).asText()).isEqualTo("卷积 *ok*");
  }

  @Test
  void hparams_logged_followTensorBoardsMessages() throws IOException {
    Map<String, Object> recipe = new LinkedHashMap<>();
    recipe.put("lr", 0.01);
    recipe.put("nesterov", false);
    recipe.put("optimiser", "sgd");
    List<Message> events =
        logged(
            log -> {
              log.hparams(recipe, List.of("accuracy/test"));
              log.end(RunStatus.FINISHED);
            });
    assertThat(events.stream().map(e -> value(e).one(1).asText()))
        .containsExactly(
            "_hparams_/experiment", "_hparams_/session_start_info", "_hparams_/session_end_info");
    assertDescribed(value(events.get(0)), "hparams", 2);
    Message experiment = pluginContent(events.get(0)).one(2).asMessage();
    assertThat(experiment.all(4).stream().map(h -> h.asMessage().one(1).asText()))
        .containsExactly("lr", "nesterov", "optimiser");
    assertThat(experiment.all(4).stream().map(h -> h.asMessage().one(4).bits()))
        .containsExactly(3L, 2L, 1L);
    assertThat(experiment.one(5).asMessage().one(1).asMessage().one(2).asText())
        .isEqualTo("accuracy/test");
    Message start = pluginContent(events.get(1)).one(3).asMessage();
    Message lr = start.all(1).get(0).asMessage();
    assertThat(lr.one(1).asText()).isEqualTo("lr");
    assertThat(lr.one(2).asMessage().one(2).asDouble()).isEqualTo(0.01);
    assertThat(start.all(1).get(1).asMessage().one(2).asMessage().one(4).bits()).isZero();
    assertThat(start.all(1).get(2).asMessage().one(2).asMessage().one(3).asText()).isEqualTo("sgd");
    Message end = pluginContent(events.get(2)).one(4).asMessage();
    assertThat(end.one(1).bits()).isEqualTo(1);
  }

  private static Message pluginContent(Message event) {
    return value(event).one(9).asMessage().one(1).asMessage().one(2).asMessage();
  }

  @Test
  void tag_ofAnotherKindOrBlank_isRefused() throws IOException {
    try (RunWriter log = Run.create(folder)) {
      log.scalar("loss", 1, 1);
      assertThatThrownBy(() -> log.text("loss", 2, "x"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("tag loss holds scalars");
      assertThatThrownBy(() -> log.scalar(" ", 2, 1)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void flush_returned_everythingStandsInTheFile() throws IOException {
    try (RunWriter log = Run.create(folder)) {
      for (int step = 1; step <= 1000; step++) {
        log.scalar("loss", step, step);
        if (step % 100 == 0) {
          log.flush();
          assertThat(PlainEvents.of(folder)).hasSize(step + 1);
        }
      }
    }
  }

  @Test
  void scalar_neverFlushed_arrivesByItself() throws Exception {
    try (RunWriter log = Run.create(folder)) {
      log.scalar("loss", 1, 1);
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (PlainEvents.of(folder).size() < 2 && System.nanoTime() < deadline) {
        Thread.sleep(20);
      }
      assertThat(PlainEvents.of(folder)).hasSize(2);
    }
  }

  @Test
  void scalar_fromManyThreads_losesNothing() throws Exception {
    int threads = 4;
    int each = 5_000;
    try (RunWriter log = Run.create(folder)) {
      List<Thread> workers = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        String own = "loss/" + t;
        Thread worker =
            new Thread(
                () -> {
                  for (int step = 1; step <= each; step++) {
                    log.scalar(own, step, step);
                    log.scalar("shared", step, step);
                  }
                });
        worker.start();
        workers.add(worker);
      }
      for (Thread worker : workers) {
        worker.join();
      }
    }
    List<Message> events = PlainEvents.of(folder);
    assertThat(events).hasSize(1 + 2 * threads * each);
    Set<String> described = new TreeSet<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Message event : events.subList(1, events.size())) {
      Message value = value(event);
      String tag = value.one(1).asText();
      int count = counts.merge(tag, 1, Integer::sum);
      assertThat(value.has(9)).isEqualTo(described.add(tag));
      if (!tag.equals("shared")) {
        assertThat(event.one(2).bits()).isEqualTo(count);
      }
    }
    assertThat(counts).hasSize(threads + 1).containsEntry("shared", threads * each);
  }

  @Test
  void scalar_afterClose_isRefused() throws IOException {
    RunWriter log = Run.create(folder);
    log.close();
    log.close();
    assertThatThrownBy(() -> log.scalar("loss", 1, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("after close");
  }

  @Test
  void create_whereAFileStands_saysSo() throws IOException {
    Path file = Files.writeString(folder.resolve("runs"), "not a folder");
    assertThatThrownBy(() -> Run.create(file.resolve("mine")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot record a run in")
        .hasMessageContaining("writable");
  }
}
