package io.vitrine.bench.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The Python that runs the peers: {@code VITRINE_PYTHON}, or {@code python3}. It need not be there.
 *
 * @param program its name or path
 */
public record Python(String program) {
  public static Python of(Map<String, String> environment) {
    return new Python(environment.getOrDefault("VITRINE_PYTHON", "python3"));
  }

  public Command script(Path file) {
    return Command.of(program, file);
  }

  /** Why modules cannot be used here, or empty where they can. */
  public Optional<String> missing(Path scratch, String... modules) {
    for (String module : modules) {
      try {
        if (Command.of(program, "-c", "import " + module).run(scratch).code() != 0) {
          return Optional.of(
              "no " + module + " in " + program + "; name a Python that has it in VITRINE_PYTHON");
        }
      } catch (IOException e) {
        return Optional.of("no " + program + "; name a Python in VITRINE_PYTHON");
      }
    }
    return Optional.empty();
  }
}
