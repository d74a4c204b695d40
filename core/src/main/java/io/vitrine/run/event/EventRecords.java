package io.vitrine.run.event;

import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Reads records again whose places are known; each file is opened once. */
public final class EventRecords implements AutoCloseable {
  private final Map<Path, Window> windows = new HashMap<>();
  private final Map<Path, FileChannel> channels = new HashMap<>();

  /**
   * The data of the record whose frame begins at an offset.
   *
   * @throws ModelFormatException where there is no whole record any more
   */
  public byte[] read(Path file, long offset) throws IOException {
    Window window = windows.get(file);
    if (window == null) {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      channels.put(file, channel);
      window = new Window(channel);
      windows.put(file, window);
    }
    if (EventTail.stateAt(window, offset) != EventTail.State.WHOLE) {
      throw new ModelFormatException(
          file
              + ": expected the record read before at offset "
              + offset
              + ", found other bytes."
              + " Something rewrote the file; open the run again");
    }
    int length = (int) window.longAt(offset);
    int from = window.load(offset + Frame.HEADER_BYTES, length);
    return Arrays.copyOfRange(window.bytes(), from, from + length);
  }

  @Override
  public void close() throws IOException {
    for (FileChannel channel : channels.values()) {
      channel.close();
    }
  }
}
