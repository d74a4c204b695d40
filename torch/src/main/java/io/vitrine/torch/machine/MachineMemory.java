package io.vitrine.torch.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Pointer;

/** The memory that this process can have. */
public final class MachineMemory {
  /** Where Linux says what a container may take: control groups of version 2 and 1. */
  private static final List<Path> CONTAINER =
      List.of(
          Path.of("/sys/fs/cgroup/memory.max"),
          Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes"));

  private MachineMemory() {}

  /** The machine's memory in bytes, or the container's where that is less. */
  public static long bytes() {
    long machine = Pointer.totalPhysicalBytes();
    return CONTAINER.stream().mapToLong(MachineMemory::read).reduce(machine, Math::min);
  }

  /** The number in a file; the largest one where there is no file or no number in it. */
  private static long read(Path file) {
    try {
      String text = Files.isReadable(file) ? Files.readString(file).strip() : "";
      return text.matches("\\d{1,18}") ? Long.parseLong(text) : Long.MAX_VALUE;
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }
}
