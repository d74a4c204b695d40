package io.vitrine.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/**
 * What {@code vitrine} itself says and takes, and with it each of its commands. Said in calls,
 * since every start reads it: as annotations, beside those of its commands, it took a fifth of a
 * help's time.
 */
final class RootCommand {
  private static final String LANGUAGE = "--lang";
  private static final String DEBUG = "--debug";

  private final CommandSpec spec;

  private RootCommand(CommandSpec spec) {
    this.spec = spec;
  }

  /**
   * The command whose work an object does.
   *
   * @param scope whether its commands take its options too; to give them to all took a tenth of a
   *     start
   */
  static RootCommand of(Object worker, String version, ScopeType scope) {
    CommandSpec spec =
        CommandSpec.wrapWithoutInspection(worker)
            .name("vitrine")
            .version("vitrine " + version)
            .scopeType(scope)
            .addOption(languageOption(scope))
            .addOption(flag(scope, DEBUG).description("Show the stack trace of an error.").build())
            .addOption(
                flag(scope, "-h", "--help")
                    .usageHelp(true)
                    .description("Show this help message and exit.")
                    .build())
            .addOption(
                flag(scope, "-V", "--version")
                    .versionHelp(true)
                    .description("Print version information and exit.")
                    .build());
    spec.usageMessage()
        .synopsisSubcommandLabel("COMMAND")
        .description(
            "Makes any neural network visible: structure, training, gradients, kernels, feature maps, parameters.")
        .footer(
            "",
            "Examples:",
            "  vitrine demo             train VGG-16 on MNIST, show the six views (2 minutes)",
            "  vitrine summary vgg16    layers, shapes, parameters",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage; 130 or 143 stopped by Ctrl-C or SIGTERM.");
    return new RootCommand(spec);
  }

  private static OptionSpec languageOption(ScopeType scope) {
    return OptionSpec.builder(LANGUAGE)
        .scopeType(scope)
        .type(Locale.class)
        .paramLabel("TAG")
        .converters(new LanguageTag())
        .initialValue(spoken(Locale.getDefault()))
        .description("Language of titles and sentences: en or zh-CN; by default the system's.")
        .build();
  }

  private static OptionSpec.Builder flag(ScopeType scope, String... names) {
    return OptionSpec.builder(names).scopeType(scope).type(boolean.class).initialValue(false);
  }

  CommandSpec spec() {
    return spec;
  }

  Locale language() {
    return value(LANGUAGE, Locale.class);
  }

  boolean isDebugging() {
    return value(DEBUG, Boolean.class);
  }

  private <T> T value(String option, Class<T> type) {
    return type.cast(spec.findOption(option).<Object>getValue());
  }

  /** The language that we have words in: Chinese for any Chinese, English for all others. */
  private static Locale spoken(Locale asked) {
    return asked.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
  }

  /** A class, since the class-data archive takes no lambda of an interface as old as picocli's. */
  private static final class LanguageTag implements ITypeConverter<Locale> {
    @Override
    public Locale convert(String tag) {
      return spoken(Locale.forLanguageTag(tag));
    }
  }
}
