package io.vitrine.run.event;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names of event files: {@code events.out.tfevents.<10-digit seconds>.<host>.<process>.<number>}.
 * Files of a run are read in the order of their names, so a new file's seconds are later than those
 * of every file that is there.
 */
public final class EventFileName {
  private static final String PREFIX = "events.out.tfevents.";
  private static final Pattern SECONDS = Pattern.compile(Pattern.quote(PREFIX) + "(\\d{10})\\..*");
  private static final long LATEST = 9_999_999_999L;

  private EventFileName() {}

  /** Whether a file's base name makes it an event file. */
  public static boolean matches(Path file) {
    return String.valueOf(file.getFileName()).contains("tfevents");
  }

  /** The event files directly in a directory, in name order. */
  public static List<Path> list(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(directory)) {
      entries.filter(EventFileName::matches).filter(Files::isRegularFile).forEach(files::add);
    }
    files.sort((a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString()));
    return files;
  }

  /** Creates the file that comes next in a directory. */
  public static EventFile createNext(Path directory, Instant now) throws IOException {
    long seconds = Math.min(LATEST, Math.max(now.getEpochSecond(), latest(directory) + 1));
    String host = host();
    long process = ProcessHandle.current().pid();
    for (int number = 0; ; number++) {
      String name =
          String.format(Locale.ROOT, "%s%010d.%s.%d.%d", PREFIX, seconds, host, process, number);
      try {
        return EventFile.create(directory.resolve(name));
      } catch (FileAlreadyExistsException e) {
        if (number == 1000) {
          throw e;
        }
      }
    }
  }

  private static long latest(Path directory) throws IOException {
    long latest = -1;
    for (Path file : list(directory)) {
      Matcher matcher = SECONDS.matcher(file.getFileName().toString());
      if (matcher.matches()) {
        latest = Math.max(latest, Long.parseLong(matcher.group(1)));
      }
    }
    return latest;
  }

  /** The machine's name without asking a name server, which may take seconds. */
  private static String host() {
    String name = System.getenv("HOSTNAME");
    if (name == null) {
      name = System.getenv("COMPUTERNAME");
    }
    if (name == null) {
      try {
        name = Files.readString(Path.of("/etc/hostname"));
      } catch (IOException | RuntimeException e) {
        name = "";
      }
    }
    String plain = name.strip().replaceAll("[^A-Za-z0-9-]+", "-");
    return plain.isEmpty() ? "localhost" : plain;
  }
}
