package io.vitrine.cli.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Opens a file in the system's browser. */
public final class Browser {
  private Browser() {}

  public static void open(Path file) throws IOException {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String uri = file.toUri().toString();
    List<String> command =
        system.contains("win")
            ? List.of("rundll32", "url.dll,FileProtocolHandler", uri)
            : List.of(system.contains("mac") ? "open" : "xdg-open", uri);
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      System.err.println(
          "no browser could be started (" + command.get(0) + "); open it yourself: " + file);
    }
  }
}
