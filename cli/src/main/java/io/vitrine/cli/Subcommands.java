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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;

/**
 * The commands of {@code vitrine}.
 *
 * <p>To look at the options of all of them took most of a start's time, so only a command whose
 * name is among the arguments gets its options. Of the others the help and the search for similar
 * names see name and description.
 */
final class Subcommands {
  private static final Map<String, Listed> ALL = all();

  private Subcommands() {}

  /** A command and what the list says of it, known without reading the class. */
  record Listed(Class<?> type, String about) {
    private CommandSpec spec(String name) {
      CommandSpec spec = CommandSpec.create().name(name);
      spec.usageMessage().description(about);
      return spec;
    }
  }

  private static Map<String, Listed> all() {
    Map<String, Listed> all = new LinkedHashMap<>();
    all.put("demo", new Listed(DemoCommand.class, DemoCommand.ABOUT));
    all.put("train", new Listed(TrainCommand.class, TrainCommand.ABOUT));
    all.put("summary", new Listed(SummaryCommand.class, SummaryCommand.ABOUT));
    all.put("inspect", new Listed(InspectCommand.class, InspectCommand.ABOUT));
    all.put("draw", new Listed(DrawCommand.class, DrawCommand.ABOUT));
    all.put("curves", new Listed(CurvesCommand.class, CurvesCommand.ABOUT));
    all.put("gradients", new Listed(GradientsCommand.class, GradientsCommand.ABOUT));
    all.put("kernels", new Listed(KernelsCommand.class, KernelsCommand.ABOUT));
    all.put("features", new Listed(FeaturesCommand.class, FeaturesCommand.ABOUT));
    all.put("histograms", new Listed(HistogramsCommand.class, HistogramsCommand.ABOUT));
    all.put("report", new Listed(ReportCommand.class, ReportCommand.ABOUT));
    return Collections.unmodifiableMap(all);
  }

  /** The commands by name, in the help's order. */
  static Map<String, Listed> byName() {
    return ALL;
  }

  /**
   * Adds all commands, those with their options that these arguments may ask for; where the first
   * argument is a command's name, nobody will ask for a list, and the others are left out.
   */
  static void addTo(CommandLine vitrine, String... args) {
    Set<String> words = Set.copyOf(Arrays.asList(args));
    boolean anyFromFile = isAnyFromFile(args);
    boolean isListed = args.length == 0 || !ALL.containsKey(args[0]);
    for (Map.Entry<String, Listed> command : ALL.entrySet()) {
      if (anyFromFile || words.contains(command.getKey())) {
        vitrine.addSubcommand(command.getValue().type());
      } else if (isListed) {
        vitrine.addSubcommand(command.getKey(), command.getValue().spec(command.getKey()));
      }
    }
  }

  /** Whose options those of {@code vitrine} are: the commands' too, where one may be asked for. */
  static ScopeType scope(String... args) {
    boolean anyAsked =
        isAnyFromFile(args) || !Collections.disjoint(ALL.keySet(), Arrays.asList(args));
    return anyAsked ? ScopeType.INHERIT : ScopeType.LOCAL;
  }

  /** A loop, since a start's first stream takes a tenth of it. */
  private static boolean isAnyFromFile(String... args) {
    for (String word : args) {
      if (word.startsWith("@")) {
        return true;
      }
    }
    return false;
  }
}
