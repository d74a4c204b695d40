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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
  private static final Map<String, Class<?>> ALL = all();

  private Subcommands() {}

  private static Map<String, Class<?>> all() {
    Map<String, Class<?>> all = new LinkedHashMap<>();
    all.put("demo", DemoCommand.class);
    all.put("train", TrainCommand.class);
    all.put("summary", SummaryCommand.class);
    all.put("inspect", InspectCommand.class);
    all.put("draw", DrawCommand.class);
    all.put("curves", CurvesCommand.class);
    all.put("gradients", GradientsCommand.class);
    all.put("kernels", KernelsCommand.class);
    all.put("features", FeaturesCommand.class);
    all.put("histograms", HistogramsCommand.class);
    all.put("report", ReportCommand.class);
    return Collections.unmodifiableMap(all);
  }

  /** The commands by name, in the help's order. */
  static Map<String, Class<?>> byName() {
    return ALL;
  }

  /**
   * Adds all commands, those with their options that these arguments may ask for; where the first
   * argument is a command's name, nobody will ask for a list, and the others are left out.
   */
  static void addTo(CommandLine vitrine, String... args) {
    Set<String> words = Set.copyOf(Arrays.asList(args));
    boolean anyFromFile = Arrays.stream(args).anyMatch(word -> word.startsWith("@"));
    boolean isListed = args.length == 0 || !ALL.containsKey(args[0]);
    for (Map.Entry<String, Class<?>> command : ALL.entrySet()) {
      if (anyFromFile || words.contains(command.getKey())) {
        vitrine.addSubcommand(command.getValue());
      } else if (isListed) {
        vitrine.addSubcommand(command.getKey(), listed(about(command.getValue())));
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
