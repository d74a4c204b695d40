package io.vitrine.cli.training;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Names for new runs. */
final class RunNames {
  private RunNames() {}

  /** A folder below {@code runs} named by what runs and when. */
  static Path next(String what) {
    String now =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
            .format(LocalDateTime.now(ZoneId.systemDefault()));
    return Path.of("runs", what + "-" + now);
  }
}
