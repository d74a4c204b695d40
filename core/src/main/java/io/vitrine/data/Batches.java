package io.vitrine.data;

import io.vitrine.data.image.ImageSize;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a data set in batches, prepared ahead of the engine on a thread of its own. The
 * last batch holds what is left and may be smaller.
 *
 * <p>The buffers go round: a batch's tensors hold until the next call of {@link #next()} or {@link
 * #close()}; who needs them longer copies them. For use by one thread.
 *
 * <pre>{@code
 * try (Batches batches = Batches.shuffled(data, Preprocessing.HALF, 64, Shuffle.of(seed, epoch))) {
 *   while (batches.hasNext()) {
 *     engine.step(batches.next());
 *   }
 * }
 * }</pre>
 */
public final class Batches implements Iterator<Batch>, AutoCloseable {
  private static final int AHEAD = 2;

  private final Pixels pixels;
  private final int[] labels;
  private final int[] order;
  private final Pixels.Recipe recipe;
  private final int batchSize;
  private final int count;
  private final float[] staging;
  private final BlockingQueue<Slot> free = new ArrayBlockingQueue<>(AHEAD + 1);
  private final BlockingQueue<Delivery> ready = new ArrayBlockingQueue<>(AHEAD + 1);
  private final Thread loader;
  private int position;
  private @Nullable Slot lent;
  private boolean closed;

  private Batches(Dataset data, Preprocessing preprocessing, int batchSize, int[] order, int from) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("a batch is 1 image or more, found " + batchSize);
    }
    this.pixels = data.pixels();
    this.labels = data.labels();
    this.order = order;
    this.recipe = new Pixels.Recipe(preprocessing, data.channels());
    this.batchSize = Math.min(batchSize, order.length);
    this.count = (order.length + this.batchSize - 1) / this.batchSize;
    if (from > count) {
      throw new IllegalArgumentException(
          "position " + from + " of " + count + " batches: were data or batch size changed?");
    }
    this.position = from;
    this.staging = new float[Math.multiplyExact(this.batchSize, pixels.imageSize().elements())];
    for (int i = 0; i < Math.min(AHEAD + 1, count - position); i++) {
      free.add(new Slot(this.batchSize, pixels.imageSize()));
    }
    int first = position;
    this.loader = new Thread(() -> load(first), "vitrine-batches");
    loader.setDaemon(true);
  }

  /**
   * The batches of a shuffled epoch, from the shuffle's position on.
   *
   * @throws IllegalArgumentException where the batch size is below 1, the position lies beyond the
   *     last batch, or the preprocessing is for another number of channels
   */
  public static Batches shuffled(
      Dataset data, Preprocessing preprocessing, int batchSize, Shuffle shuffle) {
    int[] order = shuffle.order(data.size());
    return new Batches(data, preprocessing, batchSize, order, shuffle.position()).started();
  }

  /**
   * The batches in the order of the data set.
   *
   * @throws IllegalArgumentException where the batch size is below 1, or the preprocessing is for
   *     another number of channels
   */
  public static Batches inOrder(Dataset data, Preprocessing preprocessing, int batchSize) {
    int[] order = IntStream.range(0, data.size()).toArray();
    return new Batches(data, preprocessing, batchSize, order, 0).started();
  }

  private Batches started() {
    loader.start();
    return this;
  }

  /** The number of batches of the whole pass, used ones included. */
  public int count() {
    return count;
  }

  /** How many batches of the pass have been used: what a checkpoint keeps. */
  public int position() {
    return position;
  }

  @Override
  public boolean hasNext() {
    return !closed && position < count;
  }

  /**
   * The next batch, waiting for it where it is not ready.
   *
   * @throws NoSuchElementException after the last batch, and after {@link #close()}
   * @throws IllegalStateException where the loading thread failed; the cause says why
   */
  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all " + count + " batches are used, or closed");
    }
    if (lent != null) {
      free.add(lent);
      lent = null;
    }
    Delivery delivery = takeReady();
    if (delivery.failure() != null) {
      close();
      throw new IllegalStateException("batch " + position + " was not loaded", delivery.failure());
    }
    lent = delivery.slot();
    return lent.batch(position++, sizeOf(delivery.index()));
  }

  /** Stops the loading thread and waits for its end; the buffers are given up. */
  @Override
  public void close() {
    closed = true;
    loader.interrupt();
    boolean interrupted = false;
    while (loader.isAlive()) {
      try {
        loader.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Delivery takeReady() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return ready.take();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private int sizeOf(int index) {
    return Math.min(batchSize, order.length - index * batchSize);
  }

  /** The loading thread: fills free slots in order until the end or an interrupt. */
  private void load(int first) {
    for (int index = first; index < count; index++) {
      Slot slot;
      try {
        slot = free.take();
      } catch (InterruptedException e) {
        return;
      }
      ready.add(fill(slot, index));
    }
  }

  private Delivery fill(Slot slot, int index) {
    try {
      int size = pixels.imageSize().elements();
      int images = sizeOf(index);
      for (int i = 0; i < images; i++) {
        int image = order[index * batchSize + i];
        pixels.prepare(image, recipe, staging, i * size);
        slot.labels.putLong(i * Long.BYTES, labels[image]);
      }
      slot.values.put(0, staging, 0, images * size);
      return new Delivery(index, slot, null);
    } catch (RuntimeException | Error e) {
      return new Delivery(index, slot, e);
    }
  }

  private record Delivery(int index, Slot slot, @Nullable Throwable failure) {}

  /** The buffers of one batch, used again and again. */
  private static final class Slot {
    private final ImageSize imageSize;
    private final ByteBuffer images;
    private final FloatBuffer values;
    private final ByteBuffer labels;

    Slot(int batchSize, ImageSize imageSize) {
      this.imageSize = imageSize;
      this.images = direct(Math.multiplyExact(batchSize, imageSize.elements()), Float.BYTES);
      this.values = images.asFloatBuffer();
      this.labels = direct(batchSize, Long.BYTES);
    }

    private static ByteBuffer direct(int count, int bytes) {
      return ByteBuffer.allocateDirect(Math.multiplyExact(count, bytes))
          .order(ByteOrder.LITTLE_ENDIAN);
    }

    Batch batch(int index, int size) {
      return new Batch(
          index,
          Tensor.of(
              ElementType.FLOAT32,
              imageSize.shape(size),
              images.slice(0, size * imageSize.elements() * Float.BYTES)),
          Tensor.of(ElementType.INT64, Shape.of(size), labels.slice(0, size * Long.BYTES)));
    }
  }
}
