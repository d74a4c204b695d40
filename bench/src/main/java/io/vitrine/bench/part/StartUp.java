package io.vitrine.bench.part;

import io.vitrine.bench.measure.Command;
import io.vitrine.bench.measure.Folders;
import io.vitrine.bench.measure.Goal;
import io.vitrine.bench.measure.Rounds;
import io.vitrine.bench.measure.Row;
import io.vitrine.bench.measure.Sides;
import io.vitrine.bench.measure.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Short commands against a JVM that says hello, and what they print without a class archive. */
final class StartUp {
  private static final int ROUNDS = 15;
  private static final String HELLO = "hello-world JVM";
  private static final String HELP = "vitrine --help";
  private static final String SUMMARY = "vitrine summary vgg16";
  private static final String ARCHIVE = ".jsa";

  private StartUp() {}

  static List<Row> rows(Workplace place) throws IOException {
    Command help = place.vitrine("--help");
    Command summary = place.vitrine("summary", "vgg16");
    Rounds measured =
        new Sides()
            .add(HELLO, () -> milliseconds(place.hello(), place))
            .add(HELP, () -> milliseconds(help, place))
            .add(SUMMARY, () -> milliseconds(summary, place))
            .rounds(ROUNDS, "ms");
    List<Row> rows = new ArrayList<>();
    rows.add(row(measured, HELP, 3));
    rows.add(row(measured, SUMMARY, 8));
    rows.add(clean("missing", place, without(place)));
    rows.add(clean("stale", place, stale(place)));
    return rows;
  }

  private static double milliseconds(Command command, Workplace place) throws IOException {
    return 1000 * command.succeed(place.scratch()).seconds();
  }

  private static Row row(Rounds measured, String name, double bound) {
    return new Row.Measured(
        name + ", against: " + HELLO,
        measured.of(name),
        Optional.of(measured.of(HELLO)),
        Optional.of(Goal.ratioAtMost(bound)));
  }

  /** A home whose class archives are not there. */
  private static Path without(Workplace place) throws IOException {
    Path home = place.folder("without-archive");
    for (Path archive : Folders.files(copy(place, home))) {
      if (archive.toString().endsWith(ARCHIVE)) {
        Files.delete(archive);
      }
    }
    return home;
  }

  /** A home whose class archives are of another build: its jar is another. */
  private static Path stale(Workplace place) throws IOException {
    Path home = place.folder("stale-archive");
    Path jar = copy(place, home).resolve("vitrine-cli.jar");
    Files.setLastModifiedTime(
        jar, FileTime.fromMillis(Files.getLastModifiedTime(jar).toMillis() - 60_000));
    return home;
  }

  /** Copies the launcher and what it starts; the libraries are linked to. */
  private static Path copy(Workplace place, Path home) throws IOException {
    Path to = home.resolve("cli/target/dist");
    Folders.copyFiles(place.distribution(), to, List.of());
    Files.createSymbolicLink(to.resolve("lib"), place.distribution().resolve("lib"));
    Files.copy(place.launcher(), home.resolve("vitrine"), StandardCopyOption.COPY_ATTRIBUTES);
    return to;
  }

  private static Row clean(String state, Workplace place, Path home) throws IOException {
    String expected = place.vitrine("summary", "vgg16").succeed(place.scratch()).output();
    Command copy = Command.of(home.resolve("vitrine"), "summary", "vgg16");
    String found = copy.succeed(place.scratch()).output();
    Optional<String> problem =
        found.equals(expected)
            ? Optional.empty()
            : Optional.of("differs; it begins: " + found.lines().findFirst().orElse("(nothing)"));
    return new Row.Checked(
        "standard output of " + SUMMARY + " when the class archive is " + state,
        "equal to the usual",
        problem);
  }
}
