package io.vitrine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class SubcommandsTest {
  private static String[] all() {
    return Subcommands.byName().keySet().toArray(String[]::new);
  }

  private static CommandLine command(String name, String... args) {
    return Objects.requireNonNull(Main.vitrine(args).getSubcommands().get(name));
  }

  @Test
  void addTo_noneAsked_listsTheSameHelp() {
    String listed = Main.vitrine("--help").getUsageMessage();

    assertThat(listed).isEqualTo(Main.vitrine(all()).getUsageMessage());
  }

  @Test
  void byName_everyCommand_isWhatItCallsItself() {
    Subcommands.byName()
        .forEach(
            (name, listed) ->
                assertThat(listed.type().getAnnotation(CommandLine.Command.class).name())
                    .isEqualTo(name));
  }

  @ParameterizedTest
  @MethodSource("all")
  void addTo_oneAskedFirst_isThereAloneWithTheSameHelp(String name) {
    assertThat(Main.vitrine(name, "--help").getSubcommands()).containsOnlyKeys(name);
    assertThat(command(name, name, "--help").getUsageMessage())
        .isEqualTo(command(name, all()).getUsageMessage());
  }

  @ParameterizedTest
  @MethodSource("all")
  void help_examples_standOnALineEach(String name) {
    assertThat(command(name, name).getCommandSpec().usageMessage().footer())
        .filteredOn(line -> line.startsWith("  vitrine " + name))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  /** Each with all that it needs: what follows two spaces is a remark. */
  @ParameterizedTest
  @MethodSource("all")
  void help_examples_areTaken(String name) {
    for (String line : command(name, name).getCommandSpec().usageMessage().footer()) {
      if (line.startsWith("  vitrine " + name)) {
        String[] args = line.strip().split(" {2,}")[0].split(" ");

        CommandLine vitrine = Main.vitrine(name);
        assertThatCode(() -> vitrine.parseArgs(Arrays.copyOfRange(args, 1, args.length)))
            .as(line)
            .doesNotThrowAnyException();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void addTo_oneAsked_hasTheSameHelpAsAmongAll(String name) {
    CommandLine asked = command(name, "--lang", "en", name);

    assertThat(asked.getUsageMessage())
        .isEqualTo(command(name, all()).getUsageMessage())
        .contains("--lang", "--debug", "--help");
  }

  @Test
  void addTo_noneAsked_hasNoneOfTheirOptions() {
    assertThat(command("train", "--help").getCommandSpec().userObject()).isNull();
  }

  @Test
  void run_argumentsFromFile_findTheirCommand(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("args"), "summary\nlenet5\n");

    Ran ran = Ran.vitrine("@" + file);

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("lenet5");
  }
}
