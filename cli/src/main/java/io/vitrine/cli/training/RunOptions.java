package io.vitrine.cli.training;

import io.vitrine.run.RunInfo;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options that a training was started with, kept in {@code run.json}, so that resuming it needs
 * none of them again.
 */
record RunOptions(Map<String, String> values) implements IDefaultValueProvider {
  private static final String FIELD = "options";

  /** Options that say what is to be done now, and nothing of the training. */
  private static final Set<String> OF_NOW =
      Set.of("--run", "--resume", "--open", "--json", "--lang", "--debug", "--help", "--version");

  RunOptions {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The options of a command as they are now, defaults included. */
  static RunOptions of(CommandSpec command) {
    Map<String, String> values = new LinkedHashMap<>();
    for (ArgSpec argument : command.args()) {
      Object value = argument.getValue();
      boolean none = value instanceof Collection<?> all && all.isEmpty();
      if (value != null && !none && !OF_NOW.contains(name(argument))) {
        values.put(name(argument), text(value));
      }
    }
    return new RunOptions(values);
  }

  private static String text(Object value) {
    if (value instanceof Collection<?> all) {
      return all.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
    return value instanceof Path path ? path.toAbsolutePath().toString() : value.toString();
  }

  /** Those that a run was started with; empty where it kept none. */
  static RunOptions of(RunInfo run) {
    Map<String, String> values = new LinkedHashMap<>();
    if (run.more().get(FIELD) instanceof Map<?, ?> kept) {
      kept.forEach((name, value) -> values.put(String.valueOf(name), String.valueOf(value)));
    }
    return new RunOptions(values);
  }

  /** The same with an option that is missing so far. */
  RunOptions or(String name, Object value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.putIfAbsent(name, value.toString());
    return new RunOptions(more);
  }

  /** The run's record with these options. */
  RunInfo keptIn(RunInfo run) {
    return run.noting(FIELD, values);
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return values.get(name(argument));
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
