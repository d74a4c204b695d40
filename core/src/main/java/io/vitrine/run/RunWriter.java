package io.vitrine.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitrine.run.event.EventFile;
import io.vitrine.run.event.EventFileName;
import io.vitrine.run.event.EventMessages;
import io.vitrine.run.event.HparamsMessages;
import io.vitrine.run.series.Kind;
import io.vitrine.wire.Png;
import io.vitrine.wire.ProtoWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Records a training run as a TensorBoard event file. Thread-safe; needs no engine.
 *
 * <p>Calls append to a buffer that a thread of the writer's own brings to the file once a second at
 * the latest, and on {@link #flush} and {@link #close}. A write that fails, for instance on a full
 * disk, is an {@link java.io.UncheckedIOException} out of every later logging call and an {@link
 * IOException} out of flush and close; the file then ends with its last whole record.
 *
 * <p>A step is the number of optimiser steps done, so the first batch is step 1; see {@link Tags}
 * for names. A tag holds one kind of data.
 */
public final class RunWriter implements AutoCloseable {
  private final Path directory;
  private final EventFile file;
  private final InstantSource clock;
  private final Map<String, Tag> tags = new ConcurrentHashMap<>();

  private RunWriter(Path directory, EventFile file, InstantSource clock) {
    this.directory = directory;
    this.file = file;
    this.clock = clock;
  }

  static RunWriter create(Path directory) throws IOException {
    return create(directory, InstantSource.system());
  }

  static RunWriter create(Path directory, InstantSource clock) throws IOException {
    RunWriter writer = new RunWriter(directory, newFile(directory, clock), clock);
    writer.file.append(out -> EventMessages.version(out, writer.now()));
    writer.file.flush();
    return writer;
  }

  private static EventFile newFile(Path directory, InstantSource clock) throws IOException {
    try {
      Files.createDirectories(directory);
      return EventFileName.createNext(directory, clock.instant());
    } catch (IOException e) {
      throw new IOException(
          "cannot record a run in " + directory + ": " + e + ". Choose a folder that is writable",
          e);
    }
  }

  /** The run's directory. */
  public Path directory() {
    return directory;
  }

  /**
   * Records one number. It is kept as a 32-bit float, the only form that TensorBoard's scalars
   * have: finite stays finite and what is not zero does not become zero. NaN and infinity are
   * recorded as such.
   */
  public void scalar(String tag, long step, double value) {
    float rounded = nearest(value);
    append(tag, step, Kind.SCALAR, out -> out.float32(EventMessages.SIMPLE_VALUE, rounded));
  }

  private static float nearest(double value) {
    float rounded = (float) value;
    if (Float.isInfinite(rounded) && !Double.isInfinite(value)) {
      return Math.copySign(Float.MAX_VALUE, rounded);
    }
    if (rounded == 0 && value != 0) {
      return Math.copySign(Float.MIN_VALUE, rounded);
    }
    return rounded;
  }

  /** Records how the values are distributed, in 30 equal buckets. */
  public void histogram(String tag, long step, float[] values) {
    histogram(tag, step, Histogram.of(values));
  }

  /** Records how the values are distributed, in 30 equal buckets. */
  public void histogram(String tag, long step, double[] values) {
    histogram(tag, step, Histogram.of(values));
  }

  /**
   * Records a histogram. TensorBoard's form has no place for NaN and infinite values: where there
   * are any, their numbers are recorded as the scalars {@link Tags#nans} and {@link
   * Tags#infinities} of the same step.
   */
  public void histogram(String tag, long step, Histogram histogram) {
    ProtoWriter tensor = HistogramMessages.tensor(histogram);
    append(tag, step, Kind.HISTOGRAM, out -> out.message(EventMessages.TENSOR, tensor));
    if (histogram.nans() > 0) {
      scalar(Tags.nans(tag), step, (double) histogram.nans());
    }
    if (histogram.infinities() > 0) {
      scalar(Tags.infinities(tag), step, (double) histogram.infinities());
    }
  }

  /**
   * Records a picture.
   *
   * @param png the bytes of a PNG file
   * @throws IllegalArgumentException where they are not
   */
  public void image(String tag, long step, byte[] png) {
    Png.Size size = Png.size(png);
    ProtoWriter tensor =
        EventMessages.strings(List.of(digits(size.width()), digits(size.height()), png));
    append(tag, step, Kind.IMAGE, out -> out.message(EventMessages.TENSOR, tensor));
  }

  private static byte[] digits(int value) {
    return Integer.toString(value).getBytes(ISO_8859_1);
  }

  /**
   * Records a picture of 8-bit pixels, row by row from the top, channels interleaved.
   *
   * @param pixels width x height x 1 (grey), 3 (RGB) or 4 (RGBA) bytes
   * @throws IllegalArgumentException where the length fits none of these
   */
  public void image(String tag, long step, int width, int height, byte[] pixels) {
    image(tag, step, Png.encode(width, height, pixels));
  }

  /** Whatever can draw itself as the bytes of a PNG file. */
  @FunctionalInterface
  public interface PngSource {
    byte[] png() throws IOException;
  }

  /**
   * Records a figure as a picture, drawn on the calling thread.
   *
   * @throws IOException where drawing fails
   */
  public void figure(String tag, long step, PngSource figure) throws IOException {
    image(tag, step, figure.png());
  }

  /** Records a text, which TensorBoard shows as Markdown. */
  public void text(String tag, long step, String markdown) {
    ProtoWriter tensor = EventMessages.string(markdown);
    append(tag, step, Kind.TEXT, out -> out.message(EventMessages.TENSOR, tensor));
  }

  /**
   * Records the run's hyperparameters for TensorBoard's table, once at the start.
   *
   * @param values in the table's order; booleans and numbers keep their type, anything else is
   *     recorded by its {@code toString()}
   * @param metrics the scalar tags that are the table's result columns
   */
  public void hparams(Map<String, ?> values, Collection<String> metrics) {
    Map<String, Object> own = new LinkedHashMap<>(values);
    double now = now();
    hparamsEvent(HparamsMessages.EXPERIMENT_TAG, HparamsMessages.experiment(own, metrics, now));
    hparamsEvent(HparamsMessages.START_TAG, HparamsMessages.start(own, now));
  }

  /** Records the run's hyperparameters, with test accuracy and test loss as result columns. */
  public void hparams(Map<String, ?> values) {
    hparams(values, List.of(Tags.TEST_ACCURACY, Tags.TEST_LOSS));
  }

  /**
   * Tells TensorBoard's table of hyperparameters how the run ended, where anything but finished is
   * a failure; close alone tells nothing.
   */
  public void end(RunStatus status) {
    if (status == RunStatus.RUNNING) {
      throw new IllegalArgumentException("a run ends finished, interrupted or failed");
    }
    hparamsEvent(HparamsMessages.END_TAG, HparamsMessages.end(status == RunStatus.FINISHED, now()));
  }

  private void hparamsEvent(String tag, byte[] content) {
    ProtoWriter value =
        new ProtoWriter()
            .string(EventMessages.TAG, tag)
            .message(EventMessages.TENSOR, EventMessages.zero())
            .message(EventMessages.METADATA, metadata(Kind.HPARAMS, content));
    file.append(out -> EventMessages.event(out, now(), 0, value));
  }

  private static ProtoWriter metadata(Kind kind, byte[] content) {
    return EventMessages.metadata(kind.plugin(), kind.dataClass(), content);
  }

  /**
   * Waits until everything logged before stands in the file.
   *
   * @throws IOException where it could not be written
   */
  public void flush() throws IOException {
    file.flush();
  }

  /**
   * Writes what is left, forces it to the disk and ends recording.
   *
   * @throws IOException where it could not be written
   */
  @Override
  public void close() throws IOException {
    file.close();
  }

  private double now() {
    return clock.millis() / 1000.0;
  }

  private void append(String name, long step, Kind kind, Consumer<ProtoWriter> payload) {
    Tag known = tags.get(name);
    Tag tag = known != null ? known : tags.computeIfAbsent(name, key -> new Tag(key, kind));
    tag.require(kind);
    double wallTime = now();
    file.append(out -> EventMessages.event(out, wallTime, step, tag.value(payload)));
  }

  /** What the writer knows of a tag; {@code described} is guarded by the file's lock. */
  private static final class Tag {
    private final String name;
    private final byte[] utf8;
    private final Kind kind;
    private boolean described;

    Tag(String name, Kind kind) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("a tag is not blank");
      }
      this.name = name;
      this.utf8 = name.getBytes(UTF_8);
      this.kind = kind;
    }

    void require(Kind wanted) {
      if (wanted != kind) {
        throw new IllegalArgumentException(
            "tag "
                + name
                + " holds "
                + kind.plugin()
                + "; log "
                + wanted.plugin()
                + " under"
                + " another tag");
      }
    }

    /** A summary value; the first one of a tag carries the plugin's metadata. */
    ProtoWriter value(Consumer<ProtoWriter> payload) {
      ProtoWriter value = new ProtoWriter(utf8.length + 64).bytes(EventMessages.TAG, utf8);
      payload.accept(value);
      if (!described) {
        value.message(EventMessages.METADATA, metadata(kind, new byte[0]));
        described = true;
      }
      return value;
    }
  }
}
