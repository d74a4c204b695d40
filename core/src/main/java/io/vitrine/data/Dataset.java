package io.vitrine.data;

import io.vitrine.data.image.ImageFormat;
import io.vitrine.data.image.ImageSize;
import io.vitrine.data.image.Picture;
import io.vitrine.data.image.Resampling;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Labelled images {@code (N, C, H, W)}, all of one size: bytes 0..255, or floats that are used as
 * they are. Immutable; the parts of a data set share its images.
 */
public final class Dataset {
  private static final long MEGABYTE = 1_000_000;

  private final String name;
  private final Pixels pixels;
  private final int[] labels;
  private final List<String> classes;
  private volatile @Nullable String digest;

  private Dataset(String name, Pixels pixels, int[] labels, List<String> classes) {
    this.name = name;
    this.pixels = pixels;
    this.labels = labels;
    this.classes = classes;
  }

  /**
   * A data set of bytes, each 0..255. Its classes are named {@code 0} to the largest label.
   *
   * @param values the pixels, row-major; copied
   * @param shape {@code (N, C, H, W)}, or {@code (N, H, W)} for one channel
   * @param labels the class of each image, from 0
   * @throws IllegalArgumentException where the numbers of values, images and labels disagree, there
   *     is no image, or a label is negative
   */
  public static Dataset of(byte[] values, Shape shape, int[] labels) {
    ImageSize imageSize = sizeOf(shape, values.length, labels);
    return of("data", Pixels.Bytes.of(imageSize, values, labels.length), labels, numbered(labels));
  }

  /**
   * A data set of floats, which a {@link Preprocessing} does not divide by 255. Its classes are
   * named {@code 0} to the largest label.
   *
   * @param values the pixels, row-major; copied
   * @param shape {@code (N, C, H, W)}, or {@code (N, H, W)} for one channel
   * @param labels the class of each image, from 0
   * @throws IllegalArgumentException where the numbers of values, images and labels disagree, there
   *     is no image, or a label is negative
   */
  public static Dataset of(float[] values, Shape shape, int[] labels) {
    ImageSize imageSize = sizeOf(shape, values.length, labels);
    return of("data", Pixels.Floats.of(imageSize, values, labels.length), labels, numbered(labels));
  }

  static Dataset of(String name, Pixels pixels, int[] labels, List<String> classes) {
    if (pixels.count() != labels.length || labels.length == 0) {
      throw new IllegalArgumentException(
          "one label for each image and at least one image, found "
              + pixels.count()
              + " images and "
              + labels.length
              + " labels");
    }
    checkLabels(labels, classes.size());
    return new Dataset(name, pixels, labels.clone(), List.copyOf(classes));
  }

  private static ImageSize sizeOf(Shape shape, long values, int[] labels) {
    boolean hasChannels = shape.rank() == 4;
    if (!shape.isKnown() || !(hasChannels || shape.rank() == 3)) {
      throw new IllegalArgumentException(
          "images have the shape (N, C, H, W) or (N, H, W), found " + shape);
    }
    int channels = hasChannels ? Math.toIntExact(shape.size(1)) : 1;
    ImageSize imageSize =
        new ImageSize(channels, Math.toIntExact(shape.size(-2)), Math.toIntExact(shape.size(-1)));
    if (shape.size(0) != labels.length || shape.size(0) * imageSize.elements() != values) {
      throw new IllegalArgumentException(
          "images " + shape + " do not fit " + values + " values and " + labels.length + " labels");
    }
    return imageSize;
  }

  /** The names {@code 0}, {@code 1} ... up to the largest label. */
  static List<String> numbered(int[] labels) {
    int count = Math.addExact(Arrays.stream(labels).max().orElse(0), 1);
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  private static void checkLabels(int[] labels, int classes) {
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "label " + labels[i] + " of image " + i + " is not in 0.." + (classes - 1));
      }
    }
  }

  public String name() {
    return name;
  }

  /** This data set under another name. */
  public Dataset named(String newName) {
    return new Dataset(newName, pixels, labels, classes);
  }

  /** This data set with its classes named; as many names as classes, or more. */
  public Dataset withClasses(List<String> names) {
    return of(name, pixels, labels, names);
  }

  /** The number of images, N; at least 1. */
  public int size() {
    return labels.length;
  }

  public int channels() {
    return pixels.imageSize().channels();
  }

  public int height() {
    return pixels.imageSize().height();
  }

  public int width() {
    return pixels.imageSize().width();
  }

  /** {@code (N, C, H, W)}. */
  public Shape shape() {
    return pixels.imageSize().shape(size());
  }

  /** {@code uint8} for bytes, {@code float32} for floats. */
  public ElementType elements() {
    return pixels.elements();
  }

  /** The names of the classes; their places are the labels. */
  public List<String> classes() {
    return classes;
  }

  /** The label of every image; a copy. */
  public int[] labels() {
    return labels.clone();
  }

  public int label(int index) {
    return labels[index];
  }

  /** One image as it is stored: {@code (1, C, H, W)}, uint8 or float32. */
  public Tensor image(int index) {
    return pixels.image(index);
  }

  /** One image as a network's input: {@code (1, C, H, W)}, float32. */
  public Tensor input(int index, Preprocessing preprocessing) {
    return select(new int[] {index}).inputs(preprocessing);
  }

  /** All images as a network's input: {@code (N, C, H, W)}, float32. For small data sets. */
  public Tensor inputs(Preprocessing preprocessing) {
    int size = pixels.imageSize().elements();
    float[] values = new float[Math.multiplyExact(size(), size)];
    Pixels.Recipe recipe = new Pixels.Recipe(preprocessing, channels());
    for (int i = 0; i < size(); i++) {
      pixels.prepare(i, recipe, values, i * size);
    }
    return Tensor.of(values, shape().sizes());
  }

  /** The first images, at most {@code count} of them; {@code count} is 1 or more. */
  public Dataset limit(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a limit is 1 image or more, found " + count);
    }
    return count >= size() ? this : select(IntStream.range(0, count).toArray());
  }

  /**
   * Holds a share of the images out for validation, drawn at random by the seed. Both parts keep
   * the order of the images and all classes.
   *
   * @param validationShare above 0 and below 1; the number held out is rounded, at least 1 and at
   *     most N - 1
   * @throws IllegalArgumentException where the share is out of range or there is only one image
   */
  public Split split(double validationShare, long seed) {
    if (!(validationShare > 0 && validationShare < 1) || size() < 2) {
      throw new IllegalArgumentException(
          "a validation share lies above 0 and below 1 and needs 2 images or more, found "
              + validationShare
              + " of "
              + size());
    }
    long rounded = Math.round(validationShare * size());
    int held = (int) Math.max(1, Math.min(rounded, size() - 1));
    int[] order = Shuffle.of(seed, 0).order(size());
    int[] validation = Arrays.copyOf(order, held);
    int[] training = Arrays.copyOfRange(order, held, order.length);
    Arrays.sort(validation);
    Arrays.sort(training);
    return new Split(select(training), select(validation));
  }

  /** The images at some indices, in that order. */
  public Dataset select(int[] indices) {
    int[] chosen = Arrays.stream(indices).map(i -> labels[i]).toArray();
    return of(name, pixels.select(indices), chosen, classes);
  }

  /**
   * The images brought to another size. {@link Resampling#PILLOW} keeps bytes as bytes; {@link
   * Resampling#TENSOR} makes bytes floats in 0..1.
   */
  public Dataset resized(int height, int width, Resampling resampling) {
    boolean same = pixels.imageSize().hasSize(height, width);
    return same && resampling == Resampling.PILLOW
        ? this
        : new Dataset(name, pixels.resized(height, width, resampling), labels, classes);
  }

  /**
   * The images brought to a format: colours first (grey to colour repeats the channel; colour to
   * grey weighs 0.299, 0.587 and 0.114), then the size by {@link Resampling#PILLOW}.
   *
   * @throws IllegalArgumentException where the channels change from or to another number than 1 and
   *     3, or the images of that format are more than the Java heap holds
   */
  public Dataset as(ImageFormat format) {
    requireRoom(format);
    boolean keeps = format.channels() == 0 || format.channels() == channels();
    Dataset coloured =
        keeps ? this : new Dataset(name, pixels.coloured(format.channels()), labels, classes);
    return format.resizes()
        ? coloured.resized(format.height(), format.width(), Resampling.PILLOW)
        : coloured;
  }

  private void requireRoom(ImageFormat format) {
    int channels = format.channels() == 0 ? channels() : format.channels();
    double image = (double) channels * format.height() * format.width();
    double bytes = format.resizes() ? size() * image : 0;
    long heap = Runtime.getRuntime().maxMemory();
    if (bytes > heap) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: %,d images of %d x %d x %d take %,.0f MB, and the Java heap has %,d MB at most;"
                  + " take fewer (--limit N and --test-limit N), or give Java more (-Xmx)",
              name,
              size(),
              channels,
              format.height(),
              format.width(),
              bytes / MEGABYTE,
              heap / MEGABYTE));
    }
  }

  /**
   * One image as a picture to look at: bytes as they are; floats times 255, rounded and clipped.
   *
   * @throws IllegalArgumentException where the images have neither 1 nor 3 channels
   */
  public Picture picture(int index) {
    return pixels.picture(index);
  }

  Pixels pixels() {
    return pixels;
  }

  /**
   * The SHA-256 of the content, in hexadecimal: of the element type and the shape as text, every
   * image (bytes, or little-endian floats), every label (little-endian, 32 bits) and the classes'
   * names, one a line in UTF-8. The name does not count.
   */
  public String digest() {
    String known = digest;
    if (known == null) {
      known = computeDigest();
      digest = known;
    }
    return known;
  }

  private String computeDigest() {
    MessageDigest sha = sha256();
    sha.update((elements() + shape().toString() + "\n").getBytes(StandardCharsets.UTF_8));
    pixels.digest(sha);
    ByteBuffer numbers = ByteBuffer.allocate(4 * labels.length).order(ByteOrder.LITTLE_ENDIAN);
    numbers.asIntBuffer().put(labels);
    sha.update(numbers);
    sha.update(String.join("\n", classes).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(sha.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** For example {@code MNIST training: 60000 images (1 x 28 x 28), 10 classes}. */
  @Override
  public String toString() {
    return name
        + ": "
        + size()
        + " images ("
        + pixels.imageSize()
        + "), "
        + classes.size()
        + " classes";
  }

  /**
   * Two parts of a data set that share no image.
   *
   * @param training what the network learns from
   * @param validation what is held out
   */
  public record Split(Dataset training, Dataset validation) {}
}
