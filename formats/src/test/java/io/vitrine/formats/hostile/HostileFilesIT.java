package io.vitrine.formats.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One table, files.txt, of every small file of the tests and every file that is wrong on purpose,
 * with what becomes of it: what it holds, or the whole message ({@code -Dgolden.update} writes it
 * anew; look at each message). All are opened in a Java of 64 MiB of heap, those of more than 4 MiB
 * in one of 1 GiB.
 */
class HostileFilesIT {
  private static final Path RESOURCES = Path.of("src/test/resources/io/vitrine/formats");
  private static final Path TABLE = RESOURCES.resolve("files.txt");
  private static final long LARGE = 4L << 20;

  /** A byte, a part of the model by its name, or what the file really is. */
  private static final String WHERE =
      "(?s).*(, byte \\d+: |(node|tensor|layer|group|member|data set|function) '?[^ ]|, configuration[,:] |numbers refused: [a-z]+: | is an? ).*";

  @TempDir Path folder;

  /** What is known of one file. */
  private record Row(String name, Path file) {}

  private List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      files
          .filter(f -> f.toString().matches(".*\\.(onnx|npy|npz|pth|pt|pt2|h5|keras)"))
          .filter(f -> !f.startsWith(RESOURCES.resolve("hostile")))
          .sorted()
          .forEach(f -> rows.add(new Row("sound | " + RESOURCES.relativize(f), f)));
    }
    List<HostileFile> hostile =
        Stream.of(
                HostileOnnx.files(),
                HostileSafetensors.files(),
                HostileTorch.files(),
                HostileNumpy.files(),
                HostileKeras.files(),
                HostilePrograms.files())
            .flatMap(files -> files)
            .toList();
    for (HostileFile file : hostile) {
      Path own = folder.resolve(Integer.toString(rows.size()));
      rows.add(new Row(file.format() + " | " + file.damage(), file.write(own)));
    }
    return rows;
  }

  @Test
  void read_everyFile_givesWhatTheTableSays() throws Exception {
    List<Row> rows = rows();
    Map<String, String> outcomes = new LinkedHashMap<>();
    rows.forEach(row -> outcomes.put(row.name(), ""));
    assertThat(outcomes).hasSameSizeAs(rows);
    open(rows.stream().filter(row -> row.file().toFile().length() <= LARGE).toList(), 64, outcomes);
    open(
        rows.stream().filter(row -> row.file().toFile().length() > LARGE).toList(), 1024, outcomes);

    StringBuilder text = new StringBuilder();
    outcomes.forEach(
        (name, outcome) -> text.append(name).append(" | ").append(outcome).append('\n'));
    if (System.getProperty("golden.update") != null) {
      Files.writeString(TABLE, text);
    }
    assertThat(text).asString().isEqualTo(Files.readString(TABLE));
  }

  /** Opens files in a Java of their own; each takes at most 5 s of processor time. */
  private void open(List<Row> rows, int heapMiB, Map<String, String> outcomes) throws Exception {
    Path list = folder.resolve("list.txt");
    Files.write(list, rows.stream().map(row -> row.file().toString()).toList());
    String output = ChildJvm.output(folder, heapMiB, HostileProbe.class, list);
    List<String> lines = output.lines().filter(line -> line.matches("\\d+\t.*")).toList();
    assertThat(lines).as(output).hasSize(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      String[] parts = lines.get(i).split("\t", 2);
      assertThat(Long.parseLong(parts[0])).as(rows.get(i).name()).isLessThan(5000);
      outcomes.put(rows.get(i).name(), parts[1].replace(rows.get(i).file().getParent() + "/", ""));
    }
  }

  @Test
  void table_everyRefusal_saysWhereOrWhat() throws IOException {
    List<String> refusals =
        Files.readAllLines(TABLE).stream().filter(row -> row.contains("refused: ")).toList();
    assertThat(refusals).hasSizeGreaterThan(100).allMatch(row -> row.matches(WHERE));
    assertThat(Files.readString(TABLE)).doesNotContain("thrown: ");
  }
}
