package io.vitrine.cli;

import io.vitrine.cli.program.Interrupt;
import io.vitrine.cli.program.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code vitrine}. */
@Command(
    name = "vitrine",
    version = "vitrine " + Main.VERSION,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Makes any neural network visible: structure, training, gradients, kernels, feature maps, parameters.",
    footer = {
      "",
      "Examples:",
      "  vitrine demo             train VGG-16 on MNIST, show the six views (2 minutes)",
      "  vitrine summary vgg16    layers, shapes, parameters",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage; 130 or 143 stopped by Ctrl-C or SIGTERM."
    })
public final class Main implements Program, Runnable, IExecutionExceptionHandler {
  /** Types that no option has, whose classes would take a tenth of a start to load. */
  private static final String UNUSED_CONVERTERS = "java\\.(time|sql)\\..*";

  static final String VERSION = "0.1.0-SNAPSHOT";

  @Option(
      names = "--lang",
      scope = ScopeType.INHERIT,
      paramLabel = "TAG",
      converter = LanguageTag.class,
      description = "Language of titles and sentences: en or zh-CN; by default the system's.")
  Locale language = spoken(Locale.getDefault());

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  boolean debug;

  @CommandLine.Spec CommandLine.Model.CommandSpec spec;

  /** Runs a command line and exits with its code. */
  public static void main(String[] args) {
    System.exit(process(args));
  }

  /** Runs a command line as the process's only one. Returns 0, 1 or 2. */
  static int process(String... args) {
    System.setProperty("picocli.converters.excludes", UNUSED_CONVERTERS);
    return Interrupt.process(() -> run(args));
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
    Main main = new Main();
    CommandLine vitrine = new CommandLine(main);
    Subcommands.addTo(vitrine, args);
    return vitrine.setCaseInsensitiveEnumValuesAllowed(true).setExecutionExceptionHandler(main);
  }

  /** The language that we have words in: Chinese for any Chinese, English for all others. */
  private static Locale spoken(Locale asked) {
    return asked.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
  }

  @Override
  public Locale language() {
    return language;
  }

  @Override
  public CommandLine commandLine(String... args) {
    return vitrine(args);
  }

  @Override
  public int handleExecutionException(
      Exception error, CommandLine command, CommandLine.ParseResult parsed) {
    return report(error, command);
  }

  private int report(Throwable error, CommandLine command) {
    if (debug) {
      error.printStackTrace(command.getErr());
    } else {
      command.getErr().println("vitrine: " + message(error));
    }
    return command.getCommandSpec().exitCodeOnExecutionException();
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
    boolean expected = error instanceof IllegalArgumentException || error instanceof IOException;
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
    throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
  }

  /** A class, since the class-data archive takes no lambda of an interface as old as picocli's. */
  static final class LanguageTag implements ITypeConverter<Locale> {
    @Override
    public Locale convert(String tag) {
      return spoken(Locale.forLanguageTag(tag));
    }
  }
}
