package io.vitrine.cli;

import io.vitrine.cli.program.Interrupt;
import io.vitrine.cli.program.Program;
import io.vitrine.torch.machine.EngineUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.function.IntSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ScopeType;

/** The command {@code vitrine}. */
public final class Main implements Program, Runnable, IExecutionExceptionHandler {
  /** Types that no option has, whose classes would take a tenth of a start to load. */
  private static final String UNUSED_CONVERTERS = "java\\.(time|sql)\\..*";

  static final String VERSION = "0.1.0-SNAPSHOT";

  private final RootCommand command;

  private Main(ScopeType scope) {
    command = RootCommand.of(this, VERSION, scope);
  }

  /** Runs a command line and exits with its code. */
  public static void main(String[] args) {
    System.exit(process(args));
  }

  /** Runs a command line as the process's only one. Returns 0, 1 or 2. */
  static int process(String... args) {
    System.setProperty("picocli.converters.excludes", UNUSED_CONVERTERS);
    // Else picocli looks for Groovy, in every library.
    System.setProperty("picocli.disable.closures", "true");
    return Interrupt.process(new Line(args));
  }

  /** Runs a command line. Returns 0, 1 or 2. */
  static int run(String... args) {
    CommandLine vitrine = vitrine(args);
    try {
      return vitrine.execute(args);
    } catch (VirtualMachineError | LinkageError e) {
      Main main = vitrine.getCommand();
      return main.report(e, vitrine);
    }
  }

  /** The command with those of its commands ready that the arguments name. */
  static CommandLine vitrine(String... args) {
    Main main = new Main(Subcommands.scope(args));
    CommandLine vitrine = new CommandLine(main.command.spec());
    Subcommands.addTo(vitrine, args);
    return vitrine.setCaseInsensitiveEnumValuesAllowed(true).setExecutionExceptionHandler(main);
  }

  @Override
  public Locale language() {
    return command.language();
  }

  @Override
  public CommandLine commandLine(String... args) {
    return vitrine(args);
  }

  @Override
  public int handleExecutionException(
      Exception error, CommandLine asked, CommandLine.ParseResult parsed) {
    return report(error, asked);
  }

  private int report(Throwable error, CommandLine asked) {
    if (command.isDebugging()) {
      error.printStackTrace(asked.getErr());
    } else {
      asked.getErr().println("vitrine: " + message(error));
    }
    return asked.getCommandSpec().exitCodeOnExecutionException();
  }

  /** What to tell the user. Weights are read late: a broken file may be at the end of a chain. */
  static String message(Throwable error) {
    for (Throwable at = error; at != null; at = at.getCause()) {
      if (at instanceof UncheckedIOException && at.getCause() != null) {
        return message(at.getCause());
      }
    }
    String text = String.valueOf(error.getMessage());
    if (error instanceof FileSystemException file && file.getReason() == null) {
      return text + ": " + reason(file);
    }
    boolean expected =
        error instanceof IllegalArgumentException
            || error instanceof IOException
            || error instanceof EngineUnavailableException;
    return expected
        ? text
        : error.getClass().getSimpleName() + ": " + text + " (run again with --debug for details)";
  }

  /** What the system's exceptions leave to their names. */
  private static String reason(FileSystemException error) {
    if (error instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (error instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (error instanceof NotDirectoryException) {
      return "it is no folder";
    }
    return error instanceof FileAlreadyExistsException
        ? "it exists already"
        : error.getClass().getSimpleName();
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(command.spec().commandLine(), "Missing command");
  }

  /** A class, since the class-data archive takes no lambda of a class that knows picocli's. */
  private static final class Line implements IntSupplier {
    private final String[] args;

    private Line(String... args) {
      this.args = args.clone();
    }

    @Override
    public int getAsInt() {
      return run(args);
    }
  }
}
