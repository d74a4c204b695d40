package io.vitrine.cli;

import io.vitrine.cli.training.DemoCommand;
import io.vitrine.cli.training.TrainCommand;
import io.vitrine.cli.view.CurvesCommand;
import io.vitrine.cli.view.DrawCommand;
import io.vitrine.cli.view.FeaturesCommand;
import io.vitrine.cli.view.GradientsCommand;
import io.vitrine.cli.view.HistogramsCommand;
import io.vitrine.cli.view.InspectCommand;
import io.vitrine.cli.view.KernelsCommand;
import io.vitrine.cli.view.ReportCommand;
import io.vitrine.cli.view.SummaryCommand;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands of {@code vitrine}.
 *
 * <p>To look at the options of all of them took most of a start's time, so only a command whose
 * name is among the arguments gets its options. Of the others the help and the search for similar
 * names see name and description.
 */
final class Subcommands {
  private static final List<Class<?>> ALL =
      List.of(
          DemoCommand.class,
          TrainCommand.class,
          SummaryCommand.class,
          InspectCommand.class,
          DrawCommand.class,
          CurvesCommand.class,
          GradientsCommand.class,
          KernelsCommand.class,
          FeaturesCommand.class,
          HistogramsCommand.class,
          ReportCommand.class);

  private Subcommands() {}

  /** The names of all commands. */
  static Set<String> names() {
    return ALL.stream().map(type -> about(type).name()).collect(Collectors.toSet());
  }

  /** Adds all commands, those with their options that these arguments may ask for. */
  static void addTo(CommandLine vitrine, String... args) {
    Set<String> words = Set.copyOf(Arrays.asList(args));
    boolean anyFromFile = Arrays.stream(args).anyMatch(word -> word.startsWith("@"));
    for (Class<?> type : ALL) {
      Command about = about(type);
      if (anyFromFile || words.contains(about.name())) {
        vitrine.addSubcommand(type);
      } else {
        vitrine.addSubcommand(about.name(), listed(about));
      }
    }
  }

  private static CommandSpec listed(Command about) {
    CommandSpec spec = CommandSpec.create().name(about.name());
    spec.usageMessage().description(about.description());
    return spec;
  }

  private static Command about(Class<?> type) {
    Command about = type.getAnnotation(Command.class);
    if (about == null) {
      throw new IllegalStateException(type + " is no command");
    }
    return about;
  }
}
