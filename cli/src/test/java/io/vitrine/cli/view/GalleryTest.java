package io.vitrine.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.cli.Ran;
import io.vitrine.view.diagram.DiagramTheme;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gallery's diagrams are what its commands draw, all of the zoo or of this repository's files.
 */
class GalleryTest {
  private static final Path ROOT = Path.of("..");
  private static final Path GALLERY = ROOT.resolve("docs/gallery/diagrams");
  private static final Pattern COMMAND = Pattern.compile("`vitrine (draw [^`]*)`");

  private static String text() throws IOException {
    return Files.readString(GALLERY.resolve("README.md"));
  }

  static Stream<String> commands() throws IOException {
    return COMMAND.matcher(text()).results().map((MatchResult found) -> found.group(1));
  }

  private static String network(String command) {
    return command.split(" ")[1];
  }

  private static boolean isInTheTree(String command) {
    return Files.isRegularFile(ROOT.resolve(network(command)));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void draw_asTheGallerySays_makesItsFigure(String command, @TempDir Path folder)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--lang", "en"));
    arguments.addAll(List.of(command.split(" ")));
    if (isInTheTree(command)) {
      arguments.set(3, ROOT.resolve(network(command)).toString());
    }
    String file = arguments.remove(arguments.size() - 1);
    Path drawn = folder.resolve(file);
    arguments.add(drawn.toString());

    Ran ran = Ran.vitrine(arguments.toArray(new String[0]));

    assertThat(ran.code()).as(ran.err()).isZero();
    if (System.getProperty("golden.update") != null) {
      Files.copy(drawn, GALLERY.resolve(file), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(Files.readString(drawn))
        .as("%s; -Dgolden.update draws it anew", file)
        .isEqualTo(Files.readString(GALLERY.resolve(file)));
  }

  @Test
  void figures_allOfThem_haveTheirCommand() throws IOException {
    try (Stream<Path> files = Files.list(GALLERY)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .filteredOn(name -> name.endsWith(".svg"))
          .allSatisfy(
              name ->
                  assertThat(text())
                      .contains(name.endsWith("-by-hand.svg") ? name : "-o " + name + "`"));
    }
  }

  /** None needs a file that is not here. */
  @ParameterizedTest
  @MethodSource("commands")
  void networks_ofTheGallery_areHere(String command) {
    assertThat(Zoo.names().contains(network(command)) || isInTheTree(command)).isTrue();
  }

  @Test
  void models_ofTheGallery_areSmall() throws IOException {
    try (Stream<Path> files = Files.list(GALLERY.resolve("models"))) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(file -> assertThat(Files.size(file)).isLessThan(300_000));
    }
  }

  @Test
  void theme_asTheGallerySays_isRead(@TempDir Path folder) throws IOException {
    String theme = text().split("```")[1];
    Path file = Files.writeString(folder.resolve("my.theme"), theme);

    assertThat(DiagramTheme.read(file.toString())).isEqualTo(DiagramTheme.paper());
  }
}
