package io.vitrine.bench.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitrine.bench.probe.HelloWorld;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The checkout that is measured, a folder for what comes and goes, and a finished run. */
public final class Workplace {
  /** What the launcher tells glibc: {@code export MALLOC_TOP_PAD_=268435456}. */
  private static final Pattern SETTING = Pattern.compile("(?m)^\\s*export (MALLOC_\\w+)=(\\d+)");

  private final Path home;
  private final Path scratch;
  private final int threads;
  private @Nullable Path run;

  public Workplace(Path home, Path scratch, int threads, @Nullable Path run) {
    this.home = home;
    this.scratch = scratch;
    this.threads = threads;
    this.run = run;
  }

  public Path scratch() {
    return scratch;
  }

  /** Threads of every side that trains. */
  public int threads() {
    return threads;
  }

  public Path launcher() {
    return home.resolve("vitrine");
  }

  /** What the launcher starts. */
  public Path distribution() {
    return home.resolve("cli/target/dist");
  }

  public Path peer(String script) {
    return home.resolve("bench/peer").resolve(script);
  }

  /** The IDX files of the data set that ships. */
  public Path images() {
    return home.resolve("mnist/src/main/resources/io/vitrine/mnist");
  }

  public Python python() {
    return Python.of(System.getenv());
  }

  /** Vitrine's command line. */
  public Command vitrine(Object... arguments) {
    return Command.of(launcher()).and(arguments);
  }

  /** A file that stays after the bench, in its build folder. */
  public Path output(String name) {
    return home.resolve("bench/target").resolve(name);
  }

  /** A new folder. */
  public Path folder(String name) throws IOException {
    return Files.createTempDirectory(scratch, name);
  }

  /** The launcher's settings of glibc, so that probes run as {@code vitrine} does. */
  public Map<String, String> settings() throws IOException {
    return settings(Files.readString(launcher(), UTF_8));
  }

  public static Map<String, String> settings(String script) {
    Map<String, String> settings = new LinkedHashMap<>();
    Matcher matcher = SETTING.matcher(script);
    while (matcher.find()) {
      settings.put(matcher.group(1), matcher.group(2));
    }
    return settings;
  }

  /** A probe in a JVM of its own, as the launcher would start it. */
  public Command probe(String name, Object... arguments) throws IOException {
    return java("io.vitrine.bench.probe." + name).and(arguments).with(settings());
  }

  private Command java(String main) {
    String path =
        String.join(
            File.pathSeparator,
            List.of(classes().toString(), distribution().resolve("lib/*").toString()));
    return Command.of(
        program(),
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "-Djava.awt.headless=true",
        "-cp",
        path,
        main);
  }

  /** A JVM that says hello, with nothing but what every JVM does. */
  public Command hello() {
    return Command.of(program(), "-cp", classes(), HelloWorld.class.getName());
  }

  private Path classes() {
    return home.resolve("bench/target/classes");
  }

  private static Path program() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** The finished run that was given, or a short one that is made now. */
  public Path run() throws IOException {
    if (run == null) {
      Path folder = scratch.resolve("run");
      Progress.say("training a short run of VGG-16, for the figures");
      vitrine(
              "train",
              "vgg16",
              "--limit",
              1920,
              "--test-limit",
              500,
              "--epochs",
              3,
              "--run",
              folder)
          .succeed(scratch);
      run = folder;
    }
    return run;
  }
}
