package io.vitrine.formats;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.file.StoredModel;
import io.vitrine.model.ModelFormatException;
import io.vitrine.operator.ShapeInference;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Damages samples for as long as it is let: {@code LongFuzz FOLDER MINUTES SEED}. The samples are
 * the files of the folder, into which the fixtures of the tests are copied, and those of {@link
 * FuzzSamples}, which it adds. Every other damage of an archive is to one of its members, in an
 * archive that is whole. Writes a line for each kind of file, and keeps each case that is not
 * refused as it should be, or takes longer than {@value #MOST_MILLIS} ms of processor time, in the
 * folder's {@code found}.
 */
final class LongFuzz {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long MOST_MILLIS = 5000;
  private static final long LARGEST = 600_000;

  /** What became of one kind of file. */
  private static final class Count {
    long cases;
    long refused;
    long bad;
    double slowest;
  }

  private final Path found;
  private final Random random;
  private final Mutations mutations;
  private final Map<String, Count> counts = new LinkedHashMap<>();

  private LongFuzz(Path folder, long seed) throws IOException {
    this.found = Files.createDirectories(folder.resolve("found"));
    this.random = new Random(seed);
    this.mutations = new Mutations(seed);
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    LongFuzz fuzz = new LongFuzz(folder, Long.parseLong(arguments[2]));
    FuzzSamples.write(folder.resolve("made"));
    List<Path> samples = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(
              f -> f.toString().matches(".*\\.(onnx|npy|npz|pth|pt|pt2|h5|keras|safetensors|json)"))
          .filter(f -> f.toFile().length() <= LARGEST && !f.startsWith(fuzz.found))
          .sorted()
          .forEach(samples::add);
    }
    long end = System.nanoTime() + Long.parseLong(arguments[1]) * 60_000_000_000L;
    while (System.nanoTime() < end) {
      Path sample = samples.get(fuzz.random.nextInt(samples.size()));
      byte[] whole = Files.readAllBytes(sample);
      for (int i = 0; i < 50 && System.nanoTime() < end; i++) {
        fuzz.tried(sample, fuzz.damaged(sample, whole));
      }
    }
    fuzz.print();
  }

  private byte[] damaged(Path sample, byte[] whole) throws IOException {
    boolean archive = whole.length > 3 && whole[0] == 'P' && whole[1] == 'K' && whole[2] == 3;
    return archive && random.nextBoolean() ? member(sample) : mutations.of(whole);
  }

  /** The archive with one member damaged and nothing packed. */
  private byte[] member(Path archive) throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    try (ZipFile in = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        members.put(entry.getName(), in.getInputStream(entry).readAllBytes());
      }
    }
    List<String> names = List.copyOf(members.keySet());
    String chosen = names.get(random.nextInt(names.size()));
    members.computeIfPresent(chosen, (name, content) -> mutations.of(content));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        CRC32 crc = new CRC32();
        crc.update(member.getValue());
        ZipEntry entry = new ZipEntry(member.getKey());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(member.getValue().length);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(member.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private void tried(Path sample, byte[] content) throws IOException {
    String name = sample.getFileName().toString();
    String kind = name.substring(name.lastIndexOf('.') + 1);
    Count count = counts.computeIfAbsent(kind, key -> new Count());
    long start = THREADS.getCurrentThreadCpuTime();
    String fault = "";
    try {
      StoredModel opened =
          Networks.read(FileBytes.of(sample.resolveSibling("damaged." + kind), content));
      opened.weights().names().forEach(opened.weights()::get);
      ShapeInference.infer(opened.network());
    } catch (ModelFormatException e) {
      count.refused++;
    } catch (UncheckedIOException e) {
      count.refused++;
      fault = e.getCause() instanceof ModelFormatException ? "" : e.toString();
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      fault = e.toString();
    }
    double millis = (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
    count.cases++;
    count.slowest = Math.max(count.slowest, millis);
    if (!fault.isEmpty() || millis > MOST_MILLIS) {
      Path kept = found.resolve("case" + count.bad++ + "." + kind);
      Files.write(kept, content);
      System.out.println(kept + " of " + name + ": " + (fault.isEmpty() ? millis + " ms" : fault));
    }
  }

  private void print() {
    counts.forEach(
        (kind, count) ->
            System.out.printf(
                Locale.ROOT,
                "%s: %d cases, %d refused, %d wrong, slowest %.0f ms%n",
                kind,
                count.cases,
                count.refused,
                count.bad,
                count.slowest));
  }
}
