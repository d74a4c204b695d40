package io.vitrine.formats.file;

import io.vitrine.run.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;

/** Writes a file that is made of byte buffers, whole or not at all. */
public final class Pieces {
  private Pieces() {}

  /**
   * Writes pieces one after the other. What stood at the path stays until all is written.
   *
   * @throws IOException where the file cannot be written
   */
  public static void write(Path path, List<ByteBuffer> pieces) throws IOException {
    AtomicFile.write(
        path,
        out -> {
          WritableByteChannel channel = Channels.newChannel(out);
          for (ByteBuffer piece : pieces) {
            channel.write(piece.duplicate());
          }
        });
  }
}
