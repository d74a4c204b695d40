package io.vitrine.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Data sets of a few images that a test can learn in no time. */
final class TinyData {
  private static final int SIDE = 9;
  private static final int CLASSES = 3;

  private TinyData() {}

  /** An IDX set of 24 images to learn from and 9 to test on, in 3 classes. */
  static Path idx(Path folder) throws IOException {
    Files.createDirectories(folder);
    part(folder, "train", 24);
    part(folder, "t10k", 9);
    return folder;
  }

  private static void part(Path folder, String part, int count) throws IOException {
    ByteBuffer images = ByteBuffer.allocate(16 + count * SIDE * SIDE);
    images.putInt(0x00000803).putInt(count).putInt(SIDE).putInt(SIDE);
    ByteBuffer labels = ByteBuffer.allocate(8 + count).putInt(0x00000801).putInt(count);
    byte[] noise = new byte[count * SIDE * SIDE];
    new Random(count).nextBytes(noise);
    images.put(noise);
    for (int i = 0; i < count; i++) {
      labels.put((byte) (i % CLASSES));
    }
    Files.write(folder.resolve(part + "-images-idx3-ubyte"), images.array());
    Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
  }

  /** A grey PNG file. */
  static void picture(Path folder, String name, int level) throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(level % SIDE, level % SIDE, 0, level);
    Files.createDirectories(folder);
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }
}
