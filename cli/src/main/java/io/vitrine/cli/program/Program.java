package io.vitrine.cli.program;

import java.util.Locale;
import picocli.CommandLine;

/** What each command may ask of the program that it belongs to. */
public interface Program {
  /** The language of titles and sentences. */
  Locale language();

  /** The program's command line, with those of its commands ready that the arguments name. */
  CommandLine commandLine(String... args);
}
