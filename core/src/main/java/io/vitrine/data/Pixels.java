package io.vitrine.data;

import io.vitrine.data.image.ImageFormat;
import io.vitrine.data.image.ImageSize;
import io.vitrine.data.image.Picture;
import io.vitrine.data.image.PillowBilinear;
import io.vitrine.data.image.Resampling;
import io.vitrine.data.image.TensorBilinear;
import io.vitrine.model.ElementType;
import io.vitrine.model.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Images of one size, each in an array of its own that never changes, so that parts of a data set
 * share them and a data set may be larger than one array.
 */
sealed interface Pixels {
  ImageSize imageSize();

  int count();

  ElementType elements();

  Pixels select(int[] indices);

  Pixels resized(int height, int width, Resampling resampling);

  /** The same images with one channel in place of three, or three in place of one. */
  Pixels coloured(int channels);

  Picture picture(int index);

  /** One image as it is stored, {@code (1, C, H, W)}. */
  Tensor image(int index);

  /** Writes an image's {@code C x H x W} input values. */
  void prepare(int index, Recipe recipe, float[] target, int offset);

  void digest(MessageDigest digest);

  /** A preprocessing made ready for a number of channels: its table of the byte values. */
  final class Recipe {
    private final Preprocessing preprocessing;
    private final float[][] tables;

    Recipe(Preprocessing preprocessing, int channels) {
      preprocessing.checkChannels(channels);
      this.preprocessing = preprocessing;
      this.tables =
          IntStream.range(0, channels).mapToObj(preprocessing::table).toArray(float[][]::new);
    }
  }

  /** Images of bytes 0..255. */
  final class Bytes implements Pixels {
    private final ImageSize imageSize;
    private final byte[][] images;

    Bytes(ImageSize imageSize, byte[][] images) {
      this.imageSize = imageSize;
      this.images = images;
    }

    static Bytes of(ImageSize imageSize, byte[] values, int count) {
      int size = imageSize.elements();
      byte[][] images = new byte[count][];
      for (int i = 0; i < count; i++) {
        images[i] = Arrays.copyOfRange(values, i * size, (i + 1) * size);
      }
      return new Bytes(imageSize, images);
    }

    @Override
    public ImageSize imageSize() {
      return imageSize;
    }

    @Override
    public int count() {
      return images.length;
    }

    @Override
    public ElementType elements() {
      return ElementType.UINT8;
    }

    @Override
    public Pixels select(int[] indices) {
      return new Bytes(
          imageSize, Arrays.stream(indices).mapToObj(i -> images[i]).toArray(byte[][]::new));
    }

    @Override
    public Pixels resized(int height, int width, Resampling resampling) {
      ImageSize to = imageSize.resized(height, width);
      if (resampling == Resampling.PILLOW) {
        PillowBilinear resizing = PillowBilinear.of(imageSize, height, width);
        return new Bytes(to, Arrays.stream(images).map(resizing::resize).toArray(byte[][]::new));
      }
      TensorBilinear resizing = TensorBilinear.of(imageSize, height, width);
      return new Floats(
          to,
          Arrays.stream(images)
              .map(image -> resizing.resize(shares(image)))
              .toArray(float[][]::new));
    }

    @Override
    public Pixels coloured(int channels) {
      ImageFormat format = new ImageFormat(channels, 0, 0);
      return new Bytes(
          picture(0).as(format).size(),
          IntStream.range(0, images.length)
              .mapToObj(i -> picture(i).as(format).values())
              .toArray(byte[][]::new));
    }

    @Override
    public Picture picture(int index) {
      return Picture.of(imageSize, images[index]);
    }

    private static float[] shares(byte[] image) {
      float[] shares = new float[image.length];
      for (int i = 0; i < image.length; i++) {
        shares[i] = (image[i] & 0xFF) / 255f;
      }
      return shares;
    }

    @Override
    public Tensor image(int index) {
      ByteBuffer copy = ByteBuffer.wrap(images[index].clone());
      return Tensor.of(ElementType.UINT8, imageSize.shape(1), copy);
    }

    @Override
    public void prepare(int index, Recipe recipe, float[] target, int offset) {
      byte[] image = images[index];
      int plane = imageSize.plane();
      for (int c = 0; c < imageSize.channels(); c++) {
        float[] table = recipe.tables[c];
        for (int i = c * plane, end = i + plane; i < end; i++) {
          target[offset + i] = table[image[i] & 0xFF];
        }
      }
    }

    @Override
    public void digest(MessageDigest digest) {
      for (byte[] image : images) {
        digest.update(image);
      }
    }
  }

  /** Images of floats, used as they are. */
  final class Floats implements Pixels {
    private final ImageSize imageSize;
    private final float[][] images;

    Floats(ImageSize imageSize, float[][] images) {
      this.imageSize = imageSize;
      this.images = images;
    }

    static Floats of(ImageSize imageSize, float[] values, int count) {
      int size = imageSize.elements();
      float[][] images = new float[count][];
      for (int i = 0; i < count; i++) {
        images[i] = Arrays.copyOfRange(values, i * size, (i + 1) * size);
      }
      return new Floats(imageSize, images);
    }

    @Override
    public ImageSize imageSize() {
      return imageSize;
    }

    @Override
    public int count() {
      return images.length;
    }

    @Override
    public ElementType elements() {
      return ElementType.FLOAT32;
    }

    @Override
    public Pixels select(int[] indices) {
      return new Floats(
          imageSize, Arrays.stream(indices).mapToObj(i -> images[i]).toArray(float[][]::new));
    }

    @Override
    public Pixels resized(int height, int width, Resampling resampling) {
      PillowBilinear antialiased = PillowBilinear.of(imageSize, height, width);
      TensorBilinear plain = TensorBilinear.of(imageSize, height, width);
      return new Floats(
          imageSize.resized(height, width),
          Arrays.stream(images)
              .map(
                  image ->
                      resampling == Resampling.PILLOW
                          ? antialiased.resize(image)
                          : plain.resize(image))
              .toArray(float[][]::new));
    }

    @Override
    public Pixels coloured(int channels) {
      ImageSize to = new ImageSize(channels, imageSize.height(), imageSize.width());
      if (channels * imageSize.channels() != 3) {
        throw new IllegalArgumentException(
            "images of " + imageSize.channels() + " channels cannot be given " + channels);
      }
      return new Floats(
          to,
          Arrays.stream(images)
              .map(image -> channels == 3 ? repeated(image) : grey(image))
              .toArray(float[][]::new));
    }

    private static float[] repeated(float[] grey) {
      float[] colour = new float[3 * grey.length];
      for (int i = 0; i < colour.length; i++) {
        colour[i] = grey[i % grey.length];
      }
      return colour;
    }

    private static float[] grey(float[] colour) {
      int plane = colour.length / 3;
      float[] grey = new float[plane];
      for (int i = 0; i < plane; i++) {
        grey[i] =
            (float) (0.299 * colour[i] + 0.587 * colour[plane + i] + 0.114 * colour[2 * plane + i]);
      }
      return grey;
    }

    @Override
    public Picture picture(int index) {
      byte[] levels = new byte[imageSize.elements()];
      for (int i = 0; i < levels.length; i++) {
        levels[i] = (byte) Math.max(0, Math.min(255, Math.round(images[index][i] * 255)));
      }
      return Picture.of(imageSize, levels);
    }

    @Override
    public Tensor image(int index) {
      return Tensor.of(images[index], imageSize.shape(1).sizes());
    }

    @Override
    public void prepare(int index, Recipe recipe, float[] target, int offset) {
      float[] image = images[index];
      int plane = imageSize.plane();
      for (int i = 0; i < image.length; i++) {
        target[offset + i] = recipe.preprocessing.apply(image[i], i / plane);
      }
    }

    @Override
    public void digest(MessageDigest digest) {
      ByteBuffer bytes =
          ByteBuffer.allocate(4 * imageSize.elements()).order(ByteOrder.LITTLE_ENDIAN);
      for (float[] image : images) {
        bytes.asFloatBuffer().put(image);
        digest.update(bytes.array());
      }
    }
  }
}
